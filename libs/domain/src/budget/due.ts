import { londonDay, monthDays, yearDays, type Day, type Year } from '#kernel';
import type { Account } from '../account/state.js';
import type { PoliciesInForce } from '../policy/in-force.js';
import type { BudgetLetter } from './record.js';

/** The last day on which a budget comes in time, and which version of policy says it. */
export type BudgetDue = { readonly dueOn: Day; readonly policy: string };

/** Rule 46: by the policy of 1 April of the year. */
export function budgetDueIn(year: Year, policiesOn: (day: Day) => PoliciesInForce): BudgetDue {
  const { first } = yearDays(year);
  const { value, version } = policiesOn(first).always('budgetDue', first);
  return { dueOn: monthDays(year, value.month).first + value.day - 1, policy: version.policy };
}

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
