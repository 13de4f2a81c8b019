import { dateOf, percent, pounds, type Day, type Pence, type Year } from '#kernel';
import type { Payment } from '../account/state.js';
import { leaf, type Derivation } from './derivation.js';
import { explainFigure } from './explain-figure.js';
import type { Statement, Statements } from './entitlement.js';
import type { GroupFigure } from './group-pool.js';
import type { Facts } from './facts.js';
import { standingOffer } from './offer.js';
import { broughtIn } from './payments.js';

/** The figures of a statement, each down to its events. */
export function explainStatement(statements: Statements, holder: string, year: Year, asAt: Day): readonly Derivation[] {
  const statement = statements.of(holder, year, asAt);
  return [
    explainEntitlement(statements, statement, asAt),
    explainPaid(statements, statement),
    explainOutstanding(statement),
    ...explainOffer(statements, statement),
    ...explainConfirmed(statements, statement),
  ];
}

function explainEntitlement(statements: Statements, statement: Statement, asAt: Day): Derivation {
  const { answer, figure, group, groupParts } = statement;
  const { holder, year } = answer;
  const own = group
    ? explainGroup(statements, holder, group, year, asAt)
    : [explainFigure(figure, statements.figures.amounts(holder, year, asAt))];
  const parts = groupParts
    .filter(({ pence }) => pence !== 0)
    .map(({ group: code, pence, figure: of }): Derivation => ({
      figure: `part of group ${code}`,
      pence,
      rule: 'Rule 15: striking a group',
      how: `of the group's ${pounds(of.entitlementPence)}`,
      from: explainGroup(statements, code, of, year, asAt),
    }));
  return {
    figure: 'entitlementPence',
    pence: answer.entitlementPence,
    rule: 'Rule 17: own figure and group parts',
    how: group ? 'the sum of its practices’ parts' : 'the own figure and the parts of groups',
    from: [...own, ...parts],
  };
}

const explainParts = (parts: readonly { practice: string; pence: Pence }[]): readonly Derivation[] =>
  parts.map(({ practice, pence }) => ({ figure: `part of ${practice}`, pence, rule: 'Rule 16: the key of a split' }));

function explainGroup(
  statements: Statements,
  group: string,
  figure: GroupFigure,
  year: Year,
  asAt: Day,
): readonly Derivation[] {
  const strikes = figure.strikes.map(({ day, because, entitledPence, parts }): Derivation => ({
    figure: because === 'LEAVING' ? 'struck for who leaves' : 'struck before one joins',
    pence: parts.reduce((sum, { pence }) => sum + pence, 0),
    rule: 'Rule 15: striking a group',
    how: `the pool was worth ${pounds(entitledPence)} as at ${dateOf(day)}`,
    from: explainParts(parts),
  }));
  return [
    ...strikes,
    {
      figure: 'what remains of the pool',
      pence: figure.remaining.reduce((sum, { pence }) => sum + pence, 0),
      rule: 'Rule 15: striking a group',
      how: `the pool is worth ${pounds(figure.pool.entitledPence)} as at ${dateOf(asAt)}`,
      from: explainParts(figure.remaining),
    },
    { ...explainFigure(figure.pool, statements.figures.amounts(group, year, asAt)), figure: `pool of ${group}` },
  ];
}

const explainPayments = (of: string, payments: ReadonlyMap<string, Payment>): readonly Derivation[] =>
  [...payments].map(([id, { pence, reverses, ref }]) =>
    leaf(
      reverses === undefined ? `payment ${id} to ${of}` : `payment ${id} to ${of}, takes back ${reverses}`,
      ref,
      pence,
    ),
  );

/** Rule 62: what of an overpayment counts in a later year. */
const explainSetOffs = (facts: Facts, of: string, year: Year): readonly Derivation[] => [
  ...[...facts.account(of, year).setOffs].map(([id, { toYear, pence, ref }]) =>
    leaf(`overpayment ${id} of ${of}, set against ${toYear}`, ref, -pence),
  ),
  ...broughtIn(facts, of, year).map(({ id, fromYear, pence, ref }) =>
    leaf(`overpayment ${id} of ${of}, from ${fromYear}`, ref, pence),
  ),
];

function explainPaid({ facts }: Statements, { answer, groupParts }: Statement): Derivation {
  const { holder, year, paidPence } = answer;
  const groups = groupParts.map(({ group }): Derivation => ({
    figure: `portion of what group ${group} was paid`,
    rule: 'Rule 18: payments to a group',
    from: [...explainPayments(group, facts.account(group, year).payments), ...explainSetOffs(facts, group, year)],
  }));
  return {
    figure: 'paidPence',
    pence: paidPence,
    rule: 'Rule 18: payments to a group',
    from: [
      ...explainPayments(holder, facts.account(holder, year).payments),
      ...explainSetOffs(facts, holder, year),
      ...groups.filter(({ from }) => from?.length),
    ],
  };
}

const explainOutstanding = ({ answer, owed }: Statement): Derivation => ({
  figure: 'outstandingPence',
  pence: answer.outstandingPence,
  rule: 'Rule 19: the debtor',
  how: 'what is entitled and not yet paid',
  from: owed.map(({ debtor, pence }) => ({
    figure: `owed by ${debtor.code}${debtor.unassigned ? ', closed without a successor' : ''}`,
    pence,
    rule: 'Rule 19: the debtor',
    from: debtor.by.map((ref) => leaf('assignment or succession', ref)),
  })),
});

function explainOffer({ facts }: Statements, { answer }: Statement): readonly Derivation[] {
  const offer = standingOffer(facts, answer.holder, answer.year);
  if (!offer || answer.offeredPence === undefined) return [];
  const how = offer.shareBp === undefined ? undefined : `${percent(offer.shareBp)} of the net, rounded up`;
  return [
    {
      figure: 'offeredPence',
      pence: answer.offeredPence,
      rule: 'Rule 20: status, offers and disputes',
      ...(how === undefined ? {} : { how }),
      from: [leaf('offer', offer.ref, offer.pence)],
    },
  ];
}

function explainConfirmed({ facts }: Statements, { answer }: Statement): readonly Derivation[] {
  const { confirmed } = facts.account(answer.holder, answer.year);
  if (!confirmed) return [];
  const node = leaf('confirmedPence', confirmed.ref, confirmed.pence);
  return [{ ...node, rule: 'Rule 20: status, offers and disputes' }];
}
