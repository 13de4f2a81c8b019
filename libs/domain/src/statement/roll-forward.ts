import { monthDays, plus, sumPence, type Day, type Pence, type Year } from '#kernel';
import { BASES, type Basis } from './basis.js';
import type { Entitlement, Statement, Statements } from './entitlement.js';
import { outstandingByBasis } from './exposure.js';

/** What is outstanding on one basis, from one date to another: opening + earned + restated + transferred − paid = closing. */
export type RollForwardRow = {
  readonly basis: Basis;
  readonly openingPence: Pence;
  readonly earnedPence: Pence;
  readonly restatedPence: Pence;
  /** Of practices that came under the body, less those that left it. */
  readonly transferredPence: Pence;
  readonly paidPence: Pence;
  readonly closingPence: Pence;
};

export type RollForward = Omit<RollForwardRow, 'basis'> & {
  readonly openingPractices: number;
  readonly closingPractices: number;
  readonly openingEntitledPence: Pence;
  readonly closingEntitledPence: Pence;
  readonly openingOverpaidPence: Pence;
  readonly closingOverpaidPence: Pence;
  readonly rows: readonly RollForwardRow[];
};

/** The statements of one date, and the day as at which they are told. */
export type Dated = { readonly statements: Statements; readonly asAt: Day };

type Column = Exclude<keyof RollForwardRow, 'basis'>;
type Sums = Record<Column, Pence>;

const partOf = ({ parts }: Entitlement, basis: Basis): Pence => parts.find((part) => part.basis === basis)?.pence ?? 0;

const outstandingOf = (answer: Entitlement, basis: Basis): Pence => outstandingByBasis(answer).get(basis) ?? 0;

const settledOf = (answer: Entitlement, basis: Basis): Pence => partOf(answer, basis) - outstandingOf(answer, basis);

/** The last day of the last month that counted in a statement, its groups' months with its own; undefined of none. */
function lastDayCounted({ answer, figure, groupParts }: Statement): Day | undefined {
  const months = [figure, ...groupParts.map(({ figure: group }) => group.pool)].map((each) => each.lastMonthCounted);
  const last = Math.max(0, ...months);
  return last === 0 ? undefined : monthDays(answer.year, last).last;
}

/** Rolls what is outstanding of a year from one date to another, holder by holder. */
export class RollingForward {
  private readonly sums = new Map<Basis, Sums>(BASES.map((basis) => [basis, noSums()]));
  private readonly beside = {
    openingEntitledPence: 0,
    closingEntitledPence: 0,
    openingOverpaidPence: 0,
    closingOverpaidPence: 0,
  };
  private openingPractices = 0;
  private closingPractices = 0;

  constructor(private readonly year: Year) {}

  /** A holder that is told at the opening, at the closing, or at both. */
  add(holder: string, opening: Dated | undefined, closing: Dated | undefined): void {
    const before = opening?.statements.of(holder, this.year, opening.asAt);
    const after = closing?.statements.of(holder, this.year, closing.asAt).answer;
    if (before) this.open(before.answer);
    if (after) this.close(after);
    if (before && after) this.move(before, after, closing!);
    for (const basis of BASES) {
      if (before && !after) this.put(basis, 'transferredPence', -outstandingOf(before.answer, basis));
      if (after && !before) this.put(basis, 'transferredPence', outstandingOf(after, basis));
    }
  }

  rolled(): RollForward {
    const rows = BASES.map((basis) => ({ basis, ...this.sums.get(basis)! }));
    const total = (column: Column) => sumPence(rows.map((row) => row[column]));
    return {
      openingPractices: this.openingPractices,
      closingPractices: this.closingPractices,
      openingPence: total('openingPence'),
      earnedPence: total('earnedPence'),
      restatedPence: total('restatedPence'),
      transferredPence: total('transferredPence'),
      paidPence: total('paidPence'),
      closingPence: total('closingPence'),
      ...this.beside,
      rows,
    };
  }

  private open(answer: Entitlement): void {
    this.openingPractices += 1;
    for (const basis of BASES) this.put(basis, 'openingPence', outstandingOf(answer, basis));
    this.beside.openingEntitledPence = plus(this.beside.openingEntitledPence, answer.entitlementPence);
    this.beside.openingOverpaidPence = plus(this.beside.openingOverpaidPence, answer.overpaidPence);
  }

  private close(answer: Entitlement): void {
    this.closingPractices += 1;
    for (const basis of BASES) this.put(basis, 'closingPence', outstandingOf(answer, basis));
    this.beside.closingEntitledPence = plus(this.beside.closingEntitledPence, answer.entitlementPence);
    this.beside.closingOverpaidPence = plus(this.beside.closingOverpaidPence, answer.overpaidPence);
  }

  /** Rule 66: what moved of the months that counted at the opening is restated, the rest is earned. */
  private move(before: Statement, after: Entitlement, { statements }: Dated): void {
    const { answer } = before;
    const counted = lastDayCounted(before);
    const restated = counted === undefined ? answer : statements.of(answer.holder, this.year, counted).answer;
    for (const basis of BASES) {
      this.put(basis, 'restatedPence', partOf(restated, basis) - partOf(answer, basis));
      this.put(basis, 'earnedPence', partOf(after, basis) - partOf(restated, basis));
      this.put(basis, 'paidPence', settledOf(after, basis) - settledOf(answer, basis));
    }
  }

  private put(basis: Basis, column: Column, pence: Pence): void {
    const sums = this.sums.get(basis)!;
    sums[column] = plus(sums[column], pence);
  }
}

const noSums = (): Sums => ({
  openingPence: 0,
  earnedPence: 0,
  restatedPence: 0,
  transferredPence: 0,
  paidPence: 0,
  closingPence: 0,
});
