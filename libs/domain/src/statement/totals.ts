import { plus, type Pence } from '#kernel';
import type { Basis } from './basis.js';
import type { Entitlement } from './entitlement.js';

/** Pence by basis; a basis without pence is left out. */
export type ByBasis = { readonly [B in Basis]?: Pence };

export type Totals = {
  readonly entitledPence: Pence;
  readonly paidPence: Pence;
  readonly outstandingPence: Pence;
  readonly byBasis: ByBasis;
};

export const NOTHING: Totals = { entitledPence: 0, paidPence: 0, outstandingPence: 0, byBasis: {} };

/** Totals with one practice's statement more. */
export function withStatement(
  totals: Totals,
  { entitlementPence, paidPence, outstandingPence, parts }: Entitlement,
): Totals {
  const byBasis = { ...totals.byBasis };
  for (const { basis, pence } of parts) byBasis[basis] = plus(byBasis[basis] ?? 0, pence);
  return {
    entitledPence: plus(totals.entitledPence, entitlementPence),
    paidPence: plus(totals.paidPence, paidPence),
    outstandingPence: plus(totals.outstandingPence, outstandingPence),
    byBasis,
  };
}
