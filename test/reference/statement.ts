import { dayOf, yearDays, type Day, type Year } from '#kernel';
import { debtorOf, isGroup, isHolder, membersOf, membersOn } from './bodies.js';
import { unbudgeted } from './cells.js';
import { Refused, knownThen, told, type Known } from './facts.js';
import { figureOf, strongestOf, type Figure } from './figure.js';
import { sumOf } from './fractions.js';
import { basesOfPart, groupFigure, groupsOf, partsByBasis, type GroupFigure, type PartOfBasis } from './group.js';
import { debtorsOf, offerOf, owedOfGroup, paidTo, portionsOf, releaseStatus, releasedTo, type Owed } from './owing.js';
import { effectsFor, hasOpenDispute } from './rulings.js';
import { BASES, type Basis } from './terms.js';
import { remembered } from './remembered.js';

export type Statement = {
  readonly entitlementPence: number;
  readonly paidPence: number;
  readonly outstandingPence: number;
  readonly debtor: string | null;
  readonly parts: readonly PartOfBasis[];
} & Readonly<Record<string, unknown>>;

/** Rule 1. */
export function asAtOf(known: Known, year: Year, asAt: string | undefined): Day {
  const { last } = yearDays(year);
  return Math.min(last, asAt === undefined ? known.today : dayOf(asAt));
}

const addedUp = (parts: readonly PartOfBasis[]): readonly PartOfBasis[] =>
  BASES.map((basis) => ({
    basis,
    pence: sumOf(parts.filter((part) => part.basis === basis).map(({ pence }) => pence)),
  })).filter(({ pence }) => pence !== 0);

/** What the holder's own days brought: the fields that a practice and a group tell alike. */
function ownFields(known: Known, holder: string, year: Year, asAt: Day, figure: Figure): object {
  const { account, segments } = figure;
  const sum = (kind: string): number =>
    sumOf(account.brought.filter((each) => each.kind === kind).map(({ pence }) => pence));
  const shares = [...new Set(segments.map(({ shareBp }) => shareBp))];
  const practices = isGroup(known, holder) ? membersOf(known, holder, year) : [holder];
  return {
    budgetPence: sum('budget'),
    actualPence: sum('actual'),
    serviceCostPence: sum('cost'),
    adjustmentPence: sum('adjustment'),
    variancePence: figure.variance,
    grossPence: figure.gross,
    overspendPence: figure.overspend,
    recoveredPence: figure.recovered,
    netPence: figure.net,
    ...(shares.length === 1 ? { shareBp: shares[0] } : {}),
    stillToRecoverPence: figure.stillToRecover,
    unbudgetedPence: sumOf(practices.map((practice) => unbudgeted(known, practice, year, asAt))),
    estimated: account.brought.some(({ wasSplit }) => wasSplit),
    monthsCounted: new Set(account.months).size,
  };
}

function figureStatus(known: Known, holder: string, year: Year): object {
  const confirmed = told(known, 'ConfirmEntitlement').findLast((each) => each.holder === holder && each.year === year);
  if (!confirmed) return { figureStatus: known.today <= yearDays(year).last ? 'ACCRUING' : 'PROVISIONAL' };
  const then = knownThen(known, confirmed.order);
  const confirmedPence = entitlementOf(then, holder, year, yearDays(year).last);
  return { figureStatus: 'CONFIRMED', confirmedPence };
}

function claimFields(known: Known, holder: string, year: Year, net: number, ownPence: number): object {
  const offer = offerOf(known, holder, year, net);
  return {
    ...(offer === undefined ? {} : { offeredPence: offer, disputedPence: Math.max(0, ownPence - offer) }),
    contested: (offer !== undefined && offer < ownPence) || hasOpenDispute(known, holder, year),
  };
}

function moneyFields(entitlement: number, paid: number): object {
  return {
    paidPence: paid,
    outstandingPence: Math.max(0, entitlement - paid),
    overpaidPence: Math.max(0, paid - entitlement),
  };
}

/** Rule 23: a figure with a ruling rests on it as a whole, also where no day is the holder's own. */
const basisOfNone = (known: Known, holder: string, year: Year): Basis | undefined =>
  effectsFor(known, holder, year).length > 0 ? 'RULING' : undefined;

