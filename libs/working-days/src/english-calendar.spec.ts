import { dateOf, dayOf, isWeekend } from '#kernel';
import { englishCalendar } from './index.js';

/**
 * Bank holidays in England, 2004 to 2013, that are not on a Saturday or Sunday (on which nobody works anyway), as published
 * by the government: gov.uk/bank-holidays and its predecessors; the London Gazette for 2011 and 2012.
 */
const BANK_HOLIDAYS: Readonly<Record<number, string>> = {
  2004: '01-01 04-09 04-12 05-03 05-31 08-30 12-27 12-28',
  2005: '01-03 03-25 03-28 05-02 05-30 08-29 12-26 12-27',
  2006: '01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
  2007: '01-01 04-06 04-09 05-07 05-28 08-27 12-25 12-26',
  2008: '01-01 03-21 03-24 05-05 05-26 08-25 12-25 12-26',
  2009: '01-01 04-10 04-13 05-04 05-25 08-31 12-25 12-28',
  2010: '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28',
  2011: '01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27',
  2012: '01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26',
  2013: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
};

test.each(Object.entries(BANK_HOLIDAYS))('of %s every day from Monday to Friday is worked but %s', (year, listed) => {
  const free: string[] = [];
  for (let day = dayOf(`${year}-01-01`); day <= dayOf(`${year}-12-31`); day += 1) {
    if (!isWeekend(day) && !englishCalendar.isWorkingDay(day)) free.push(dateOf(day).slice('2004-'.length));
  }
  expect(free.join(' ')).toBe(listed);
});

test('nobody works on Saturdays and Sundays', () => {
  expect(['2008-08-30', '2008-08-31'].filter((date) => englishCalendar.isWorkingDay(dayOf(date)))).toEqual([]);
});
