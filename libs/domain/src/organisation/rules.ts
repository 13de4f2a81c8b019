import { dateOf, type Day } from '#kernel';
import type { Group } from '../group/state.js';
import { Rejected } from '../refusals.js';
import { censusOn, isMemberOn, type Organisation } from './state.js';

/** A practice has one membership at a time; a new one runs from `from` on. */
export function mustBeFreeFrom(practice: Organisation, code: string, from: Day): void {
  const held = practice.memberships.find(({ lastDay }) => lastDay === undefined || lastDay >= from);
  if (held) throw new Rejected('ALREADY_MEMBER', `${code} is a member of ${held.group} on or after ${dateOf(from)}`);
}

export function mustBeMemberOn(practice: Organisation, code: string, group: string, day: Day): void {
  if (practice.memberships.some((membership) => membership.group === group && isMemberOn(membership, day))) return;
  throw new Rejected('NOT_A_MEMBER', `${code} is not a member of ${group} on ${dateOf(day)}`);
}

/** Rule 16: a group that splits by list needs the list of whoever joins, by the day of joining. */
export function mustHaveListSize(practice: Organisation, code: string, group: Group, from: Day): void {
  if (group.created?.splitKey !== 'LIST' || censusOn(practice, from)) return;
  throw new Rejected('NO_LIST_SIZE', `${code} has no list size of a census on or before ${dateOf(from)}`);
}
