import { apportion, sumPence, type Day, type Pence, type Year } from '#kernel';
import { BASES, type Basis } from './basis.js';
import { debtorOf } from './debtor.js';
import type { Entitlement, Statements } from './entitlement.js';
import { hasBudget } from './spread.js';
import { NOTHING, withStatement, type Totals } from './totals.js';

export type ExposureRow = {
  readonly holder: string;
  readonly entitlementPence: Pence;
  readonly paidPence: Pence;
  readonly outstandingPence: Pence;
  readonly affordablePence: Pence | null;
  readonly shortfallPence: Pence | null;
};

/** The answer to `exposure`: what a commissioner owes beside what it can pay (rule 21). */
export type Exposure = Totals & {
  readonly commissioner: string;
  readonly year: Year;
  readonly releaseFundPence: Pence | null;
  readonly affordablePence: Pence | null;
  readonly shortfallPence: Pence | null;
  readonly holders: readonly ExposureRow[];
};

/** Rule 21: payments have settled the strongest basis first; what is left outstanding of each. */
export function outstandingByBasis({ parts, paidPence }: Entitlement): ReadonlyMap<Basis, Pence> {
  let settled = Math.max(0, paidPence);
  return new Map(
    parts.map(({ basis, pence }) => {
      const left = Math.max(0, pence - settled);
      settled = Math.max(0, settled - pence);
      return [basis, left];
    }),
  );
}

/** Rule 21: shares the fund basis by basis, the strongest first; within one in proportion, ties to the lower code. */
function affordable(statements: readonly Entitlement[], fundPence: Pence): readonly Pence[] {
  const outstanding = statements.map(outstandingByBasis);
  let left = Math.max(0, fundPence - sumPence(statements.map(({ paidPence }) => paidPence)));
  const given = statements.map(() => 0);
  for (const basis of BASES) {
    const wanted = outstanding.map((parts) => parts.get(basis) ?? 0);
    const whole = sumPence(wanted);
    if (whole === 0) continue;
    const available = Math.min(left, whole);
    apportion(available, wanted).forEach((pence, index) => (given[index]! += pence));
    left -= available;
  }
  return given;
}

/** Practices with a budget for the year whose debtor is `commissioner`, in code order. */
export const owedBy = (
  { facts, knownDay }: Statements,
  commissioner: string,
  practices: readonly string[],
  year: Year,
): readonly string[] =>
  [...practices]
    .sort()
    .filter(
      (practice) =>
        hasBudget(facts.account(practice, year)) && debtorOf(facts, practice, year, knownDay)?.code === commissioner,
    );

/** @param practices  at least those that the commissioner may owe */
export function exposure(
  statements: Statements,
  commissioner: string,
  practices: readonly string[],
  year: Year,
  asAt: Day,
): Exposure {
  const owed = owedBy(statements, commissioner, practices, year).map(
    (practice) => statements.of(practice, year, asAt).answer,
  );
  const releaseFundPence = statements.facts.finance(commissioner, year).releaseFund?.pence ?? null;
  const given = releaseFundPence === null ? undefined : affordable(owed, releaseFundPence);
  const totals = owed.reduce(withStatement, NOTHING);
  const affordablePence = given ? sumPence(given) : null;
  return {
    commissioner,
    year,
    ...totals,
    releaseFundPence,
    affordablePence,
    shortfallPence: affordablePence === null ? null : totals.outstandingPence - affordablePence,
    holders: owed.map(({ holder, entitlementPence, paidPence, outstandingPence }, index) => ({
      holder,
      entitlementPence,
      paidPence,
      outstandingPence,
      affordablePence: given?.[index] ?? null,
      shortfallPence: given ? outstandingPence - given[index]! : null,
    })),
  };
}
