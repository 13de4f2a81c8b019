import { londonDay, yearDays, type Day, type Year } from '#kernel';
import type { Account } from '../account/state.js';
import type { BudgetLetter } from './record.js';

/** A budget is due by 1 May: days after 1 April. @see domain dossier 2.3, Department of Health, March 2009 */
export const BUDGET_DUE_DAYS = 30;

export const budgetDueOn = (year: Year): Day => yearDays(year).first + BUDGET_DUE_DAYS;

/** How far a budget came: never set, set but never told in a letter, or told. */
export type BudgetStatus = 'NO_BASELINE' | 'NOT_ISSUED' | 'ISSUED';

/** When a budget was set and told, beside the day on which it was due (rule 46). */
export type BudgetTiming = {
  readonly status: BudgetStatus;
  readonly setOn: Day | null;
  /** Of the first letter. */
  readonly issuedOn: Day | null;
  readonly setDaysLate: number;
  readonly issueDaysLate: number;
};

/** @param knownDay  up to which lateness is counted for what was not done yet */
export function budgetTiming(
  { budget }: Account,
  letters: readonly BudgetLetter[],
  dueOn: Day,
  knownDay: Day,
): BudgetTiming {
  const setOn = budget ? londonDay(budget.ref.recordedAt) : null;
  const issuedOn = letters.length === 0 ? null : Math.min(...letters.map((letter) => letter.issuedOn));
  const daysLate = (day: Day | null) => Math.max(0, (day ?? knownDay) - dueOn);
  return {
    status: setOn === null ? 'NO_BASELINE' : issuedOn === null ? 'NOT_ISSUED' : 'ISSUED',
    setOn,
    issuedOn,
    setDaysLate: daysLate(setOn),
    issueDaysLate: daysLate(issuedOn),
  };
}
