import type { Bp, Day } from '#kernel';
import { ENGLAND } from '../england.js';
import type { EventRef } from '../history.js';
import { assignedOn } from '../organisation/state.js';
import { policiesInForce, SHIPPED_ONLY, type PoliciesInForce } from '../policy/in-force.js';
import type { Facts } from './facts.js';
import { remember } from './remember.js';

/** A minimum share, and the version that says it. */
export type MinimumShare = {
  readonly shareBp: Bp;
  readonly policy: string;
  /** The adoption; left out where the version ships with the ledger. */
  readonly ref?: EventRef;
};

/** The minimum share on any day. */
export type MinimumShares = (day: Day) => MinimumShare;

function minimumOn(policies: PoliciesInForce, day: Day): MinimumShare {
  const { value, version } = policies.always('minimumShareBp', day);
  return { shareBp: value, policy: version.policy, ...(version.ref ? { ref: version.ref } : {}) };
}

/** By the editions that ship. */
export const SHIPPED_MINIMUM: MinimumShares = (day) => minimumOn(SHIPPED_ONLY, day);

/** Whose a practice is on a day; a group is its commissioner's for good. */
export function commissionerOn(facts: Facts, holder: string, day: Day): string | undefined {
  const group = facts.group(holder).created;
  return group ? group.commissioner : assignedOn(facts.organisation(holder), day)?.to;
}

/** Rule 26 for a commissioner; for the country alone where there is none. */
export function policiesOf(facts: Facts, commissioner: string | undefined): PoliciesInForce {
  if (!facts.hasPolicies) return SHIPPED_ONLY;
  const ofCountry = facts.policies(ENGLAND);
  return commissioner === undefined
    ? policiesInForce(ofCountry)
    : policiesInForce(ofCountry, facts.policies(commissioner));
}

/** Rule 26 for the commissioner of a practice or group on a day. */
export const policiesFor = (facts: Facts, holder: string, day: Day): PoliciesInForce =>
  facts.hasPolicies ? policiesOf(facts, commissionerOn(facts, holder, day)) : SHIPPED_ONLY;

/** Rule 27: the minimum share of a holder's days under guidance. */
export function minimumSharesOf(facts: Facts, holder: string): MinimumShares {
  if (!facts.hasPolicies) return SHIPPED_MINIMUM;
  const group = facts.group(holder).created;
  if (group) return alwaysUnder(policiesOf(facts, group.commissioner), 'the same'); // all members share its segments
  return (day) => minimumOn(policiesFor(facts, holder, day), day);
}

const alwaysUnder = remember(
  (policies: PoliciesInForce, _key: 'the same'): MinimumShares =>
    (day) =>
      minimumOn(policies, day),
);

/** All that the minimum shares of a holder rest on: they stay as they are as long as these do. */
export function minimumRestsOn(facts: Facts, holder: string): readonly object[] {
  if (!facts.hasPolicies) return [];
  const group = facts.group(holder);
  const assignments = group.created ? [] : facts.organisation(holder).assignments;
  const commissioners = group.created ? [group.created.commissioner] : assignments.map(({ to }) => to);
  return [group, assignments, ...[ENGLAND, ...commissioners].map((body) => facts.policies(body))];
}
