import { plus, sumPence, type Pence } from '#kernel';
import type { Amount } from './amount.js';
import type { Segment } from './segments.js';

/** B, A, C and X of one segment (rule 10). */
export type SegmentPosition = {
  readonly segment: Segment;
  readonly budgetPence: Pence;
  readonly actualPence: Pence;
  readonly serviceCostPence: Pence;
  readonly adjustmentPence: Pence;
  /** V = B − A − C + X. */
  readonly variancePence: Pence;
};

/** The figure to which each kind of amount belongs. */
export const COLUMN = {
  BUDGET: 'budgetPence',
  ENTRY: 'budgetPence',
  ACTUAL: 'actualPence',
  RESTATEMENT: 'actualPence',
  TRANSFER: 'actualPence',
  SERVICE_COST: 'serviceCostPence',
  POOLED_CASE: 'adjustmentPence',
  ADJUSTMENT: 'adjustmentPence',
} as const satisfies Record<Amount['kind'], keyof SegmentPosition>;

export type Column = (typeof COLUMN)[Amount['kind']];
export type Sums = Record<Column, Pence>;

const COLUMNS: readonly Column[] = ['budgetPence', 'actualPence', 'serviceCostPence', 'adjustmentPence'];

export const noSums = (): Sums => ({ budgetPence: 0, actualPence: 0, serviceCostPence: 0, adjustmentPence: 0 });

export function addPence(sums: Sums, kind: Amount['kind'], pence: Pence): void {
  sums[COLUMN[kind]] = plus(sums[COLUMN[kind]], pence);
}

/** Adds an amount to the figures of its segment, where it counts. */
export function addAmount(sums: Sums, { kind, pence, counts }: Amount): void {
  if (counts) addPence(sums, kind, pence);
}

export function addSums(into: Sums, other: Sums, sign: 1 | -1 = 1): void {
  for (const column of COLUMNS) into[column] = plus(into[column], sign * other[column]);
}

export const positionOf = (segment: Segment, sums: Sums): SegmentPosition => ({
  segment,
  ...sums,
  variancePence: sumPence([sums.budgetPence, -sums.actualPence, -sums.serviceCostPence, sums.adjustmentPence]),
});
