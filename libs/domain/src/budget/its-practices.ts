import { yearDays, type Day, type Year } from '#kernel';
import { debtorOf } from '../statement/debtor.js';
import type { Facts } from '../statement/facts.js';

/**
 * Rule 47: the practices of a commissioner in a year, in code order: those assigned to it on the year's last day, or on
 * the day of `knownAt` if earlier, through the successions in effect by then; without those that closed before the
 * year or open after it.
 * @param practices  at least those that were ever assigned to it or to a body that it succeeded
 */
export function itsPractices(
  facts: Facts,
  commissioner: string,
  practices: readonly string[],
  year: Year,
  knownDay: Day,
): readonly string[] {
  const { first, last } = yearDays(year);
  const day = Math.min(last, knownDay);
  return practices
    .filter((practice) => {
      const { registration, closure } = facts.organisation(practice);
      if (!registration || registration.opensOn > last || (closure && closure.lastDay < first)) return false;
      return debtorOf(facts, practice, year, day)?.code === commissioner;
    })
    .toSorted();
}
