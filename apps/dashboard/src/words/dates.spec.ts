import { endOfDay, instantInWords, londonDate, momentMeant, startOfDay } from './dates.js';

test.each([
  ['2007-11-14', '2007-11-14T23:59:59.999Z'],
  ['2007-07-14', '2007-07-14T22:59:59.999Z'],
  ['2007-10-27', '2007-10-27T22:59:59.999Z'],
  ['2007-10-28', '2007-10-28T23:59:59.999Z'],
  ['2008-03-29', '2008-03-29T23:59:59.999Z'],
  ['2008-03-30', '2008-03-30T22:59:59.999Z'],
])('%s ends in London at %s', (date, end) => {
  expect(endOfDay(date)).toBe(end);
  expect(londonDate(end)).toBe(date);
});

test('a day begins when the one before it has ended', () =>
  expect([startOfDay('2007-11-15'), startOfDay('2007-07-15')]).toEqual([
    '2007-11-15T00:00:00.000Z',
    '2007-07-14T23:00:00.000Z',
  ]));

test('a date means its end, an instant itself, and anything else nothing', () =>
  expect(['2007-11-14', '2007-11-14T09:00:00Z', 'yesterday', '2007-02-30'].map(momentMeant)).toEqual([
    '2007-11-14T23:59:59.999Z',
    '2007-11-14T09:00:00Z',
    undefined,
    undefined,
  ]));

test('times are told as the clocks of London show them', () =>
  expect(['2007-11-15T09:00:00.000Z', '2008-07-14T09:00:00.000Z'].map(instantInWords)).toEqual([
    '15 November 2007 at 09:00',
    '14 July 2008 at 10:00',
  ]));
