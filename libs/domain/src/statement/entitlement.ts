import { plus, sumPence, type Day, type Pence, type Year } from '#kernel';
import { BASES, strongest, type Basis } from './basis.js';
import { debtorOf, type Debtor } from './debtor.js';
import { isGroup, type Facts } from './facts.js';
import { splitByBasis, type BasisPart } from './figure.js';
import { basesOf, Figures, type HolderFigure } from './figures.js';
import { groupEntitledPence, groupFigure, memberPartPence, type GroupFigure } from './group-pool.js';
import { isDisputed, offeredPence, standingOffer } from './offer.js';
import { netOf, paidTo, portionsOf } from './payments.js';
import { figureStatus, isSuspended, releaseStatus, type FigureStatus, type ReleaseStatus } from './release-status.js';
import { groupsInYear } from './memberships.js';
import { membersOn } from './split-key.js';

/** The answer to `entitlement`, under the names of the contract. */
export type Entitlement = {
  readonly holder: string;
  readonly year: Year;
  readonly budgetPence: Pence;
  readonly actualPence: Pence;
  readonly serviceCostPence: Pence;
  readonly adjustmentPence: Pence;
  readonly variancePence: Pence;
  readonly grossPence: Pence;
  readonly overspendPence: Pence;
  readonly recoveredPence: Pence;
  readonly netPence: Pence;
  readonly shareBp?: number;
  readonly ownPence: Pence;
  readonly groupParts: readonly { readonly group: string; readonly pence: Pence }[];
  readonly entitlementPence: Pence;
  readonly commissionerSharePence: Pence;
  readonly basis: Basis;
  readonly parts: readonly BasisPart[];
  readonly figureStatus: FigureStatus;
  readonly releaseStatus: ReleaseStatus;
  readonly debtor: string | null;
  readonly debtors: readonly { readonly code: string; readonly pence: Pence }[];
  readonly contested: boolean;
  readonly offeredPence?: Pence;
  readonly disputedPence?: Pence;
  readonly confirmedPence?: Pence;
  readonly releasedPence: Pence;
  readonly paidPence: Pence;
  readonly outstandingPence: Pence;
  readonly overpaidPence: Pence;
  readonly stillToRecoverPence: Pence;
  readonly unbudgetedPence: Pence;
  readonly estimated: boolean;
  readonly monthsCounted: number;
  /** Rule 27: the versions of policy that say the minimum shares in it, by id. */
  readonly policies: readonly string[];
};

/** A group's part in a practice's statement. */
export type GroupPart = { readonly group: string; readonly pence: Pence; readonly figure: GroupFigure };

/** A statement and what it was made of. */
export type Statement = {
  readonly answer: Entitlement;
  readonly figure: HolderFigure;
  /** Of a group's statement. */
  readonly group?: GroupFigure;
  /** Of a practice's statement: the groups with a part. */
  readonly groupParts: readonly GroupPart[];
  readonly suspended: boolean;
  readonly owed: readonly Owed[];
};

type Owed = { readonly debtor: Debtor; readonly pence: Pence };
type Settled = { readonly paidPence: Pence; readonly releasedPence: Pence };
type Composed = {
  readonly ownPence: Pence;
  readonly entitlementPence: Pence;
  readonly parts: readonly BasisPart[];
  readonly basis: Basis;
};

const addParts = (parts: readonly BasisPart[]): readonly BasisPart[] => {
  const sums = new Map<Basis, Pence>();
  for (const { basis, pence } of parts) sums.set(basis, (sums.get(basis) ?? 0) + pence);
  return BASES.flatMap((basis) => (sums.get(basis) ? [{ basis, pence: sums.get(basis)! }] : []));
};

/** Answers `entitlement` for any holder from one set of facts, as at one day, on the calendar of one day. */
export class Statements {
  readonly figures: Figures;
  private readonly groups = new Map<string, GroupFigure>();
  private readonly made = new Map<string, Statement>();

  /** @param knownDay the day of `knownAt` in London */
  constructor(
    readonly facts: Facts,
    readonly knownDay: Day,
  ) {
    this.figures = new Figures(facts);
  }

  of(holder: string, year: Year, asAt: Day): Statement {
    const key = `${holder} ${year} ${asAt}`;
    const kept =
      this.made.get(key) ??
      (isGroup(this.facts, holder) ? this.ofGroup(holder, year, asAt) : this.ofPractice(holder, year, asAt));
    this.made.set(key, kept);
    return kept;
  }

