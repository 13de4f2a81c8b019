import { dateOf, percent, pounds, type Pence } from '#kernel';
import type { Amount, AmountKind } from './amount.js';
import { eventOf, leaf, type Derivation } from './derivation.js';
import type { Pool } from './figure.js';
import type { HolderFigure, Recovery } from './figures.js';
import type { MinimumShare } from './minimum-share.js';
import { COLUMN, type Column, type SegmentPosition } from './position.js';
import type { Segment } from './segments.js';

const COLUMNS: readonly (readonly [Column, string])[] = [
  ['budgetPence', 'the counting budget B'],
  ['actualPence', 'the actual A'],
  ['serviceCostPence', 'the cost of new services C'],
  ['adjustmentPence', 'adjustments and pooled cases X'],
];

const KIND: Record<AmountKind, Pick<Derivation, 'rule'> & { readonly what: string }> = {
  BUDGET: { what: 'budget', rule: 'Rule 4: spreading over months' },
  ENTRY: { what: 'entry', rule: 'Rule 6: entries that count' },
  ACTUAL: { what: 'actual', rule: 'Rule 3: the version in force' },
  RESTATEMENT: { what: 'restatement', rule: 'Rule 3: the version in force' },
  TRANSFER: { what: 'transfer', rule: 'Rule 87: activity transferred' },
  SERVICE_COST: { what: 'service cost', rule: 'Rule 5: costs, cases and adjustments' },
  POOLED_CASE: { what: 'pooled case', rule: 'Rule 5: costs, cases and adjustments' },
  ADJUSTMENT: { what: 'adjustment', rule: 'Rule 5: costs, cases and adjustments' },
};

/** Amounts of one event and line as one node, with their months. */
function explainAmounts(amounts: readonly Amount[]): readonly Derivation[] {
  const groups = new Map<string, Amount[]>();
  for (const amount of amounts) {
    const key = `${amount.kind} ${amount.id} ${amount.line} ${amount.ref.position} ${amount.counts}`;
    const same = groups.get(key);
    if (same) same.push(amount);
    else groups.set(key, [amount]);
  }
  return [...groups.values()].map((same) => {
    const [{ kind, id, line, practice, ref, counts, portionBp }] = same as [Amount];
    const { what, rule } = KIND[kind];
    const pence = same.reduce((sum, amount) => sum + amount.pence, 0);
    const name = [what, id, line, 'of', practice].filter((word) => word !== undefined).join(' ');
    const how = counts
      ? portionBp === undefined
        ? undefined
        : `${percent(portionBp)} of it counts by ruling`
      : `does not count: the guarantee protects the baseline (${pounds(pence)} left out)`;
    return {
      ...leaf(name, ref, counts ? pence : 0),
      rule: portionBp === undefined ? rule! : 'Rule 23: rulings',
      ...(how === undefined ? {} : { how }),
      ...(line === undefined ? {} : { line }),
      months: same.map((amount) => ({ month: amount.month, pence: counts ? amount.pence : 0 })),
    };
  });
}

const segmentName = ({ basis, agreement, shareBp }: Segment): string =>
  `${basis}${agreement === undefined ? '' : ` by ${agreement}`}, share ${percent(shareBp)}`;

const explainMinimum = ({ shareBp, policy, ref }: MinimumShare): Derivation => ({
  figure: `minimum share by ${policy}`,
  rule: 'Rule 27: the minimum share',
  how: `${percent(shareBp)}${ref ? '' : ', by an edition that every ledger knows'}`,
  ...(ref ? { event: eventOf(ref) } : {}),
});

function explainSegment(position: SegmentPosition, amounts: readonly Amount[]): Derivation {
  const { segment, variancePence } = position;
  const own = amounts.filter((amount) => amount.segment === segment);
  return {
    figure: `segment: ${segmentName(segment)}`,
    pence: variancePence,
    rule: 'Rule 10: variance and pools',
    how: 'V = B − A − C + X',
    days: { from: dateOf(segment.days.first), to: dateOf(segment.days.last) },
    from: [
      ...segment.terms.map((ref) => ({ ...leaf('terms', ref), rule: 'Rule 7: segments' as const })),
      ...(segment.minimum ? [explainMinimum(segment.minimum)] : []),
      ...COLUMNS.map(([column, how]): Derivation => ({
        figure: column,
        pence: position[column],
        rule: 'Rule 2: cells that count',
        how,
        from: explainAmounts(own.filter(({ kind }) => COLUMN[kind] === column)),
      })),
    ],
  };
}

const explainPool = (pool: Pool, amounts: readonly Amount[]): Derivation => ({
  figure: pool.agreement === undefined ? 'pool of all that adds up' : `pool of ${pool.agreement}, which stands alone`,
  pence: pool.variancePence,
  rule: 'Rule 10: variance and pools',
  from: pool.positions.map((position) => explainSegment(position, amounts)),
});

const explainRecovery = (
  { terms, overspends, recoveredBeforePence, duePence }: Recovery,
  pence: Pence,
): Derivation => ({
  figure: 'recoveredPence',
  pence,
  rule: 'Rule 12: recovery of overspends',
  how:
    `${terms.kind}${terms.kind === 'INSTALMENTS' ? ` over ${terms.years} years` : ''}: ${pounds(duePence)} due, ` +
    `${pounds(recoveredBeforePence)} recovered in earlier years; never more than the gross`,
  from: overspends.map(({ fromYear, pence: of, ref }) => leaf(`overspend of ${fromYear}`, ref, of)),
});

function howShared(figure: HolderFigure): string {
  if (figure.effects?.entitlement) return 'a ruling set the sum';
  const shares = figure.pools.flatMap(({ tranches }) =>
    tranches
      .filter(({ variancePence }) => variancePence > 0)
      .map(({ basis, shareBp, variancePence }) => `${percent(shareBp)} of ${pounds(variancePence)} by ${basis}`),
  );
  return `the net of ${pounds(figure.netPence)} shared in proportion to ${shares.join(', ') || 'nothing saved'}, rounded up once`;
}

/** A holder's own figure down to its events (rules 2 to 13). */
export function explainFigure(figure: HolderFigure, amounts: readonly Amount[]): Derivation {
  const ruled = figure.effects !== undefined;
  return {
    figure: 'ownPence',
    pence: figure.entitledPence,
    rule: ruled ? 'Rule 23: rulings' : 'Rule 11: the share, rounded up once',
    how: howShared(figure),
    from: [
      ...(figure.effects?.refs ?? []).map((ref) => leaf('ruling', ref)),
      {
        figure: 'netPence',
        pence: figure.netPence,
        rule: 'Rule 10: variance and pools',
        how: 'N = G − R',
        from: [
          {
            figure: 'grossPence',
            pence: figure.grossPence,
            rule: 'Rule 10: variance and pools',
            how: 'what each pool has saved, none below 0',
            from: figure.pools.map((pool) => explainPool(pool, amounts)),
          },
          explainRecovery(figure.recovery, figure.recoveredPence),
        ],
      },
    ],
  };
}
