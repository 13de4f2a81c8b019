import fc from 'fast-check';
import { dateOf } from './calendar.js';
import { instant, instantOfMs, isInstant, later, londonDay, msOf } from './instant.js';

const anyMs = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2100, 0, 1) });

describe('instants', () => {
  test('are written in UTC to the millisecond, as the platform writes them', () =>
    fc.assert(
      fc.property(anyMs, (ms) => {
        const at = instantOfMs(ms);
        expect(at).toBe(new Date(ms).toISOString());
        expect(instant(at)).toBe(at);
        expect(msOf(at)).toBe(ms);
      }),
    ));

  test.each([
    ['2008-04-01T09:00:00Z', '2008-04-01T09:00:00.000Z'],
    ['2008-04-01T09:00:00+01:00', '2008-04-01T08:00:00.000Z'],
    ['2008-04-01T00:30:00+01:00', '2008-03-31T23:30:00.000Z'],
    ['2007-12-31T20:00:00-05:30', '2008-01-01T01:30:00.000Z'],
    ['2008-04-01T09:00:00-00:00', '2008-04-01T09:00:00.000Z'],
    ['2008-04-01t09:00:00z', '2008-04-01T09:00:00.000Z'],
    ['2008-04-01T09:00:00.5Z', '2008-04-01T09:00:00.500Z'],
    ['2008-04-01T09:00:00.1239999Z', '2008-04-01T09:00:00.123Z'],
    ['2008-02-29T23:59:59.999+00:00', '2008-02-29T23:59:59.999Z'],
    ['0000-01-01T00:00:00Z', '0000-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('%s is %s', (text, at) => expect(instant(text)).toBe(at));

  test.each([
    '2008-04-01',
    '2008-04-01T09:00Z',
    '2008-04-01T09:00:00',
    '2008-04-01 09:00:00Z',
    '2008-02-30T09:00:00Z',
    '2008-04-01T24:00:00Z',
    '2008-04-01T09:60:00Z',
    '2008-12-31T23:59:60Z',
    '2008-04-01T09:00:00+24:00',
    '2008-04-01T09:00:00+01:60',
    '2008-04-01T09:00:00+0100',
    '2008-04-01T09:00:00.Z',
    '2008-04-01T09:00:00Z\n',
    '0000-01-01T00:00:00+00:01',
    '9999-12-31T23:59:59-00:01',
    '',
  ])('%j is none', (text) => {
    expect(isInstant(text)).toBe(false);
    expect(() => instant(text)).toThrow(RangeError);
  });

  test('sort as their moments do', () =>
    fc.assert(
      fc.property(anyMs, anyMs, (a, b) => {
        expect(instantOfMs(a) < instantOfMs(b)).toBe(a < b);
        expect(later(instantOfMs(a), instantOfMs(b))).toBe(instantOfMs(Math.max(a, b)));
      }),
    ));
});

describe('the day in London', () => {
  const inLondon = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const dateInLondon = (ms: number): string => inLondon.format(ms).split('/').reverse().join('-');
  const years = Array.from({ length: 2037 - 1996 + 1 }, (_, index) => 1996 + index);

  test('is that of the time zone database, at any moment from 1996 to 2037', () =>
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1996, 0, 1), max: Date.UTC(2038, 0, 1) - 1 }), (ms) => {
        expect(dateOf(londonDay(instantOfMs(ms)))).toBe(dateInLondon(ms));
      }),
      { numRuns: 1_000 },
    ));

  test('also on the hour, and just before it, around the days on which the clocks change', () => {
    for (const year of years) {
      for (const change of [2, 9].map((month) => Date.UTC(year, month, 31))) {
        for (let hours = -7 * 24; hours <= 26; hours += 1) {
          for (const ms of [change + hours * 3_600_000 - 1, change + hours * 3_600_000]) {
            if (dateOf(londonDay(instantOfMs(ms))) !== dateInLondon(ms)) throw new Error(instantOfMs(ms));
          }
        }
      }
    }
  });

  test.each([
    ['2008-03-29T23:30:00.000Z', '2008-03-29'], // the last night of winter time
    ['2008-03-30T23:30:00.000Z', '2008-03-31'],
    ['2008-10-25T23:30:00.000Z', '2008-10-26'], // the last night of summer time
    ['2008-10-26T23:30:00.000Z', '2008-10-26'],
  ])('at %s is %s', (at, date) => expect(dateOf(londonDay(at))).toBe(date));
});
