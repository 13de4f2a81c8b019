import { dateOf, dayOf, isDate, type Day } from './calendar.js';

/** A moment in UTC written YYYY-MM-DDTHH:MM:SS.sssZ, so that strings of it sort by time. */
export type Instant = string;

const RFC_3339 = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;
const MS_OF_DAY = 86_400_000;
const MS_OF_HOUR = 3_600_000;
/** What four digits of a year can say; an offset could lead out of it. */
const [FIRST_MS, LAST_MS] = [dayOf('0000-01-01') * MS_OF_DAY, (dayOf('9999-12-31') + 1) * MS_OF_DAY - 1];

/** Milliseconds since 1970-01-01T00:00:00Z; finer digits are cut off. Undefined when `text` is no RFC 3339 instant. */
function parse(text: string): number | undefined {
  const [, date, hour, minute, second, fraction = '', sign, offsetHour = '0', offsetMinute = '0'] =
    RFC_3339.exec(text) ?? [];
  if (date === undefined || !isDate(date)) return undefined;
  const [h, m, s, oh, om] = [hour, minute, second, offsetHour, offsetMinute].map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (h > 23 || m > 59 || s > 59 || oh > 23 || om > 59) return undefined;
  const offset = (sign === '-' ? -1 : 1) * (oh * 60 + om) * 60_000;
  const ms = h * MS_OF_HOUR + m * 60_000 + s * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
  const sinceEpoch = dayOf(date) * MS_OF_DAY + ms - offset;
  return sinceEpoch < FIRST_MS || sinceEpoch > LAST_MS ? undefined : sinceEpoch;
}

export const isInstant = (text: string): boolean => parse(text) !== undefined;

/** @throws RangeError when `text` is not an RFC 3339 instant */
export function instant(text: string): Instant {
  const ms = parse(text);
  if (ms === undefined) throw new RangeError(`not an instant: ${text}`);
  return instantOfMs(ms);
}

/** @param ms milliseconds since 1970-01-01T00:00:00Z */
export function instantOfMs(ms: number): Instant {
  const day = Math.floor(ms / MS_OF_DAY);
  const rest = ms - day * MS_OF_DAY;
  const part = (size: number, of: number, width = 2) => String(Math.floor(rest / size) % of).padStart(width, '0');
  return `${dateOf(day)}T${part(MS_OF_HOUR, 24)}:${part(60_000, 60)}:${part(1000, 60)}.${part(1, 1000, 3)}Z`;
}

export const msOf = (at: Instant): number => parse(at)!;

/** The later of two instants. */
export const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);

/**
 * The day in London at `at`. Summer time as it has stood since 1996: from 01:00 UTC on the last Sunday of March to
 * 01:00 UTC on the last Sunday of October (Summer Time Act 1972 as amended; Directive 2000/84/EC).
 */
export function londonDay(at: Instant): Day {
  const ms = msOf(at);
  const year = Number(at.slice(0, 4));
  const summer = ms >= lastSunday(year, 3) && ms < lastSunday(year, 10);
  return Math.floor((ms + (summer ? MS_OF_HOUR : 0)) / MS_OF_DAY);
}

/** 01:00 UTC on the last Sunday of a month of 31 days, as milliseconds since 1970. */
function lastSunday(year: number, month: 3 | 10): number {
  const end = dayOf(`${String(year).padStart(4, '0')}-${month === 3 ? '03' : '10'}-31`);
  const weekday = (((end + 4) % 7) + 7) % 7; // 1970-01-01 was a Thursday; 0 is Sunday
  return (end - weekday) * MS_OF_DAY + MS_OF_HOUR;
}