  /** The entitlement alone; 0 before the holder is registered. */
  entitlementPence(holder: string, year: Year, asAt: Day): Pence {
    if (isGroup(this.facts, holder)) return groupEntitledPence(this.figures, holder, year, asAt);
    if (!this.facts.organisation(holder).registration) return 0;
    const groups = groupsInYear(this.facts, holder, year);
    const parts = groups.map((group) => memberPartPence(this.figures, group, holder, year, asAt));
    return sumPence([this.figures.own(holder, year, asAt).entitledPence, ...parts]);
  }

  /** Takes a group's figure as it was worked out before from the same facts. */
  take(group: string, year: Year, asAt: Day, figure: GroupFigure): void {
    this.groups.set(`${group} ${year} ${asAt}`, figure);
  }

  group(group: string, year: Year, asAt: Day): GroupFigure {
    const key = `${group} ${year} ${asAt}`;
    const kept = this.groups.get(key) ?? groupFigure(this.figures, group, year, asAt);
    this.groups.set(key, kept);
    return kept;
  }

  /** Rule 17: a practice's own figure and its parts of its groups'. */
  private ofPractice(practice: string, year: Year, asAt: Day): Statement {
    const figure = this.figures.own(practice, year, asAt);
    const groups = groupsInYear(this.facts, practice, year).map((group) => ({
      group,
      figure: this.group(group, year, asAt),
    }));
    const groupParts = groups.map(({ group, figure: of }) => ({
      group,
      figure: of,
      pence: of.byPractice.get(practice) ?? 0,
    }));
    const fromGroups = groupParts.flatMap(({ pence, figure: of }) =>
      splitByBasis(pence, of.parts.length > 0 ? weightsOf(of.parts) : [], strongest(basesOf(of.pool)) ?? 'GUIDANCE'),
    );
    const parts = addParts([...figure.parts, ...fromGroups]);
    const otherwise = figure.basis ?? strongest(groups.flatMap(({ figure: of }) => basesOf(of.pool))) ?? 'GUIDANCE';
    const composed: Composed = {
      ownPence: figure.entitledPence,
      entitlementPence: sumPence([figure.entitledPence, ...groupParts.map(({ pence }) => pence)]),
      parts,
      basis: parts[0]?.basis ?? otherwise,
    };
    const settled = this.settledOfPractice(practice, year, asAt, groups);
    const debtor = debtorOf(this.facts, practice, year, this.knownDay);
    const outstanding = Math.max(0, composed.entitlementPence - settled.paidPence);
    const owed = debtor ? [{ debtor, pence: outstanding }] : [];
    return this.assemble({
      holder: practice,
      year,
      figure,
      composed,
      settled,
      owed,
      debtor: debtor?.code ?? null,
      groupParts,
    });
  }

  private ofGroup(group: string, year: Year, asAt: Day): Statement {
    const of = this.group(group, year, asAt);
    const account = this.facts.account(group, year);
    const settled = { paidPence: paidTo(this.facts, group, year), releasedPence: netOf(account.releases) };
    const portions = portionsOf(this.facts, group, of, year, asAt, settled.paidPence);
    const withPart = [...of.byPractice].filter(([, pence]) => pence > 0);
    const owed = withPart.flatMap(([practice, pence]) => {
      const debtor = debtorOf(this.facts, practice, year, this.knownDay);
      return debtor ? [{ debtor, pence: pence - (portions.get(practice) ?? 0) }] : [];
    });
    const among =
      withPart.length > 0
        ? withPart.map(([practice]) => practice)
        : membersOn(this.facts, group, asAt).map(({ practice }) => practice);
    const debtors = new Set(among.map((practice) => debtorOf(this.facts, practice, year, this.knownDay)?.code ?? null));
    const composed: Composed = {
      ownPence: of.entitlementPence,
      entitlementPence: of.entitlementPence,
      parts: of.parts,
      basis: of.parts[0]?.basis ?? strongest(basesOf(of.pool)) ?? 'GUIDANCE',
    };
    const debtor = debtors.size === 1 ? [...debtors][0]! : null;
    return this.assemble({
      holder: group,
      year,
      figure: of.pool,
      composed,
      settled,
      owed,
      debtor,
      groupParts: [],
      group: of,
    });
  }

