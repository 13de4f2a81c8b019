/** A civil date YYYY-MM-DD, in the proleptic Gregorian calendar. Strings of it sort by time. */
export type IsoDate = string;
/** Whole days since 1970-01-01: the same date as a number, for arithmetic. */
export type Day = number;
/** A financial year, 1 April to 31 March, written "2007-08". */
export type Year = string;
/** Month of the financial year: 1 is April, 12 is March. */
export type Month = number;
/** First and last day, both inside. */
export type Days = { readonly first: Day; readonly last: Day };

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const YEAR = /^(\d{4})-(\d{2})$/;

/** @see Howard Hinnant, chrono-compatible low-level date algorithms */
function daysFromCivil(year: number, month: number, day: number): Day {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

function civilFromDays(day: Day): { year: number; month: number; day: number } {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

const padded = (value: number, width: number): string => String(value).padStart(width, '0');

/** @throws RangeError when `date` is not a real day written YYYY-MM-DD */
export function dayOf(date: IsoDate): Day {
  const [, year, month, day] = DATE.exec(date) ?? [];
  const number = year === undefined ? NaN : daysFromCivil(Number(year), Number(month), Number(day));
  if (Number.isNaN(number) || dateOf(number) !== date) throw new RangeError(`not a date: ${date}`);
  return number;
}

export function dateOf(number: Day): IsoDate {
  const { year, month, day } = civilFromDays(number);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

/** Whether `text` is a real day written YYYY-MM-DD. */
export function isDate(text: string): boolean {
  try {
    dayOf(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether `text` names a financial year whose two halves belong together: "2007-08", not "2007-09". */
export function isYear(text: string): boolean {
  const [, first, second] = YEAR.exec(text) ?? [];
  return first !== undefined && (Number(first) + 1) % 100 === Number(second);
}

const startOf = (year: Year): number => Number(year.slice(0, 4));

export const yearDays = (year: Year): Days => ({
  first: daysFromCivil(startOf(year), 4, 1),
  last: daysFromCivil(startOf(year) + 1, 3, 31),
});

export function yearOf(day: Day): Year {
  const { year, month } = civilFromDays(day);
  return yearStarting(month >= 4 ? year : year - 1);
}

/** The financial year that starts on 1 April of calendar year `start`. */
export const yearStarting = (start: number): Year => `${padded(start, 4)}-${padded((start + 1) % 100, 2)}`;

export const nextYear = (year: Year): Year => yearStarting(startOf(year) + 1);
/** How many years `later` comes after `earlier`. */
export const yearsBetween = (earlier: Year, later: Year): number => startOf(later) - startOf(earlier);

export const MONTHS: readonly Month[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

const monthCache = new Map<Year, readonly Days[]>();

/** First and last day of a financial month. */
export function monthDays(year: Year, month: Month): Days {
  let months = monthCache.get(year);
  if (!months) {
    months = MONTHS.map((m) => {
      const start = startOf(year);
      const calendar = m <= 9 ? m + 3 : m - 9;
      const calendarYear = m <= 9 ? start : start + 1;
      const following = calendar === 12 ? [calendarYear + 1, 1] : [calendarYear, calendar + 1];
      return {
        first: daysFromCivil(calendarYear, calendar, 1),
        last: daysFromCivil(following[0]!, following[1]!, 1) - 1,
      };
    });
    monthCache.set(year, months);
  }
  return months[month - 1]!;
}

/** The financial month of `year` that holds `day`. @throws RangeError when the day lies outside the year */
export function monthOf(year: Year, day: Day): Month {
  const found = MONTHS.find((month) => within(day, monthDays(year, month)));
  if (found === undefined) throw new RangeError(`${dateOf(day)} is not in ${year}`);
  return found;
}

export const within = (day: Day, days: Days): boolean => day >= days.first && day <= days.last;
export const lengthOf = (days: Days): number => days.last - days.first + 1;

/** The days that both hold, if any. */
export function overlap(a: Days, b: Days): Days | undefined {
  const first = Math.max(a.first, b.first);
  const last = Math.min(a.last, b.last);
  return first <= last ? { first, last } : undefined;
}
