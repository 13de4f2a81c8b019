import { londonDay, sumPence, type Day, type Pence } from '#kernel';
import type { Account } from '../account/state.js';
import type { Entitlement } from '../statement/entitlement.js';
import type { Counting } from './limits.js';
import { rulingInForce, type Dispute } from './state.js';

/** Rule 85: what a ruling in force asks for, and what was done. */
export type Obedience = {
  readonly ruledOn: Day;
  /** The last day on which it is obeyed in time. */
  readonly dueOn: Day;
  /** The version of policy that says the limit. */
  readonly policy: string;
  readonly payablePence: Pence;
  readonly paidSincePence: Pence;
  /** Given in kind, as the compliance says. */
  readonly inKindPence: Pence;
  readonly outstandingPence: Pence;
  readonly complied: boolean;
};

/** @param statement  of the holder and the year, at the moment asked about; @returns undefined where nothing is ruled that could be obeyed */
export function obedience(
  dispute: Dispute,
  { entitlementPence, paidPence }: Entitlement,
  { payments }: Account,
  { limitFrom }: Counting,
): Obedience | undefined {
  const ruling = rulingInForce(dispute);
  if (!ruling || ruling.outcome === 'DISMISSED') return undefined;
  const { position, recordedAt } = ruling.ref;
  const since = [...payments.values()].filter(({ ref }) => ref.position > position);
  const paidSincePence = sumPence(since.map(({ pence }) => pence));
  const ordered = ruling.effects.length > 0;
  const inKind = dispute.compliance.filter(({ payment }) => payment === undefined);
  const inKindPence = sumPence(inKind.map(({ pence = 0 }) => pence));
  const payablePence = ordered ? Math.max(0, entitlementPence - (paidPence - paidSincePence)) : 0;
  const outstandingPence = Math.max(0, payablePence - paidSincePence - inKindPence);
  const ruledOn = londonDay(recordedAt);
  const { dueOn, policy } = limitFrom('RULING', ruledOn);
  return {
    ruledOn,
    dueOn,
    policy,
    payablePence,
    paidSincePence,
    inKindPence,
    outstandingPence,
    complied: ordered ? outstandingPence === 0 : dispute.compliance.some(({ ref }) => ref.position > position),
  };
}
