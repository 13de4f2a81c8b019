import type { CommandName } from '#domain';
import { MONTHS, dateOf, monthDays, yearStarting, type IsoDate, type Month, type Year } from '#kernel';

/** One command of the load. Its fields are made when it is recorded, so that the plan takes no room. */
export type Draft = {
  /** Names it in the load for ever: the same seed and key make the same command. */
  readonly key: string;
  readonly command: CommandName;
  readonly source: string;
  readonly because?: string;
  readonly with: () => object;
};

/** Commands that the ledger learns of on one day, in any order: none rests on another one of its wave. */
export type Wave = {
  readonly on: IsoDate;
  readonly doing: string;
  readonly drafts: () => Iterable<Draft>;
};

/**
 * A day by the months of a financial year: 1 is April, 0 the March before the year, 13 the April after it.
 * @param day of the month; one that the month does not have runs over into the next
 */
export function dayIn(year: Year, month: number, day: number): IsoDate {
  const away = Math.floor((month - 1) / MONTHS.length);
  const of = yearStarting(Number(year.slice(0, 4)) + away);
  return dateOf(monthDays(of, month - away * MONTHS.length).first + day - 1);
}

/** The first data of a month come about 30 days after it, the final ones about 60. @see domain dossier 13.8 */
const [FLEX_LAG, FREEZE_LAG] = [30, 60];
export const flexDay = (year: Year, month: Month): IsoDate => dateOf(monthDays(year, month).last + FLEX_LAG);
export const freezeDay = (year: Year, month: Month): IsoDate => dateOf(monthDays(year, month).last + FREEZE_LAG);

/** The day so many days later. */
export const daysAfter = (year: Year, month: Month, days: number): IsoDate =>
  dateOf(monthDays(year, month).last + days);
