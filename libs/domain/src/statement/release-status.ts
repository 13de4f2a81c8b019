import { yearDays, type Day, type Pence, type Year } from '#kernel';
import type { Account } from '../account/state.js';
import type { Debtor } from './debtor.js';
import type { Facts } from './facts.js';

/** Rule 20, the first that holds. */
export type ReleaseStatus = 'UNASSIGNED_AT_CLOSURE' | 'SUSPENDED' | 'PAID' | 'PART_PAID' | 'RELEASED' | 'NOT_DUE';
export type FigureStatus = 'ACCRUING' | 'PROVISIONAL' | 'CONFIRMED';

export type Money = {
  readonly entitlementPence: Pence;
  readonly paidPence: Pence;
  readonly outstandingPence: Pence;
  readonly releasedPence: Pence;
};

/** Whether a suspension holds: the holder's own, or one by a commissioner while it is a debtor. */
export const isSuspended = (facts: Facts, holder: string, year: Year, debtors: Iterable<Debtor>): boolean =>
  facts.account(holder, year).suspension !== undefined ||
  [...debtors].some(({ code }) => facts.finance(code, year).suspension !== undefined);

export function releaseStatus(money: Money, suspended: boolean, debtors: readonly Debtor[]): ReleaseStatus {
  const isOutstanding = money.outstandingPence > 0;
  if (isOutstanding && debtors.some(({ unassigned }) => unassigned)) return 'UNASSIGNED_AT_CLOSURE';
  if (isOutstanding && suspended) return 'SUSPENDED';
  if (money.paidPence > 0) return money.paidPence >= money.entitlementPence ? 'PAID' : 'PART_PAID';
  return money.releasedPence > 0 ? 'RELEASED' : 'NOT_DUE';
}

export function figureStatus({ confirmed }: Account, year: Year, knownDay: Day): FigureStatus {
  if (confirmed) return 'CONFIRMED';
  return knownDay > yearDays(year).last ? 'PROVISIONAL' : 'ACCRUING';
}
