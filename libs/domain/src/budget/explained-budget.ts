import { dateOf, londonDay, plus, sumPence, type Day, type IsoDate, type Pence, type Year } from '#kernel';
import type { BudgetMethod, EntryReason } from '../account/events.js';
import type { Account, Entry } from '../account/state.js';
import type { EventRef } from '../history.js';
import { lineAmounts, type Lines } from '../service-lines.js';
import { basisAmount, basisPointsOf, type BasisAmount } from './basis.js';
import { budgetTiming, type BudgetDue, type BudgetStatus } from './due.js';
import type { BudgetInputs } from './events.js';
import type { BudgetLetter, BudgetRecord } from './record.js';

export const wholeOf = (lines: Lines): Pence => sumPence(lineAmounts(lines).map(([, pence]) => pence));

/** The base of a budget, or one entry in it. */
export type BudgetRow = {
  readonly what: 'BASE' | 'ENTRY';
  readonly entry: string | null;
  readonly reason: BudgetMethod | EntryReason;
  readonly pence: Pence;
  readonly effectiveOn: IsoDate | null;
  readonly decidedOn: IsoDate | null;
  readonly inEffect: boolean;
  readonly returns: string | null;
  readonly recordedOn: IsoDate;
  readonly actor: string;
  readonly organisation: string | null;
  readonly because: string | null;
  readonly label: string | null;
  /** Of the first letter that was recorded after it. */
  readonly letterOn: IsoDate | null;
  readonly position: number;
  readonly lines: Lines;
};

/** A letter beside what the budget was when it was recorded. */
export type LetterTold = {
  readonly issuedOn: IsoDate;
  readonly recordedOn: IsoDate;
  readonly daysLate: number;
  readonly statedPence: Pence | null;
  readonly budgetPence: Pence;
  readonly differencePence: Pence | null;
  readonly sha256: string | null;
  readonly position: number;
};

export type BasisTold = BudgetInputs &
  BasisAmount & {
    /** The base as set less what the inputs come to. */
    readonly unexplainedPence: Pence | null;
    readonly recordedOn: IsoDate;
    readonly actor: string;
    readonly position: number;
  };

/** The answer to `budget` (rules 45 and 46). */
export type ExplainedBudget = {
  readonly practice: string;
  readonly year: Year;
  readonly status: BudgetStatus;
  readonly method: BudgetMethod | null;
  readonly basePence: Pence;
  readonly entriesPence: Pence;
  readonly budgetPence: Pence;
  /** Entries that take effect after the day asked about. */
  readonly laterPence: Pence;
  readonly fairSharePence: Pence | null;
  readonly distancePence: Pence | null;
  readonly distanceBp: number | null;
  readonly dueOn: IsoDate;
  /** The version of policy that says by when it is due. */
  readonly policy: string;
  readonly setOn: IsoDate | null;
  readonly setDaysLate: number;
  readonly issuedOn: IsoDate | null;
  readonly issueDaysLate: number;
  readonly basis: BasisTold | null;
  readonly letters: readonly LetterTold[];
  readonly rows: readonly BudgetRow[];
};

const dateOrNull = (day: Day | null): IsoDate | null => (day === null ? null : dateOf(day));

function toldBy(ref: EventRef, letters: readonly BudgetLetter[]) {
  const letter = letters.find((issued) => issued.ref.position > ref.position);
  return {
    recordedOn: dateOf(londonDay(ref.recordedAt)),
    actor: ref.actor,
    organisation: ref.organisation ?? null,
    because: ref.because ?? null,
    label: ref.label ?? null,
    letterOn: letter ? dateOf(letter.issuedOn) : null,
    position: ref.position,
  };
}

