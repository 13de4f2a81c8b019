import { nextYear, yearDays, yearsBetween, type Day, type Year } from '#kernel';
import { accountOfHolder, type Account } from './amounts.js';
import { isGroup } from './bodies.js';
import { told, type Known, type Told } from './facts.js';
import { ZERO, divided, plus, roundedUp, splitEvenly, sumOf, times, whole, type Fraction } from './fractions.js';
import { effectsFor, holding } from './rulings.js';
import { BASES, segmentsIn, stretchesOf, stretchesOfGroup, type Basis, type Segment, type Stretch } from './terms.js';
import { remembered } from './remembered.js';

/** The weight, w × share, with which a basis takes part in the figure. */
export type Weighed = { readonly basis: Basis; readonly weight: Fraction };

/** Rules 10 to 12 for the holder's own segments. */
export type Figure = {
  readonly account: Account;
  readonly variance: number;
  readonly gross: number;
  readonly overspend: number;
  readonly recovered: number;
  readonly net: number;
  readonly entitlement: number;
  /** Strongest first. */
  readonly weighed: readonly Weighed[];
  readonly stillToRecover: number;
  /** All segments of the holder's own days of the year. */
  readonly segments: readonly Segment[];
};

type Sum = { readonly segment: Segment; pence: number };

const ownStretches = (known: Known, holder: string, year: Year): readonly Stretch[] =>
  isGroup(known, holder)
    ? stretchesOfGroup(known, holder, year)
    : stretchesOf(known, holder, year).filter(({ owner }) => owner === holder);

const overspendsBefore = (known: Known, holder: string, year: Year): readonly Told<'RecordOverspend'>[] => {
  const all = told(known, 'RecordOverspend').filter(
    (recorded) => recorded.holder === holder && yearsBetween(recorded.fromYear, year) > 0,
  );
  return all.filter(({ fromYear }, index) => !all.slice(index + 1).some((later) => later.fromYear === fromYear));
};

/** What the statements of the years after the first overspend recover, as at their last days. */
function recoveredBefore(known: Known, holder: string, year: Year): number {
  const overspends = overspendsBefore(known, holder, year);
  if (overspends.length === 0) return 0;
  let sum = 0;
  const first = overspends.map(({ fromYear }) => fromYear).toSorted()[0]!;
  for (let each = nextYear(first); yearsBetween(each, year) > 0; each = nextYear(each)) {
    sum += figureOf(known, holder, each, yearDays(each).last).recovered;
  }
  return sum;
}

/** Rule 12: what is due of earlier years' overspends in this year. */
const recoveryDue = remembered((known: Known, holder: string, year: Year): number => {
  const recovery = ownStretches(known, holder, year).at(-1)?.terms?.recovery ?? { kind: 'NONE' };
  if (recovery.kind === 'NONE') return 0;
  const due = overspendsBefore(known, holder, year).map(({ pence, fromYear }) => {
    if (recovery.kind === 'FULL_FIRST') return pence;
    const parts = splitEvenly(
      pence,
      Array.from({ length: recovery.years! }, () => 1),
    );
    return sumOf(parts.slice(0, yearsBetween(fromYear, year)));
  });
  return Math.max(0, sumOf(due) - recoveredBefore(known, holder, year));
});

const signOf = { budget: 1, actual: -1, cost: -1, adjustment: 1 };

/** Rule 11: within a pool the segments of one basis and share are added together. */
function sumsOf({ brought }: Account, ruled: (segment: Segment) => Segment): readonly Sum[] {
  const sums: Sum[] = [];
  for (const { kind, segment, pence } of brought) {
    const mine = ruled(segment);
    const found = sums.find(
      ({ segment: { pool, basis, shareBp } }) => pool === mine.pool && basis === mine.basis && shareBp === mine.shareBp,
    );
    if (found) found.pence += signOf[kind] * pence;
    else sums.push({ segment: mine, pence: signOf[kind] * pence });
  }
  return sums;
}

type Weight = { readonly segment: Segment; readonly weight: Fraction };

/** Rules 10 and 11: the pools' savings and overspends, and what each sum above 0 weighs. */
function pooled(sums: readonly Sum[]): { gross: number; overspend: number; weights: readonly Weight[] } {
  const pools = [...new Set(sums.map(({ segment }) => segment.pool))];
  let [gross, overspend] = [0, 0];
  const weights: Weight[] = [];
  for (const pool of pools) {
    const mine = sums.filter(({ segment }) => segment.pool === pool);
    const variance = sumOf(mine.map(({ pence }) => pence));
    gross += Math.max(0, variance);
    overspend += Math.max(0, -variance);
    if (variance <= 0) continue;
    const above = mine.filter(({ pence }) => pence > 0);
    const all = BigInt(sumOf(above.map(({ pence }) => pence)));
    for (const { segment, pence } of above) {
      weights.push({ segment, weight: divided(times(whole(variance), whole(pence)), all) });
    }
  }
  return { gross, overspend, weights };
}

/** How the holder's rulings change a segment (rule 23). */
function rulingOn(known: Known, holder: string, year: Year): (segment: Segment) => Segment {
  const effects = effectsFor(known, holder, year);
  if (effects.length === 0) return (segment) => segment;
  const last = holding(effects);
  const share = last?.kind === 'SET_SHARE' ? { shareBp: last.shareBp! } : {};
  return (segment) => ({ ...segment, ...share, basis: 'RULING' });
}

/** @param atBorder struck at a border: there a sum that a ruling set does not hold */
export const figureOf = remembered(
  (known: Known, holder: string, year: Year, asAt: Day, atBorder?: boolean): Figure => {
    const account = accountOfHolder(known, holder, year, asAt);
    const ruled = rulingOn(known, holder, year);
    const { gross, overspend, weights } = pooled(sumsOf(account, ruled));
    const recovered = Math.min(gross, recoveryDue(known, holder, year));
    const net = gross - recovered;
    const shares = weights.map(({ segment, weight }) => ({
      basis: segment.basis,
      weight: times(weight, whole(segment.shareBp)),
    }));
    const weighed = BASES.map((basis) => ({
      basis,
      weight: shares.filter((share) => share.basis === basis).reduce((sum, { weight }) => plus(sum, weight), ZERO),
    })).filter(({ weight }) => weight.over > 0n);
    const all = weighed.reduce((sum, { weight }) => plus(sum, weight), ZERO);
    const worked = gross === 0 ? 0 : Number(roundedUp(BigInt(net) * all.over, BigInt(gross) * 10_000n * all.under));
    const set = holding(effectsFor(known, holder, year));
    const overspends = sumOf(overspendsBefore(known, holder, year).map(({ pence }) => pence));
    return {
      account,
      variance: gross - overspend,
      gross,
      overspend,
      recovered,
      net,
      entitlement: set?.kind === 'SET_ENTITLEMENT' && !atBorder ? set.pence! : worked,
      weighed,
      stillToRecover: overspends - recoveredBefore(known, holder, year) - recovered,
      segments: ownStretches(known, holder, year).flatMap(segmentsIn).map(ruled),
    };
  },
);

export const strongestOf = (bases: readonly Basis[]): Basis | undefined => BASES.find((basis) => bases.includes(basis));
