import { plus, sumPence, type Day, type Pence, type Year } from '#kernel';
import { CAUSES, type Cause } from '../claims/events.js';
import { isWithdrawn, partsOfClaim } from '../claims/state.js';
import type { Account } from '../account/state.js';
import { debtorOf } from './debtor.js';
import type { Statements } from './entitlement.js';
import { groupsInYear } from './memberships.js';
import { portionsOf } from './payments.js';
import type { Sums } from './position.js';

/** A practice's year: what it spent below or above its budget, beside what is claimed of it and owed to it. */
export type SavingsRow = Sums & {
  readonly practice: string;
  readonly commissioner: string | null;
  readonly variancePence: Pence;
  readonly underspendPence: Pence;
  readonly overspendPence: Pence;
  readonly claimedPence: Pence;
  readonly agreedPence: Pence;
  readonly disputedPence: Pence;
  readonly entitlementPence: Pence;
  readonly paidPence: Pence;
};

export type ByCause = { readonly [C in Cause]: Pence };

export type SchemeSavings = {
  /** Null for what is tied to no scheme. */
  readonly scheme: string | null;
  readonly claimedPence: Pence;
  readonly agreedPence: Pence;
  readonly disputedPence: Pence;
  readonly earnedPence: Pence;
  readonly serviceCostPence: Pence;
  /** Claimed less what the scheme cost. */
  readonly netClaimedPence: Pence;
};

export type GroupClaims = {
  readonly group: string;
  readonly claimedPence: Pence;
  readonly agreedPence: Pence;
  readonly disputedPence: Pence;
};

/** Under- and overspends side by side, and beside them, never in them, what is claimed, entitled and paid. */
export type SavingsRegister = {
  readonly practices: number;
  readonly underspending: number;
  readonly overspending: number;
  readonly underspendPence: Pence;
  readonly overspendPence: Pence;
  readonly netUnderspendPence: Pence;
  readonly claimedPence: Pence;
  readonly agreedPence: Pence;
  readonly disputedPence: Pence;
  readonly entitledPence: Pence;
  readonly paidPence: Pence;
  readonly byCause: ByCause;
  readonly unattributedPence: Pence;
  readonly rows: readonly SavingsRow[];
  readonly groups: readonly GroupClaims[];
  readonly schemes: readonly SchemeSavings[];
};

type Claimed = { readonly claimedPence: Pence; readonly agreedPence: Pence; readonly disputedPence: Pence };

function claimedOn({ claims }: Account): Claimed {
  const parts = [...claims.values()].map((claim) => ({
    claimed: isWithdrawn(claim) ? 0 : claim.pence,
    ...partsOfClaim(claim),
  }));
  return {
    claimedPence: sumPence(parts.map(({ claimed }) => claimed)),
    agreedPence: sumPence(parts.map(({ agreedPence }) => agreedPence)),
    disputedPence: sumPence(parts.map(({ disputedPence }) => disputedPence)),
  };
}

/** The register of one year, account by account. Each practice and each group is taken once. */
export class SavingsRegistering {
  private readonly rows: SavingsRow[] = [];
  private readonly groups = new Map<string, GroupClaims>();
  private readonly schemes = new Map<string | null, Omit<SchemeSavings, 'scheme' | 'netClaimedPence'>>();
  private readonly causes = new Map<Cause, Pence>();

  constructor(
    private readonly year: Year,
    private readonly asAt: Day,
  ) {}

  /** A practice's whole year, its days in groups with its own, and the claims of those groups. */
  practice(statements: Statements, practice: string): void {
    const { year, asAt } = this;
    const { answer } = statements.of(practice, year, asAt);
    const groups = groupsInYear(statements.facts, practice, year);
    const { entitlementPence, paidPence, debtor } = answer;
    this.row(statements, practice, [practice, ...groups], { entitlementPence, paidPence, commissioner: debtor });
    this.account(statements.facts.account(practice, year));
    for (const group of groups) this.group(statements, group);
  }

  /** A group's members with their days in it, and their parts of its figure. */
  wholeGroup(statements: Statements, group: string): void {
    const { year, asAt } = this;
    const { group: figure, answer } = statements.of(group, year, asAt);
    const paid = portionsOf(statements.facts, group, figure!, year, asAt, answer.paidPence);
    for (const { practice } of statements.figures.shares(group, year)) {
      const entitlementPence = figure!.byPractice.get(practice) ?? 0;
      const commissioner = debtorOf(statements.facts, practice, year, statements.knownDay)?.code ?? null;
      this.row(statements, practice, [group], {
        entitlementPence,
        paidPence: paid.get(practice) ?? 0,
        commissioner,
      });
      this.account(statements.facts.account(practice, year));
    }
    this.group(statements, group);
  }

