import { Statements, broughtIn, hasBudget, netOf, type ReleaseStatus } from '#domain';
import type { QuestionInput } from '#contract';
import { dateOf, londonDay, plus, sumPence, yearDays, type IsoDate, type Pence, type Year } from '#kernel';
import type { AnsweredFrom, Asking } from '../asking.js';
import { pagedTogether, type InPages } from '../paging.js';
import { accountsAsked, askedFields, lastDayKnown, type AccountName } from './accounts-asked.js';

export type PaymentRow = {
  readonly holder: string;
  readonly payment: string;
  readonly recordedOn: IsoDate;
  readonly pence: Pence;
  readonly by?: string;
  readonly inKind?: string;
  readonly reverses?: string;
};

/** Rule 96: rule 20's, or that all that is outstanding was carried forward. */
export type PaymentStatus = ReleaseStatus | 'CARRIED_FORWARD';

/** What one holder was paid for a year, beside what it is entitled to and what was released. */
export type PaidAccount = {
  readonly holder: string;
  readonly entitlementPence: Pence;
  readonly approvedPence: Pence;
  readonly releasedPence: Pence;
  /** By the payments told here. */
  readonly directPence: Pence;
  readonly inKindPence: Pence;
  /** Of this year's overpayment, set against later ones; of earlier ones', set against this. */
  readonly setOffOutPence: Pence;
  readonly setOffInPence: Pence;
  readonly carriedForwardPence: Pence;
  readonly broughtForwardPence: Pence;
  /** Outstanding, and not carried forward. */
  readonly notCarriedPence: Pence;
  /** With a practice's portions of what its groups were paid (rule 18). */
  readonly paidPence: Pence;
  readonly outstandingPence: Pence;
  readonly overpaidPence: Pence;
  readonly releasedUnpaidPence: Pence;
  readonly paidUnreleasedPence: Pence;
  readonly status: PaymentStatus;
  readonly carried: readonly { readonly toYear: Year; readonly pence: Pence; readonly recordedOn: IsoDate }[];
};

export type PaymentsAnswer = {
  readonly holder?: string;
  readonly commissioner?: string;
  readonly year: Year;
  readonly directPence: Pence;
  readonly inKindPence: Pence;
  readonly rows: readonly PaymentRow[];
  readonly accounts: readonly PaidAccount[];
  readonly payers: readonly { readonly by: string | null; readonly pence: Pence }[];
};

export async function payments(
  asking: Asking,
  asked: QuestionInput<'payments'>,
): Promise<InPages<PaymentsAnswer> & Omit<AnsweredFrom, 'asAt'>> {
  const { facts, moment, gathering, accounts } = await accountsAsked(asking, asked);
  for (const { holder, year } of accounts) await gathering.statement(holder, year);
  const statements = new Statements(facts, moment.day);
  const asAt = lastDayKnown(yearDays(asked.year).last, moment);
  const all = accounts.map((name) => ({
    rows: paymentRows(statements, name),
    paid: paidAccount(statements, name, asAt),
  }));
  const told = all.filter(
    ({ rows, paid }) =>
      asked.holder !== undefined || rows.length > 0 || isSpokenOf(paid) || budgeted(statements, paid, asked.year),
  );
  const rows = told.flatMap((each) => each.rows);
  return {
    ...askedFields(asked),
    year: asked.year,
    directPence: sumPence(rows.map(({ pence }) => pence)),
    inKindPence: sumPence(rows.filter(({ inKind }) => inKind !== undefined).map(({ pence }) => pence)),
    ...pagedTogether({ rows, accounts: told.map(({ paid }) => paid) }, asked),
    payers: payersOf(rows),
    ...asking.from(moment),
  };
}

const budgeted = ({ facts }: Statements, { holder }: PaidAccount, year: Year): boolean =>
  hasBudget(facts.account(holder, year));

const isSpokenOf = (paid: PaidAccount): boolean =>
  Object.values(paid).some((value) => typeof value === 'number' && value !== 0);

const paymentRows = ({ facts }: Statements, { holder, year }: AccountName): readonly PaymentRow[] =>
  [...facts.account(holder, year).payments].map(([payment, { ref, ...said }]) => ({
    holder,
    payment,
    recordedOn: dateOf(londonDay(ref.recordedAt)),
    ...said,
  }));

function paidAccount(statements: Statements, { holder, year }: AccountName, asAt: number): PaidAccount {
  const { facts } = statements;
  const { payments, uses, setOffs, carriedForward } = facts.account(holder, year);
  const { answer } = statements.of(holder, year, asAt);
  const { entitlementPence, releasedPence, paidPence, outstandingPence, overpaidPence } = answer;
  const brought = facts
    .yearsMovedFrom(holder)
    .filter((fromYear) => fromYear < year)
    .flatMap((fromYear) => facts.account(holder, fromYear).carriedForward.filter(({ toYear }) => toYear === year));
  const sumOf = (moved: readonly { readonly pence: Pence }[]) => sumPence(moved.map(({ pence }) => pence));
  const carriedForwardPence = sumOf(carriedForward);
  const notCarriedPence = Math.max(0, outstandingPence - carriedForwardPence);
  return {
    holder,
    entitlementPence,
    approvedPence: netOf(uses),
    releasedPence,
    directPence: netOf(payments),
    inKindPence: sumOf([...payments.values()].filter(({ inKind }) => inKind !== undefined)),
    setOffOutPence: netOf(setOffs),
    setOffInPence: sumOf(broughtIn(facts, holder, year)),
    carriedForwardPence,
    broughtForwardPence: sumOf(brought),
    notCarriedPence,
    paidPence,
    outstandingPence,
    overpaidPence,
    releasedUnpaidPence: Math.max(0, releasedPence - paidPence),
    paidUnreleasedPence: Math.max(0, paidPence - releasedPence),
    status: outstandingPence > 0 && notCarriedPence === 0 ? carriedStatus(answer.releaseStatus) : answer.releaseStatus,
    carried: carriedForward.map(({ toYear, pence, ref }) => ({
      toYear,
      pence,
      recordedOn: dateOf(londonDay(ref.recordedAt)),
    })),
  };
}

/** What is held up stays so, whatever year it is meant for. */
const carriedStatus = (status: ReleaseStatus): PaymentStatus =>
  status === 'UNASSIGNED_AT_CLOSURE' || status === 'SUSPENDED' ? status : 'CARRIED_FORWARD';

/** By who paid, in code order; what nobody is named for last. */
function payersOf(rows: readonly PaymentRow[]): PaymentsAnswer['payers'] {
  const sums = new Map<string | null, Pence>();
  for (const { by, pence } of rows) sums.set(by ?? null, plus(sums.get(by ?? null) ?? 0, pence));
  return [...sums]
    .sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1))
    .map(([by, pence]) => ({ by, pence }));
}
