import fc from 'fast-check';
import {
  dateOf,
  dayOf,
  isDate,
  isYear,
  lengthOf,
  monthDays,
  monthOf,
  MONTHS,
  nextYear,
  overlap,
  within,
  yearDays,
  yearOf,
  yearsBetween,
  yearStarting,
} from './calendar.js';

const [FIRST, LAST] = [dayOf('1900-01-01'), dayOf('2100-12-31')];
const anyDay = fc.integer({ min: FIRST, max: LAST });
const anyYear = fc.integer({ min: 1900, max: 2099 }).map(yearStarting);

describe('dates', () => {
  test('every day from 1900 to 2100 there and back, as the calendar of the platform counts them', () => {
    for (let day = FIRST; day <= LAST; day += 1) {
      const date = dateOf(day);
      if (date !== new Date(day * 86_400_000).toISOString().slice(0, 10) || dayOf(date) !== day) {
        throw new Error(`day ${day} reads ${date}`);
      }
    }
    expect(LAST - FIRST).toBe(73_413); // 201 years, 49 of them leap
  });

  test.each([
    ['1970-01-01', 0],
    ['2008-02-29', 13_938],
    ['1969-12-31', -1],
  ])('%s is day %i', (date, day) => expect(dayOf(date)).toBe(day));

  test.each(['2007-02-29', '1900-02-29', '2008-04-31', '2008-13-01', '2008-00-10', '2008-01-00'])(
    '%s is no day',
    (date) => {
      expect(isDate(date)).toBe(false);
      expect(() => dayOf(date)).toThrow(RangeError);
    },
  );

  test.each(['2008-4-1', '2008/04/01', '20080401', '2008-04-01 ', '2008-04-01\n', ' 2008-04-01', '٢٠٠٨-٠٤-٠١', ''])(
    '%j is not how a date is written',
    (text) => expect(isDate(text)).toBe(false),
  );

  test('leap days are days: 2008-02-29, 2000-02-29', () => {
    expect(['2008-02-29', '2000-02-29'].every(isDate)).toBe(true);
    expect(dayOf('2008-03-01') - dayOf('2008-02-28')).toBe(2);
  });

  test('dates sort as their days do', () =>
    fc.assert(fc.property(anyDay, anyDay, (a, b) => expect(dateOf(a) < dateOf(b)).toBe(a < b))));
});

describe('financial years', () => {
  test('begin on 1 April', () => {
    expect(yearOf(dayOf('2008-03-31'))).toBe('2007-08');
    expect(yearOf(dayOf('2008-04-01'))).toBe('2008-09');
    expect(yearDays('2007-08')).toEqual({ first: dayOf('2007-04-01'), last: dayOf('2008-03-31') });
  });

  test('follow each other without a gap over every turn of a century', () => {
    expect(nextYear('1998-99')).toBe('1999-00');
    expect(nextYear('1999-00')).toBe('2000-01');
    expect(yearsBetween('1998-99', '2007-08')).toBe(9);
    fc.assert(
      fc.property(anyYear, (year) => {
        expect(yearDays(nextYear(year)).first).toBe(yearDays(year).last + 1);
        expect(yearsBetween(year, nextYear(year))).toBe(1);
        expect(isYear(year)).toBe(true);
      }),
    );
  });

  test('every day lies in the year that is named for it', () =>
    fc.assert(fc.property(anyDay, (day) => expect(within(day, yearDays(yearOf(day)))).toBe(true))));

  test('a leap year has 366 days: 2007-08 holds 2008-02-29', () => {
    expect(lengthOf(yearDays('2007-08'))).toBe(366);
    expect(lengthOf(yearDays('2008-09'))).toBe(365);
    expect(lengthOf(yearDays('1899-00'))).toBe(365);
  });

  test.each(['2007-09', '2007-07', '2007', '2007-2008', '07-08', '2007/08', '1999-100', ''])('%j is no year', (text) =>
    expect(isYear(text)).toBe(false),
  );
});

describe('financial months', () => {
  test('April is the first, March the last, February has its leap day', () => {
    expect(monthDays('2007-08', 1)).toEqual({ first: dayOf('2007-04-01'), last: dayOf('2007-04-30') });
    expect(monthDays('2007-08', 9)).toEqual({ first: dayOf('2007-12-01'), last: dayOf('2007-12-31') });
    expect(monthDays('2007-08', 10)).toEqual({ first: dayOf('2008-01-01'), last: dayOf('2008-01-31') });
    expect(monthDays('2007-08', 11)).toEqual({ first: dayOf('2008-02-01'), last: dayOf('2008-02-29') });
    expect(monthDays('2007-08', 12)).toEqual({ first: dayOf('2008-03-01'), last: dayOf('2008-03-31') });
    expect(monthOf('2007-08', dayOf('2008-02-29'))).toBe(11);
  });

  test('cover their year, each day once', () =>
    fc.assert(
      fc.property(anyYear, (year) => {
        const months = MONTHS.map((month) => monthDays(year, month));
        expect(months[0]!.first).toBe(yearDays(year).first);
        expect(months[11]!.last).toBe(yearDays(year).last);
        months.slice(1).forEach((month, index) => expect(month.first).toBe(months[index]!.last + 1));
      }),
    ));

  test('every day lies in the month that is named for it', () =>
    fc.assert(
      fc.property(anyDay, (day) => {
        const year = yearOf(day);
        expect(within(day, monthDays(year, monthOf(year, day)))).toBe(true);
      }),
    ));

  test('a day of another year has no month', () =>
    expect(() => monthOf('2007-08', dayOf('2008-04-01'))).toThrow(RangeError));
});

test('two spans overlap on the days that both hold', () => {
  const anyDays = fc.tuple(anyDay, fc.nat({ max: 800 })).map(([first, more]) => ({ first, last: first + more }));
  const near = fc.tuple(anyDays, fc.integer({ min: -900, max: 900 }), fc.nat({ max: 800 }));
  fc.assert(
    fc.property(near, ([a, away, more]) => {
      const b = { first: a.first + away, last: a.first + away + more };
      const both = overlap(a, b);
      expect(overlap(b, a)).toEqual(both);
      for (const day of [a.first, a.last, b.first, b.last, a.last + 1, b.first - 1]) {
        expect(both !== undefined && within(day, both)).toBe(within(day, a) && within(day, b));
      }
    }),
  );
});