const entryRow = (entry: Entry, asAt: Day, letters: readonly BudgetLetter[]): BudgetRow => ({
  what: 'ENTRY',
  entry: entry.id,
  reason: entry.reason,
  pence: wholeOf(entry.lines),
  effectiveOn: dateOf(entry.effectiveOn),
  decidedOn: dateOf(entry.decidedOn),
  inEffect: entry.effectiveOn <= asAt,
  returns: entry.returns ?? null,
  ...toldBy(entry.ref, letters),
  lines: entry.lines,
});

function rowsOf({ budget, entries }: Account, { method, letters }: BudgetRecord, asAt: Day): readonly BudgetRow[] {
  const later = [...entries.values()].map((entry) => entryRow(entry, asAt, letters));
  if (!budget) return later;
  const base: BudgetRow = {
    what: 'BASE',
    entry: null,
    reason: method!,
    pence: wholeOf(budget.lines),
    effectiveOn: null,
    decidedOn: null,
    inEffect: true,
    returns: null,
    ...toldBy(budget.ref, letters),
    lines: budget.lines,
  };
  return [base, ...later].sort((a, b) => a.position - b.position);
}

const sumOf = (rows: readonly BudgetRow[]): Pence => sumPence(rows.map(({ pence }) => pence));

function basisTold({ basis }: BudgetRecord, account: Account, basePence: Pence): BasisTold | null {
  if (!basis) return null;
  const amount = basisAmount(basis.inputs);
  const { expectedPence } = amount;
  const isComparable = expectedPence !== null && account.budget !== undefined;
  return {
    ...basis.inputs,
    ...amount,
    unexplainedPence: isComparable ? plus(basePence, -expectedPence) : null,
    recordedOn: dateOf(londonDay(basis.ref.recordedAt)),
    actor: basis.ref.actor,
    position: basis.ref.position,
  };
}

function letterTold(letter: BudgetLetter, rows: readonly BudgetRow[], dueOn: Day): LetterTold {
  const { issuedOn, pence: stated, sha256, ref } = letter;
  const budgetPence = sumOf(rows.filter(({ position }) => position < ref.position));
  return {
    issuedOn: dateOf(issuedOn),
    recordedOn: dateOf(londonDay(ref.recordedAt)),
    daysLate: Math.max(0, issuedOn - dueOn),
    statedPence: stated ?? null,
    budgetPence,
    differencePence: stated === undefined ? null : plus(stated, -budgetPence),
    sha256: sha256 ?? null,
    position: ref.position,
  };
}

/** Which day a budget is asked about, when it was due, and up to which day it may be late. */
export type BudgetDays = BudgetDue & { readonly asAt: Day; readonly knownDay: Day };

export function explainedBudget(
  practice: string,
  year: Year,
  account: Account,
  record: BudgetRecord,
  { asAt, dueOn, policy, knownDay }: BudgetDays,
): ExplainedBudget {
  const rows = rowsOf(account, record, asAt);
  const basePence = sumOf(rows.filter(({ what }) => what === 'BASE'));
  const budgetPence = sumOf(rows.filter(({ inEffect }) => inEffect));
  const { setOn, issuedOn, ...timing } = budgetTiming(account, record.letters, dueOn, knownDay);
  const fairSharePence = record.basis?.inputs.fairSharePence ?? null;
  const distancePence =
    fairSharePence === null || account.budget === undefined ? null : plus(budgetPence, -fairSharePence);
  return {
    practice,
    year,
    ...timing,
    method: record.method ?? null,
    basePence,
    entriesPence: plus(budgetPence, -basePence),
    budgetPence,
    laterPence: sumOf(rows.filter(({ inEffect }) => !inEffect)),
    fairSharePence,
    distancePence,
    distanceBp: distancePence === null ? null : basisPointsOf(distancePence, fairSharePence!),
    dueOn: dateOf(dueOn),
    policy,
    setOn: dateOrNull(setOn),
    issuedOn: dateOrNull(issuedOn),
    basis: basisTold(record, account, basePence),
    letters: record.letters.map((letter) => letterTold(letter, rows, dueOn)),
    rows,
  };
}