  private assemble(made: {
    holder: string;
    year: Year;
    figure: HolderFigure;
    composed: Composed;
    settled: Settled;
    owed: readonly Owed[];
    debtor: string | null;
    groupParts: readonly GroupPart[];
    group?: GroupFigure;
  }): Statement {
    const { holder, year, figure, composed, settled, owed, debtor, groupParts, group } = made;
    const account = this.facts.account(holder, year);
    const outstandingPence = Math.max(0, composed.entitlementPence - settled.paidPence);
    const liable = owed.filter(({ pence }) => group === undefined || pence > 0).map(({ debtor: by }) => by);
    const suspended = isSuspended(
      this.facts,
      holder,
      year,
      owed.map(({ debtor: by }) => by),
    );
    const money = { ...settled, entitlementPence: composed.entitlementPence, outstandingPence };
    const answer: Entitlement = {
      holder,
      year,
      ...positionOf(figure),
      ...composed,
      groupParts: groupParts
        .filter(({ pence }) => pence !== 0)
        .map(({ group: code, pence }) => ({ group: code, pence })),
      commissionerSharePence: figure.netPence - composed.ownPence,
      figureStatus: figureStatus(account, year, this.knownDay),
      releaseStatus: releaseStatus(money, suspended, liable),
      debtor,
      debtors: byCode(owed),
      ...this.offerAndDispute(holder, year, composed.ownPence, figure.netPence),
      ...(account.confirmed ? { confirmedPence: account.confirmed.pence } : {}),
      ...settled,
      outstandingPence,
      overpaidPence: Math.max(0, settled.paidPence - composed.entitlementPence),
      policies: policiesIn([figure, ...groupParts.map((part) => part.figure.pool)]),
    };
    return { answer, figure, groupParts, suspended, owed, ...(group ? { group } : {}) };
  }

  private offerAndDispute(holder: string, year: Year, ownPence: Pence, netPence: Pence) {
    const offer = standingOffer(this.facts, holder, year);
    const disputed = isDisputed(this.facts, holder, year);
    if (!offer) return { contested: disputed };
    const offered = offeredPence(offer, netPence);
    return {
      contested: disputed || offered < ownPence,
      offeredPence: offered,
      disputedPence: Math.max(0, ownPence - offered),
    };
  }

  /** Rule 18: own payments and releases, and the portions of what the groups had. */
  private settledOfPractice(
    practice: string,
    year: Year,
    asAt: Day,
    groups: readonly { group: string; figure: GroupFigure }[],
  ): Settled {
    const own = this.facts.account(practice, year);
    const portion = (group: string, figure: GroupFigure, amount: Pence) =>
      amount === 0 ? 0 : (portionsOf(this.facts, group, figure, year, asAt, amount).get(practice) ?? 0);
    let [paidPence, releasedPence] = [paidTo(this.facts, practice, year), netOf(own.releases)];
    for (const { group, figure } of groups) {
      const account = this.facts.account(group, year);
      paidPence = plus(paidPence, portion(group, figure, paidTo(this.facts, group, year)));
      releasedPence = plus(releasedPence, portion(group, figure, netOf(account.releases)));
    }
    return { paidPence, releasedPence };
  }
}

/** Rule 27: the versions that say the shares of days under guidance. */
const policiesIn = (figures: readonly HolderFigure[]): readonly string[] => {
  const named = new Set<string>();
  for (const { pools } of figures) {
    for (const { positions } of pools) {
      for (const { segment } of positions) if (segment.minimum) named.add(segment.minimum.policy);
    }
  }
  return [...named].sort();
};

const weightsOf = (parts: readonly BasisPart[]): readonly bigint[] =>
  BASES.map((basis) => BigInt(parts.find((part) => part.basis === basis)?.pence ?? 0));

const byCode = (owed: readonly Owed[]): readonly { code: string; pence: Pence }[] => {
  const sums = new Map<string, Pence>();
  for (const { debtor, pence } of owed) sums.set(debtor.code, (sums.get(debtor.code) ?? 0) + pence);
  return [...sums]
    .filter(([, pence]) => pence > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, pence]) => ({ code, pence }));
};

const positionOf = (figure: HolderFigure) => ({
  budgetPence: figure.budgetPence,
  actualPence: figure.actualPence,
  serviceCostPence: figure.serviceCostPence,
  adjustmentPence: figure.adjustmentPence,
  variancePence: figure.variancePence,
  grossPence: figure.grossPence,
  overspendPence: figure.overspendPence,
  recoveredPence: figure.recoveredPence,
  netPence: figure.netPence,
  ...(figure.shareBp === undefined ? {} : { shareBp: figure.shareBp }),
  stillToRecoverPence:
    sumPence(figure.recovery.overspends.map(({ pence }) => pence)) -
    figure.recovery.recoveredBeforePence -
    figure.recoveredPence,
  unbudgetedPence: figure.unbudgetedPence,
  estimated: figure.estimated,
  monthsCounted: figure.monthsCounted,
});
