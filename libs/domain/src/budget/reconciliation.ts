import { dateOf, plus, sumPence, type Day, type IsoDate, type Pence, type Year } from '#kernel';
import type { Account } from '../account/state.js';
import { contingencyOf } from './contingency.js';
import { budgetTiming, type BudgetDue, type BudgetStatus } from './due.js';
import { wholeOf } from './explained-budget.js';
import type { BudgetRecord } from './record.js';
import type { Resources } from './resources.js';

export type ReconciledPractice = {
  readonly practice: string;
  readonly status: BudgetStatus;
  readonly dueOn: IsoDate;
  /** The version of policy that says by when its budget is due. */
  readonly policy: string;
  readonly setOn: IsoDate | null;
  readonly setDaysLate: number;
  readonly issuedOn: IsoDate | null;
  readonly issueDaysLate: number;
  readonly basePence: Pence;
  readonly entriesPence: Pence;
  readonly budgetPence: Pence;
  readonly contingencyAtSourcePence: Pence;
  readonly contingencyHeldPence: Pence;
  readonly contingencyReturnedPence: Pence;
  readonly historicPence: Pence | null;
  readonly fairSharePence: Pence | null;
};

const EXCEPTIONS = [
  'BUDGETS_ABOVE_RESOURCES',
  'NO_RESOURCE_LIMIT',
  'PRACTICES_WITHOUT_BUDGET',
  'BUDGETS_NOT_ISSUED',
  'BUDGETS_SET_LATE',
] as const;
export type ReconciliationException = (typeof EXCEPTIONS)[number];
export const RECONCILIATION_EXCEPTIONS: readonly string[] = EXCEPTIONS;

/** The answer to `reconciliation` (rules 47 and 48). */
export type Reconciliation = Resources & {
  readonly commissioner: string;
  readonly year: Year;
  readonly basePence: Pence;
  readonly entriesPence: Pence;
  readonly budgetsPence: Pence;
  /** What is available less the budgets: below 0 more was given out than there is. */
  readonly differencePence: Pence | null;
  readonly contingencyAtSourcePence: Pence;
  readonly contingencyHeldPence: Pence;
  readonly contingencyReturnedPence: Pence;
  /** Held and not returned. */
  readonly contingencyLeftPence: Pence;
  readonly practices: number;
  readonly exceptions: readonly ReconciliationException[];
  readonly rows: readonly ReconciledPractice[];
};

const dateOrNull = (day: Day | null): IsoDate | null => (day === null ? null : dateOf(day));

export function reconciledPractice(
  practice: string,
  account: Account,
  { basis, letters }: BudgetRecord,
  { dueOn, policy }: BudgetDue,
  knownDay: Day,
): ReconciledPractice {
  const { setOn, issuedOn, ...timing } = budgetTiming(account, letters, dueOn, knownDay);
  const basePence = account.budget ? wholeOf(account.budget.lines) : 0;
  const entriesPence = sumPence([...account.entries.values()].map(({ lines }) => wholeOf(lines)));
  const { heldPence, returnedPence } = contingencyOf(account);
  return {
    practice,
    ...timing,
    dueOn: dateOf(dueOn),
    policy,
    setOn: dateOrNull(setOn),
    issuedOn: dateOrNull(issuedOn),
    basePence,
    entriesPence,
    budgetPence: plus(basePence, entriesPence),
    contingencyAtSourcePence: basis?.inputs.contingencyPence ?? 0,
    contingencyHeldPence: heldPence,
    contingencyReturnedPence: returnedPence,
    historicPence: basis?.inputs.historicPence ?? null,
    fairSharePence: basis?.inputs.fairSharePence ?? null,
  };
}

type Amount = {
  readonly [Name in keyof ReconciledPractice]: ReconciledPractice[Name] extends number ? Name : never;
}[keyof ReconciledPractice];

export function reconciliation(
  commissioner: string,
  year: Year,
  resources: Resources,
  rows: readonly ReconciledPractice[],
): Reconciliation {
  const sumOf = (name: Amount) => sumPence(rows.map((row) => row[name]));
  const { availablePence } = resources;
  const budgetsPence = sumOf('budgetPence');
  const differencePence = availablePence === null ? null : plus(availablePence, -budgetsPence);
  const holds: Readonly<Record<ReconciliationException, boolean>> = {
    BUDGETS_ABOVE_RESOURCES: differencePence !== null && differencePence < 0,
    NO_RESOURCE_LIMIT: availablePence === null,
    PRACTICES_WITHOUT_BUDGET: rows.some(({ status, setDaysLate }) => status === 'NO_BASELINE' && setDaysLate > 0),
    BUDGETS_NOT_ISSUED: rows.some(({ status, issueDaysLate }) => status === 'NOT_ISSUED' && issueDaysLate > 0),
    BUDGETS_SET_LATE: rows.some(({ setOn, setDaysLate }) => setOn !== null && setDaysLate > 0),
  };
  return {
    commissioner,
    year,
    ...resources,
    basePence: sumOf('basePence'),
    entriesPence: sumOf('entriesPence'),
    budgetsPence,
    differencePence,
    contingencyAtSourcePence: sumOf('contingencyAtSourcePence'),
    contingencyHeldPence: sumOf('contingencyHeldPence'),
    contingencyReturnedPence: sumOf('contingencyReturnedPence'),
    contingencyLeftPence: plus(sumOf('contingencyHeldPence'), -sumOf('contingencyReturnedPence')),
    practices: rows.length,
    exceptions: EXCEPTIONS.filter((name) => holds[name]),
    rows,
  };
}
