import type { Instant, IsoDate } from '#kernel';
import type { Entitlement } from '../statement/entitlement.js';

/**
 * Which fields of an answer to `entitlement` a statement tells, and its hash covers (rule 70). Fields that the answer
 * gains later are no part of it: a statement issued before them must still hash the same.
 */
export const TOLD_FIELDS = [
  'holder', 'year', 'budgetPence', 'actualPence', 'serviceCostPence', 'adjustmentPence', 'variancePence', 'grossPence',
  'overspendPence', 'recoveredPence', 'netPence', 'shareBp', 'ownPence', 'groupParts', 'entitlementPence',
  'commissionerSharePence', 'basis', 'parts', 'figureStatus', 'releaseStatus', 'debtor', 'debtors', 'contested',
  'offeredPence', 'disputedPence', 'confirmedPence', 'releasedPence', 'paidPence', 'outstandingPence', 'overpaidPence',
  'stillToRecoverPence', 'unbudgetedPence', 'estimated', 'monthsCounted',
] as const satisfies readonly (keyof Entitlement)[]; // prettier-ignore

type ToldField = (typeof TOLD_FIELDS)[number];

/** What an answer was computed from: the day that it is about, and what was known. */
export type ComputedFrom = { readonly asAt: IsoDate; readonly knownAt: Instant; readonly position: number };

/** The figures as they are told, with what they were computed from: what is hashed, in canonical JSON. */
export type ToldFigures = Pick<Entitlement, ToldField> & ComputedFrom;

/** What of an answer is told. A field that the answer leaves out is left out. */
export function toldFigures(answer: Entitlement, { asAt, knownAt, position }: ComputedFrom): ToldFigures {
  const told = Object.fromEntries(
    TOLD_FIELDS.flatMap((field) => (answer[field] === undefined ? [] : [[field, answer[field]]])),
  ) as Pick<Entitlement, ToldField>;
  return { ...told, asAt, knownAt, position };
}