function groupStatement(known: Known, group: string, year: Year, asAt: Day): Statement {
  const figure: GroupFigure = groupFigure(known, group, year, asAt);
  const { pool, pence, byBasis } = figure;
  const owed = owedOfGroup(known, figure, year, asAt);
  const debtors = owed.length > 0 ? owed.map(({ debtor }) => debtor.code) : debtorsOfMembers(known, group, year, asAt);
  const paid = paidTo(known, group, year);
  const money = { paid, released: releasedTo(known, group, year), entitlement: pence };
  const strongest = strongestOf(pool.segments.map(({ basis }) => basis));
  return {
    ...ownFields(known, group, year, asAt, pool),
    ownPence: pence,
    groupParts: [],
    entitlementPence: pence,
    commissionerSharePence: pool.net - pence,
    parts: byBasis,
    basis: byBasis[0]?.basis ?? strongest ?? basisOfNone(known, group, year) ?? 'GUIDANCE',
    ...figureStatus(known, group, year),
    releaseStatus: releaseStatus(known, group, year, money, owed),
    debtor: new Set(debtors).size === 1 ? debtors[0]! : null,
    debtors: debtorsOf(owed),
    ...claimFields(known, group, year, pool.net, pence),
    ...moneyFields(pence, paid),
  } as unknown as Statement;
}

const debtorsOfMembers = (known: Known, group: string, year: Year, asAt: Day): readonly (string | null)[] =>
  membersOn(known, group, asAt).map((practice) => debtorOf(known, practice, year).code);

/** Rules 16 to 18: what the groups bring to a practice. */
function fromGroups(known: Known, practice: string, year: Year, asAt: Day) {
  return groupsOf(known, practice, year).map((group) => {
    const figure = groupFigure(known, group, year, asAt);
    const portion = (pence: number) => portionsOf(known, figure, year, asAt, pence).get(practice) ?? 0;
    return {
      group,
      pence: figure.parts.get(practice) ?? 0,
      byBasis: figure.byBasis,
      segments: figure.pool.segments,
      paid: portion(paidTo(known, group, year)),
      released: portion(releasedTo(known, group, year)),
    };
  });
}

function practiceStatement(known: Known, practice: string, year: Year, asAt: Day): Statement {
  const figure = figureOf(known, practice, year, asAt);
  const groups = fromGroups(known, practice, year, asAt);
  const own = figure.entitlement;
  const entitlement = own + sumOf(groups.map(({ pence }) => pence));
  const parts = addedUp([
    ...partsByBasis(own, figure, false),
    ...groups.flatMap(({ pence, byBasis }) => basesOfPart(pence, byBasis)),
  ]);
  const paid = paidTo(known, practice, year) + sumOf(groups.map((group) => group.paid));
  const released = releasedTo(known, practice, year) + sumOf(groups.map((group) => group.released));
  const debtor = debtorOf(known, practice, year);
  const owed: readonly Owed[] = [{ practice, debtor, outstanding: Math.max(0, entitlement - paid) }];
  const ofGroups = strongestOf(groups.flatMap((group) => group.segments).map((segment) => segment.basis));
  const ofOwn = strongestOf(figure.segments.map((segment) => segment.basis)) ?? basisOfNone(known, practice, year);
  const basis: Basis | undefined = parts[0]?.basis ?? ofOwn ?? ofGroups;
  return {
    ...ownFields(known, practice, year, asAt, figure),
    ownPence: own,
    groupParts: groups.filter(({ pence }) => pence !== 0).map(({ group, pence }) => ({ group, pence })),
    entitlementPence: entitlement,
    commissionerSharePence: figure.net - own,
    parts,
    basis,
    ...figureStatus(known, practice, year),
    releaseStatus: releaseStatus(known, practice, year, { paid, released, entitlement }, owed),
    debtor: debtor.code,
    debtors: debtorsOf(owed),
    ...claimFields(known, practice, year, figure.net, own),
    ...moneyFields(entitlement, paid),
  } as unknown as Statement;
}

export const statementOf = remembered((known: Known, holder: string, year: Year, asAt: Day): Statement =>
  isGroup(known, holder) ? groupStatement(known, holder, year, asAt) : practiceStatement(known, holder, year, asAt),
);

/** The entitlement alone; 0 before the holder is registered. */
export const entitlementOf = remembered((known: Known, holder: string, year: Year, asAt: Day): number => {
  if (!isHolder(known, holder)) return 0;
  if (isGroup(known, holder)) return groupFigure(known, holder, year, asAt).pence;
  const own = figureOf(known, holder, year, asAt).entitlement;
  const groups = groupsOf(known, holder, year).map(
    (group) => groupFigure(known, group, year, asAt).parts.get(holder) ?? 0,
  );
  return own + sumOf(groups);
});

export function mustBeHolder(known: Known, holder: string): void {
  if (!isHolder(known, holder)) throw new Refused('UNKNOWN_ORGANISATION');
}
