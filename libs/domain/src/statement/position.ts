import { shareUp, sumPence, type Bp, type Pence } from '#kernel';
import { originOf } from './counting-entries.js';
import type { Account } from '../account/state.js';
import type { Amount } from './amounts.js';
import { portionKey, type RulingEffects } from './rulings.js';
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
  readonly amounts: readonly Amount[];
  /** Entries of which a ruling counts a portion, each with what counts of it here. */
  readonly ruled: readonly RuledEntry[];
};

/** Rule 23: a portion of one line of an entry in one segment, rounded towards the holder. */
export type RuledEntry = {
  readonly practice: string;
  readonly entry: string;
  readonly portionBp: Bp;
  readonly wholePence: Pence;
  readonly countedPence: Pence;
  readonly amounts: readonly Amount[];
};

/** The entry whose ruling, if any, decides over this amount: its own, or that of the entry it gives back. */
function portionOf(amount: Amount, account: Account, effects: RulingEffects | undefined): Bp | undefined {
  if (amount.kind !== 'ENTRY' || !effects || effects.portions.size === 0) return undefined;
  const own = effects.portions.get(portionKey(amount.practice, amount.id!));
  if (own) return own.bp;
  const origin = originOf(account, account.entries.get(amount.id!)!);
  return origin && effects.portions.get(portionKey(amount.practice, origin.id))?.bp;
}

function ruledEntries(
  amounts: readonly Amount[],
  accountOf: (practice: string) => Account,
  effects: RulingEffects | undefined,
): readonly RuledEntry[] {
  const byLine = new Map<string, { portionBp: Bp; amounts: Amount[] }>();
  for (const amount of amounts) {
    const portionBp = portionOf(amount, accountOf(amount.practice), effects);
    if (portionBp === undefined) continue;
    const key = `${amount.practice} ${amount.line} ${amount.id}`;
    const same = byLine.get(key) ?? { portionBp, amounts: [] };
    same.amounts.push(amount);
    byLine.set(key, same);
  }
  return [...byLine.values()].map(({ portionBp, amounts: same }) => {
    const wholePence = sumPence(same.map(({ pence }) => pence));
    const [{ practice, id }] = same as [Amount];
    return { practice, entry: id!, portionBp, wholePence, countedPence: shareUp(wholePence, portionBp), amounts: same };
  });
}

/** Adds up the amounts of one segment. */
export function segmentPosition(
  segment: Segment,
  amounts: readonly Amount[],
  accountOf: (practice: string) => Account,
  effects: RulingEffects | undefined,
): SegmentPosition {
  const ruled = ruledEntries(amounts, accountOf, effects);
  const decided = new Set(ruled.flatMap((entry) => entry.amounts));
  const sums = { budget: 0, actual: 0, cost: 0, adjustment: 0 };
  for (const amount of amounts) {
    if (amount.counts && !decided.has(amount)) sums[COLUMN[amount.kind]] += amount.pence;
  }
  const budgetPence = sumPence([sums.budget, ...ruled.map(({ countedPence }) => countedPence)]);
  return {
    segment,
    budgetPence,
    actualPence: sums.actual,
    serviceCostPence: sums.cost,
    adjustmentPence: sums.adjustment,
    variancePence: budgetPence - sums.actual - sums.cost + sums.adjustment,
    amounts,
    ruled,
  };
}

const COLUMN = {
  BUDGET: 'budget',
  ENTRY: 'budget',
  ACTUAL: 'actual',
  RESTATEMENT: 'actual',
  SERVICE_COST: 'cost',
  POOLED_CASE: 'adjustment',
  ADJUSTMENT: 'adjustment',
} as const;
