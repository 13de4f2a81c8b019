import type { Day } from '#kernel';
import type { Membership, Organisation } from '../organisation/state.js';
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
