import type { Day, Year } from '#kernel';
import { assignedOn } from '../organisation/state.js';
import { ENGLAND } from '../england.js';
import { debtorOf } from './debtor.js';
import type { Statements } from './entitlement.js';
import type { Facts } from './facts.js';
import { hasBudget } from './spread.js';
import { NOTHING, withStatement, type Totals } from './totals.js';

/** The answer to `rollUp` (rule 21): the sum of the statements of all practices whose debtor is, or belongs to, a body. */
export type RollUp = Totals & { readonly of: string; readonly year: Year; readonly practices: number };

/** A body, and all to which it belongs through any number of others on `day`. */
export function bodiesAbove(facts: Facts, code: string, day: Day): readonly string[] {
  const bodies: string[] = [];
  for (let at: string | undefined = code; at !== undefined && !bodies.includes(at);) {
    bodies.push(at);
    at = assignedOn(facts.organisation(at), day)?.to;
  }
  return bodies;
}

/** Whether `code` is `body`, or belongs to it through any number of others on `day`. */
export const belongsTo = (facts: Facts, code: string, body: string, day: Day): boolean =>
  bodiesAbove(facts, code, day).includes(body);

/** Whether a practice's statement is part of the roll-up of `body`. */
export function rollsUpTo({ facts, knownDay }: Statements, practice: string, body: string, year: Year): boolean {
  if (!hasBudget(facts.account(practice, year))) return false;
  if (body === ENGLAND) return true;
  const debtor = debtorOf(facts, practice, year, knownDay);
  return debtor !== undefined && belongsTo(facts, debtor.code, body, knownDay);
}

export const emptyRollUp = (of: string, year: Year): RollUp => ({ of, year, ...NOTHING, practices: 0 });

/** The roll-up with one practice more, if it is part of it. */
export function withPractice(rollUp: RollUp, statements: Statements, practice: string, asAt: Day): RollUp {
  if (!rollsUpTo(statements, practice, rollUp.of, rollUp.year)) return rollUp;
  const { answer } = statements.of(practice, rollUp.year, asAt);
  return { ...rollUp, ...withStatement(rollUp, answer), practices: rollUp.practices + 1 };
}
