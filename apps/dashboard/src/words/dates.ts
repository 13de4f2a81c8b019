import { dateOf, dayOf, instantOfMs, isDate, isInstant, londonDay, msOf, type Instant, type IsoDate } from '#kernel';

const LONDON = 'Europe/London';
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const SHORT_DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: LONDON });
const MONTH_AND_YEAR = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' });

const utc = (date: IsoDate): number => Date.parse(`${date}T00:00:00Z`);

/** 15 November 2007 */
export const dayInWords = (date: IsoDate): string => DAY.format(utc(date));
/** 15 Nov 2007 */
export const dayInShort = (date: IsoDate): string => SHORT_DAY.format(utc(date)).replace('Sept', 'Sep');
/** November 2007 */
export const monthInWords = (date: IsoDate): string => MONTH_AND_YEAR.format(utc(date));
/** Nov */
export const monthInShort = (date: IsoDate): string => MONTH.format(utc(date)).slice(0, 3);

/** The day in London of an instant. */
export const londonDate = (at: Instant): IsoDate => dateOf(londonDay(at));

/** 15 November 2007 at 09:00, in London. */
export const instantInWords = (at: Instant): string => `${dayInWords(londonDate(at))} at ${TIME.format(msOf(at))}`;
/** 15 Nov 2007, 09:00, in London. */
export const instantInShort = (at: Instant): string => `${dayInShort(londonDate(at))}, ${TIME.format(msOf(at))}`;

const HOUR_MS = 3_600_000;

/** The last millisecond of a day in London. */
export function endOfDay(date: IsoDate): Instant {
  const following = dateOf(dayOf(date) + 1);
  const midnight = msOf(`${following}T00:00:00.000Z`);
  const summerMidnight = midnight - HOUR_MS;
  const isSummer = londonDate(instantOfMs(summerMidnight)) === following;
  return instantOfMs((isSummer ? summerMidnight : midnight) - 1);
}

/** The first millisecond of a day in London. */
export const startOfDay = (date: IsoDate): Instant => instantOfMs(msOf(endOfDay(dateOf(dayOf(date) - 1))) + 1);

/** The moment that a reader means by a date, which is its end, or by an instant. */
export const momentMeant = (text: string): Instant | undefined =>
  isDate(text) ? endOfDay(text) : isInstant(text) ? text : undefined;
