import { yearDays, type Day, type Year } from '#kernel';
import type { Membership, Organisation } from '../organisation/state.js';
import type { Facts } from './facts.js';
import { remember } from './remember.js';

/**
 * Rule 9: a practice's memberships, in the order of their days, no two on one day. Where what kept two apart was
 * recorded in error, the one that begins earlier keeps its days and the other has what is left.
 */
export const membershipsOf: (practice: Organisation, key: 'all') => readonly Membership[] = remember((practice) => {
  const held: Membership[] = [];
  let free: Day = -Infinity;
  for (const membership of practice.memberships.toSorted((a, b) => a.from - b.from)) {
    const last = membership.lastDay ?? Infinity;
    const from = Math.max(membership.from, free);
    if (from > last) continue;
    held.push({ ...membership, from });
    free = last + 1;
  }
  return held;
});

/** The groups that a practice is known to have joined, whether its days were theirs or not. */
export const groupsJoined = ({ memberships }: Organisation): readonly string[] => [
  ...new Set(memberships.map(({ group }) => group)),
];

/** The groups that have days of the practice in the year, in code order. */
export function groupsInYear(facts: Facts, practice: string, year: Year): readonly string[] {
  const days = yearDays(year);
  const groups = membershipsOf(facts.organisation(practice), 'all')
    .filter(({ from, lastDay }) => from <= days.last && (lastDay ?? days.last) >= days.first)
    .map(({ group }) => group);
  return [...new Set(groups)].sort();
}
