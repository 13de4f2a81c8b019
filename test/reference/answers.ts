import type { Year } from '#kernel';
import { eventOf } from './events.js';
import { belongsTo, isOrganisation, practices } from './bodies.js';
import { hasBudget } from './cells.js';
import { Refused, factsOf, isNamed, known as knownOf, knownAt, knownThen, type Known, type Step } from './facts.js';
import { split, sumOf, whole } from './fractions.js';
import { fundOf } from './owing.js';
import { asAtOf, entitlementOf, mustBeHolder, statementOf, type Statement } from './statement.js';
import { BASES } from './terms.js';

type Moment = { readonly year: Year; readonly asAt?: string; readonly knownAt?: string };
type Supposition = { readonly omit?: string; readonly protectBaseline?: boolean; readonly setShareBp?: number };
export type Questions = {
  readonly entitlement: Moment & { readonly holder: string };
  readonly exposure: Moment & { readonly commissioner: string };
  readonly rollUp: Moment & { readonly of: string };
  readonly bridge: {
    readonly holder: string;
    readonly year: Year;
    readonly from: string;
    readonly to: string;
    readonly asAt?: string;
  };
  readonly whatIf: Moment & { readonly holder: string; readonly suppose: readonly Supposition[] };
};

type Row = { readonly holder: string; readonly statement: Statement };

const moment = (steps: readonly Step[], { year, asAt, knownAt: at }: Moment): { known: Known; day: number } => {
  const known = knownAt(factsOf(steps), at);
  return { known, day: asAtOf(known, year, asAt) };
};

function entitlement(steps: readonly Step[], asked: Questions['entitlement']): object {
  const { known, day } = moment(steps, asked);
  mustBeHolder(known, asked.holder);
  return statementOf(known, asked.holder, asked.year, day);
}

const budgeted = (known: Known, year: Year, day: number): readonly Row[] =>
  practices(known)
    .filter((practice) => hasBudget(known, practice, year))
    .map((practice) => ({ holder: practice, statement: statementOf(known, practice, year, day) }));

const total = (rows: readonly Row[], field: 'entitlementPence' | 'paidPence' | 'outstandingPence'): number =>
  sumOf(rows.map(({ statement }) => statement[field]));

const byBasis = (rows: readonly Row[]): object => {
  const parts = rows.flatMap(({ statement }) => statement.parts);
  return Object.fromEntries(
    BASES.map((basis): [string, number] => [
      basis,
      sumOf(parts.filter((part) => part.basis === basis).map(({ pence }) => pence)),
    ]).filter(([, pence]) => pence !== 0),
  );
};

/** What of each basis is outstanding: payments have settled the strongest first. */
function unsettled({ parts, paidPence }: Statement): readonly number[] {
  let paid = Math.max(0, paidPence);
  return BASES.map((basis) => {
    const part = parts.find((each) => each.basis === basis)?.pence ?? 0;
    const settled = Math.min(part, paid);
    paid -= settled;
    return part - settled;
  });
}

/** Rule 21: what the fund still has, shared over what is outstanding, the strongest basis first. */
function affordable(rows: readonly Row[], fund: number): readonly number[] {
  let left = Math.max(0, fund - total(rows, 'paidPence'));
  const given = rows.map(() => 0);
  BASES.forEach((_, index) => {
    const wanted = rows.map(({ statement }) => unsettled(statement)[index]!);
    const sum = sumOf(wanted);
    if (sum === 0) return;
    const shared = Math.min(left, sum);
    split(shared, wanted.map(whole)).forEach((pence, row) => {
      given[row]! += pence;
    });
    left -= shared;
  });
  return given;
}

function exposure(steps: readonly Step[], asked: Questions['exposure']): object {
  const { known, day } = moment(steps, asked);
  const { commissioner, year } = asked;
  if (!isOrganisation(known, commissioner)) throw new Refused('UNKNOWN_ORGANISATION');
  const rows = budgeted(known, year, day).filter(({ statement }) => statement.debtor === commissioner);
  const fund = fundOf(known, commissioner, year);
  const given = fund === undefined ? undefined : affordable(rows, fund);
  const outstanding = total(rows, 'outstandingPence');
  return {
    entitledPence: total(rows, 'entitlementPence'),
    paidPence: total(rows, 'paidPence'),
    outstandingPence: outstanding,
    byBasis: byBasis(rows),
    releaseFundPence: fund ?? null,
    affordablePence: given ? sumOf(given) : null,
    shortfallPence: given ? outstanding - sumOf(given) : null,
    holders: rows.map(({ holder, statement: { entitlementPence, paidPence, outstandingPence } }, index) => ({
      holder,
      entitlementPence,
      paidPence,
      outstandingPence,
      affordablePence: given ? given[index]! : null,
      shortfallPence: given ? outstandingPence - given[index]! : null,
    })),
  };
}

function rollUp(steps: readonly Step[], asked: Questions['rollUp']): object {
  const { known, day } = moment(steps, asked);
  const { of, year } = asked;
  if (of !== 'ENGLAND' && !isOrganisation(known, of)) throw new Refused('UNKNOWN_ORGANISATION');
  const rows = budgeted(known, year, day).filter(
    ({ statement }) => of === 'ENGLAND' || belongsTo(known, statement.debtor, of),
  );
  return {
    entitledPence: total(rows, 'entitlementPence'),
    paidPence: total(rows, 'paidPence'),
    outstandingPence: total(rows, 'outstandingPence'),
    byBasis: byBasis(rows),
    practices: rows.length,
  };
}

function bridge(steps: readonly Step[], { holder, year, from, to, asAt }: Questions['bridge']): object {
  const facts = factsOf(steps);
  const closing = knownAt(facts, to);
  mustBeHolder(closing, holder);
  const day = asAtOf(closing, year, asAt);
  const opening = knownAt(facts, from);
  const openingPence = entitlementOf(opening, holder, year, day);
  let before = openingPence;
  const lines: object[] = [];
  for (const fact of closing.recorded.slice(opening.recorded.length)) {
    const after = entitlementOf(knownThen(closing, fact.order), holder, year, day);
    const label = fact.label === undefined ? {} : { label: fact.label };
    if (after !== before) lines.push({ ...label, event: eventOf(fact.do), deltaPence: after - before });
    before = after;
  }
  return { openingPence, lines, closingPence: before, residualPence: 0 };
}

function whatIf(steps: readonly Step[], asked: Questions['whatIf']): object {
  const { known, day } = moment(steps, asked);
  const { holder, year, suppose } = asked;
  mustBeHolder(known, holder);
  const omitted = suppose.flatMap(({ omit }) => omit ?? []);
  if (omitted.some((name) => !known.recorded.some((fact) => isNamed(fact, name)))) {
    throw new Refused('UNKNOWN_COMMAND');
  }
  const terms = suppose.reduce<Supposition>((all, { omit: _, ...each }) => ({ ...all, ...each }), {});
  const supposed = knownOf(known.recorded, known.today, omitted, { holder, ...terms });
  const factPence = entitlementOf(known, holder, year, day);
  const supposedPence = entitlementOf(supposed, holder, year, day);
  return { factPence, supposedPence, differencePence: supposedPence - factPence };
}

const answers: { readonly [Name in keyof Questions]: (steps: readonly Step[], asked: Questions[Name]) => object } = {
  entitlement,
  exposure,
  rollUp,
  bridge,
  whatIf,
};

/** The answer to a question about accepted steps. @throws Refused */
export const answer = (steps: readonly Step[], ask: string, asked: unknown): object =>
  (answers[ask as keyof Questions] as (steps: readonly Step[], asked: unknown) => object)(steps, asked);