  register(): SavingsRegister {
    const sumOf = (field: keyof SavingsRow & `${string}Pence`) => sumPence(this.rows.map((row) => row[field]));
    const groups = [...this.groups.values()].sort((a, b) => (a.group < b.group ? -1 : 1));
    const claimed = (field: keyof Claimed) => plus(sumOf(field), sumPence(groups.map((group) => group[field])));
    const byCause = Object.fromEntries(CAUSES.map((cause) => [cause, this.causes.get(cause) ?? 0])) as ByCause;
    const netUnderspendPence = sumOf('variancePence');
    return {
      practices: this.rows.length,
      underspending: this.rows.filter(({ underspendPence }) => underspendPence > 0).length,
      overspending: this.rows.filter(({ overspendPence }) => overspendPence > 0).length,
      underspendPence: sumOf('underspendPence'),
      overspendPence: sumOf('overspendPence'),
      netUnderspendPence,
      claimedPence: claimed('claimedPence'),
      agreedPence: claimed('agreedPence'),
      disputedPence: claimed('disputedPence'),
      entitledPence: sumOf('entitlementPence'),
      paidPence: sumOf('paidPence'),
      byCause,
      unattributedPence: netUnderspendPence - sumPence(Object.values(byCause)),
      rows: this.rows.toSorted((a, b) => (a.practice < b.practice ? -1 : 1)),
      groups,
      schemes: this.bySchemes(),
    };
  }

  private row(
    { figures, facts }: Statements,
    practice: string,
    holders: readonly string[],
    owed: Pick<SavingsRow, 'entitlementPence' | 'paidPence' | 'commissioner'>,
  ): void {
    const sums = figures.sumsOfPractice(practice, holders, this.year, this.asAt);
    const { budgetPence, actualPence, serviceCostPence, adjustmentPence } = sums;
    const variancePence = sumPence([budgetPence, -actualPence, -serviceCostPence, adjustmentPence]);
    this.rows.push({
      practice,
      commissioner: owed.commissioner,
      ...sums,
      variancePence,
      underspendPence: Math.max(0, variancePence),
      overspendPence: Math.max(0, -variancePence),
      ...claimedOn(facts.account(practice, this.year)),
      entitlementPence: owed.entitlementPence,
      paidPence: owed.paidPence,
    });
  }

  private group({ facts }: Statements, group: string): void {
    if (this.groups.has(group)) return;
    const account = facts.account(group, this.year);
    this.groups.set(group, { group, ...claimedOn(account) });
    this.account(account);
  }

  /** By cause and by scheme. */
  private account(account: Account): void {
    for (const { cause, pence, scheme } of account.attributions.values()) {
      this.causes.set(cause, plus(this.causes.get(cause) ?? 0, pence));
      if (cause === 'EARNED') this.scheme(scheme, { earnedPence: pence });
    }
    for (const claim of account.claims.values()) {
      if (isWithdrawn(claim)) continue;
      const { agreedPence, disputedPence } = partsOfClaim(claim);
      this.scheme(claim.scheme, { claimedPence: claim.pence, agreedPence, disputedPence });
    }
    for (const { scheme, pence } of account.costs.values()) this.scheme(scheme, { serviceCostPence: pence });
  }

  private scheme(scheme: string | undefined, more: Partial<Omit<SchemeSavings, 'scheme' | 'netClaimedPence'>>): void {
    const before = this.schemes.get(scheme ?? null);
    this.schemes.set(scheme ?? null, {
      claimedPence: plus(before?.claimedPence ?? 0, more.claimedPence ?? 0),
      agreedPence: plus(before?.agreedPence ?? 0, more.agreedPence ?? 0),
      disputedPence: plus(before?.disputedPence ?? 0, more.disputedPence ?? 0),
      earnedPence: plus(before?.earnedPence ?? 0, more.earnedPence ?? 0),
      serviceCostPence: plus(before?.serviceCostPence ?? 0, more.serviceCostPence ?? 0),
    });
  }

  /** By name; what is tied to none last. */
  private bySchemes(): readonly SchemeSavings[] {
    return [...this.schemes]
      .sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1))
      .map(([scheme, sums]) => ({ scheme, ...sums, netClaimedPence: sums.claimedPence - sums.serviceCostPence }));
  }
}
