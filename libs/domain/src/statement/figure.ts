import { WHOLE_BP, apportion, divideUp, pence, plus, sumPence, type Bp, type Pence } from '#kernel';
import { BASES, strongest, type Basis } from './basis.js';
import type { SegmentPosition } from './position.js';
import type { RulingEffects } from './rulings.js';

export type BasisPart = { readonly basis: Basis; readonly pence: Pence };

/** Segments of a pool that have one basis and share, added together (rule 11). */
export type Tranche = { readonly basis: Basis; readonly shareBp: Bp; readonly variancePence: Pence };

/** Rule 10: segments that add up: those of an agreement that stands alone, or all others. */
export type Pool = {
  /** The agreement that stands alone; left out for the pool of all others. */
  readonly agreement?: string;
  readonly positions: readonly SegmentPosition[];
  readonly variancePence: Pence;
  readonly tranches: readonly Tranche[];
};

/** The figure of a holder's own segments (rules 10 to 13, and 23). */
export type Figure = {
  readonly pools: readonly Pool[];
  readonly variancePence: Pence;
  readonly grossPence: Pence;
  readonly overspendPence: Pence;
  readonly recoveredPence: Pence;
  readonly netPence: Pence;
  /** E. */
  readonly entitledPence: Pence;
  /** E split by bases, strongest first, without zeros. */
  readonly parts: readonly BasisPart[];
  /** Of the first part, else the strongest among the segments; undefined where the holder has none. */
  readonly basis: Basis | undefined;
  /** Where all segments have one share. */
  readonly shareBp: Bp | undefined;
  readonly effects: RulingEffects | undefined;
  /** How E is weighed by bases; for a group, whose figure is split anew. */
  readonly weights: readonly bigint[];
};

const termsOf = ({ segment }: SegmentPosition, effects: RulingEffects | undefined): { basis: Basis; shareBp: Bp } =>
  effects
    ? { basis: 'RULING', shareBp: effects.shareBp?.bp ?? segment.shareBp }
    : { basis: segment.basis, shareBp: segment.shareBp };

function tranches(positions: readonly SegmentPosition[], effects: RulingEffects | undefined): readonly Tranche[] {
  const sums = new Map<string, Tranche>();
  for (const position of positions) {
    const { basis, shareBp } = termsOf(position, effects);
    const key = `${basis} ${shareBp}`;
    const before = sums.get(key)?.variancePence ?? 0;
    sums.set(key, { basis, shareBp, variancePence: plus(before, position.variancePence) });
  }
  return [...sums.values()];
}

/** Rule 10: which segments add up. */
function pools(positions: readonly SegmentPosition[], effects: RulingEffects | undefined): readonly Pool[] {
  const byPool = new Map<string | undefined, SegmentPosition[]>();
  for (const position of positions) {
    const { standsAlone, agreement } = position.segment;
    const key = standsAlone ? agreement : undefined;
    byPool.set(key, [...(byPool.get(key) ?? []), position]);
  }
  return [...byPool].map(([agreement, members]) => ({
    ...(agreement === undefined ? {} : { agreement }),
    positions: members,
    variancePence: sumPence(members.map(({ variancePence }) => variancePence)),
    tranches: tranches(members, effects),
  }));
}

/** Σ(w × share) by basis over one denominator, exact (rule 11). */
function weighed(all: readonly Pool[]): { byBasis: readonly bigint[]; denominator: bigint } {
  const saving = all
    .filter(({ variancePence }) => variancePence > 0)
    .map((pool) => {
      const positive = pool.tranches.filter(({ variancePence }) => variancePence > 0);
      return { pool, positive, sum: BigInt(sumPence(positive.map(({ variancePence }) => variancePence))) };
    });
  const denominator = saving.reduce((product, { sum }) => product * sum, 1n);
  const byBasis = BASES.map((basis) =>
    saving.reduce((total, { pool, positive, sum }) => {
      const shares = positive
        .filter((tranche) => tranche.basis === basis)
        .reduce((added, tranche) => added + BigInt(tranche.variancePence) * BigInt(tranche.shareBp), 0n);
      return total + (BigInt(pool.variancePence) * shares * denominator) / sum;
    }, 0n),
  );
  return { byBasis, denominator };
}

/** Splits pence by the weights of the bases; without weights all goes to `otherwise`. */
export function splitByBasis(amount: Pence, weights: readonly bigint[], otherwise: Basis): readonly BasisPart[] {
  if (amount === 0) return [];
  if (weights.every((weight) => weight === 0n)) return [{ basis: otherwise, pence: amount }];
  const split = apportion(amount, weights);
  return BASES.map((basis, index) => ({ basis, pence: split[index]! })).filter((part) => part.pence !== 0);
}

/**
 * Rules 10 and 11: from the segments' positions to the entitlement, rounded up once.
 * @param recoveryDue  rule 12: what is due from earlier overspends, 0 or more
 */
export function figureOf(
  positions: readonly SegmentPosition[],
  recoveryDue: Pence,
  effects: RulingEffects | undefined,
): Figure {
  const all = pools(positions, effects);
  const grossPence = sumPence(all.map(({ variancePence }) => Math.max(0, variancePence)));
  const overspendPence = sumPence(all.map(({ variancePence }) => Math.max(0, -variancePence)));
  const recoveredPence = Math.min(recoveryDue, grossPence);
  const netPence = grossPence - recoveredPence;
  const { byBasis, denominator } = weighed(all);
  const weight = byBasis.reduce((sum, part) => sum + part, 0n);
  const shared =
    grossPence === 0
      ? 0
      : pence(divideUp(BigInt(netPence) * weight, BigInt(grossPence) * BigInt(WHOLE_BP) * denominator));
  const entitledPence = effects?.entitlement?.pence ?? shared;
  const among = strongest(positions.map((position) => termsOf(position, effects).basis)) ?? (effects && 'RULING');
  const parts = splitByBasis(entitledPence, effects ? [] : byBasis, among ?? 'GUIDANCE');
  const shares = new Set(positions.map((position) => termsOf(position, effects).shareBp));
  return {
    pools: all,
    variancePence: sumPence(all.map(({ variancePence }) => variancePence)),
    grossPence,
    overspendPence,
    recoveredPence,
    netPence,
    entitledPence,
    parts,
    basis: parts[0]?.basis ?? among,
    shareBp: shares.size === 1 ? [...shares][0] : undefined,
    effects,
    weights: effects ? [] : byBasis,
  };
}
