import { apportion, yearDays, type Day, type Pence, type Year } from '#kernel';
import { censusOn, isMemberOn, type Membership } from '../organisation/state.js';
import type { Facts } from './facts.js';
import { membershipsOf } from './memberships.js';
import { keeper } from './remember.js';

export type Member = { readonly practice: string; readonly membership: Membership };

const memberships = keeper<readonly Member[]>();

/** The group's members on a day, in code order. */
export const membersOn = (facts: Facts, group: string, day: Day): readonly Member[] =>
  memberships(facts.standing, `${group} ${day}`, () => workOutMembers(facts, group, day));

const workOutMembers = (facts: Facts, group: string, day: Day): readonly Member[] =>
  facts.everMembers(group).flatMap((practice) => {
    const held = membershipsOf(facts.organisation(practice), 'all');
    const membership = held.find((candidate) => candidate.group === group && isMemberOn(candidate, day));
    return membership ? [{ practice, membership }] : [];
  });

/** Rule 16: the weight of a member: 1, or its list size by the later of 1 April and the day of joining. */
function weightOf(facts: Facts, group: string, { practice, membership }: Member, year: Year): number {
  if (facts.group(group).created?.splitKey !== 'LIST') return 1;
  const by = Math.max(yearDays(year).first, membership.from);
  return censusOn(facts.organisation(practice), by)?.patients ?? 0;
}

const weights = new WeakMap<readonly Member[], Map<Year, readonly number[]>>();

/** Rule 16: the weights of some members; all 0 counts as equal. Kept as long as the list of members is. */
function weightsOf(facts: Facts, group: string, members: readonly Member[], year: Year): readonly number[] {
  const ofMembers = weights.get(members) ?? new Map<Year, readonly number[]>();
  weights.set(members, ofMembers);
  let kept = ofMembers.get(year);
  if (!kept) {
    const given = members.map((member) => weightOf(facts, group, member, year));
    ofMembers.set(year, (kept = given.some((weight) => weight > 0) ? given : given.map(() => 1)));
  }
  return kept;
}

export type MemberPart = { readonly practice: string; readonly pence: Pence };

/** Rule 16: splits pence among members by the group's key; ties to the lower code. */
export function splitAmong(
  facts: Facts,
  group: string,
  members: readonly Member[],
  year: Year,
  amount: Pence,
): readonly MemberPart[] {
  if (members.length === 0) return [];
  const parts = apportion(amount, weightsOf(facts, group, members, year));
  return members.map(({ practice }, index) => ({ practice, pence: parts[index]! }));
}

/** What falls to one of the members when pence are split among them all; 0 for who is none of them. */
export function partAmong(
  facts: Facts,
  group: string,
  members: readonly Member[],
  year: Year,
  amount: Pence,
  practice: string,
): Pence {
  const index = members.findIndex((member) => member.practice === practice);
  return index < 0 ? 0 : apportion(amount, weightsOf(facts, group, members, year))[index]!;
}
