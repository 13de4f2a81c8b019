import { yearDays, type Day, type Year } from '#kernel';
import { assignedOn, successionOn, type Organisation, type Succession } from '../organisation/state.js';
import type { EventRef } from '../history.js';
import type { Facts } from './facts.js';

/** Rule 19: who owes a practice's year. */
export type Debtor = {
  readonly code: string;
  /** A closed body that nobody succeeded for this practice. */
  readonly unassigned: boolean;
  /** The assignment and the successions that lead to it. */
  readonly by: readonly EventRef[];
};

/** Of several successors, the one to which what is below (a practice, or a commissioner) is assigned on the day of the succession, or first after it. */
export function successorFor(practice: Organisation, { from, successors }: Succession): string | undefined {
  if (successors.length === 1) return successors[0];
  const onTheDay = assignedOn(practice, from)?.to;
  if (onTheDay !== undefined && successors.includes(onTheDay)) return onTheDay;
  return practice.assignments
    .filter((assignment) => assignment.from > from && successors.includes(assignment.to))
    .reduce<{ to: string; from: Day } | undefined>(
      (first, assignment) => (first === undefined || assignment.from < first.from ? assignment : first),
      undefined,
    )?.to;
}

/**
 * @param knownDay  the day of `knownAt` in London
 * @returns         undefined while the practice is assigned to nobody
 */
export function debtorOf(facts: Facts, practiceCode: string, year: Year, knownDay: Day): Debtor | undefined {
  const practice = facts.organisation(practiceCode);
  const assignment = assignedOn(practice, Math.min(yearDays(year).last, knownDay));
  if (!assignment) return undefined;
  const by = [assignment.ref];
  let code = assignment.to;
  for (const passed = new Set<string>(); !passed.has(code);) {
    passed.add(code);
    const succession = successionOn(facts.organisation(code), knownDay);
    const successor = succession && successorFor(practice, succession);
    if (!succession || successor === undefined) break;
    by.push(succession.ref);
    code = successor;
  }
  const { closure } = facts.organisation(code);
  return { code, unassigned: closure !== undefined && closure.lastDay < knownDay, by };
}
