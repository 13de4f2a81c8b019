import { hasBudget, type Account, type Entitlement, type Exposure, type Organisation } from '#domain';
import { dateOf, overlap, yearDays, type Day } from '#kernel';
import type { RowOf } from '../lists/index.js';
import type { RollUpPart } from '../view-store.js';

const BASIS_COLUMNS = {
  RULING: 'rulingPence',
  GUARANTEE: 'guaranteePence',
  AGREEMENT: 'agreementPence',
  GUIDANCE: 'guidancePence',
} as const;

type ByBasis = Record<(typeof BASIS_COLUMNS)[keyof typeof BASIS_COLUMNS], number>;

export function byBasis(pence: Exposure['byBasis']): ByBasis {
  const columns: ByBasis = { rulingPence: 0, guaranteePence: 0, agreementPence: 0, guidancePence: 0 };
  for (const [basis, column] of Object.entries(BASIS_COLUMNS))
    columns[column] = pence[basis as keyof typeof pence] ?? 0;
  return columns;
}

const basisOf = ({ parts }: Entitlement): ByBasis =>
  byBasis(Object.fromEntries(parts.map(({ basis, pence }) => [basis, pence])));

/** What a statement's row needs beside the answer to `entitlement`. */
export type Beside = {
  readonly name: string;
  readonly holderType: 'PRACTICE' | 'GROUP';
  readonly asAt: Day;
  readonly account: Account;
  /** Of a practice: the group whose member it was last in the year. */
  readonly group: string | undefined;
  /** Of a practice whose commissioner has a release fund. */
  readonly affordablePence: number | null;
};

export function statementRow(answer: Entitlement, beside: Beside): RowOf<'statements'> {
  const { affordablePence } = beside;
  const { groupParts: _parts, debtors: _debtors, parts: _bases, debtor, ...figures } = answer;
  return {
    ...figures,
    name: beside.name,
    holderType: beside.holderType,
    asAt: dateOf(beside.asAt),
    commissioner: debtor,
    group: beside.group ?? null,
    affordablePence,
    shortfallPence: affordablePence === null ? null : answer.outstandingPence - affordablePence,
    budgeted: hasBudget(beside.account),
    groupPence: answer.entitlementPence - answer.ownPence,
    shareBp: answer.shareBp ?? null,
    offeredPence: answer.offeredPence ?? null,
    disputedPence: answer.disputedPence ?? null,
    confirmedPence: answer.confirmedPence ?? null,
    ...basisOf(answer),
  };
}

export function lastGroupIn({ memberships }: Organisation, year: string): string | undefined {
  const days = yearDays(year);
  return memberships
    .filter(({ from, lastDay }) => overlap({ first: from, last: lastDay ?? days.last }, days))
    .reduce<{ from: Day; group: string } | undefined>(
      (last, held) => (last && last.from > held.from ? last : held),
      undefined,
    )?.group;
}

export function exposureRow(exposure: Exposure, name: string): RowOf<'exposures'> {
  const { holders, byBasis: bases, ...totals } = exposure;
  return { ...totals, name, ...byBasis(bases), practices: holders.length };
}

/** A practice's part in the roll-ups of its commissioner, of all above that, and of England (rule 21). */
export function rollUpParts(answer: Entitlement, bodies: readonly string[]): readonly RollUpPart[] {
  const { holder: practice, year, entitlementPence: entitledPence, paidPence, outstandingPence } = answer;
  const figures = { entitledPence, paidPence, outstandingPence, ...basisOf(answer) };
  return bodies.map((body) => ({ body, year, practice, ...figures }));
}
