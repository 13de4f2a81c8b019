import { dayOf, type Day, type Pence } from '#kernel';
import type { AccountEvent, BudgetMethod } from '../account/events.js';
import { withItem, type EventRef, type Recorded } from '../history.js';
import type { BudgetEvent, BudgetInputs } from './events.js';

export type BudgetLetter = {
  readonly issuedOn: Day;
  /** What the letter said the budget was. */
  readonly pence?: Pence;
  readonly sha256?: string;
  readonly ref: EventRef;
};

/** What an account says of how its budget was set, and told: of each basis the last one holds. */
export type BudgetRecord = {
  /** As which the budget was set. */
  readonly method?: BudgetMethod;
  readonly basis?: { readonly inputs: BudgetInputs; readonly ref: EventRef };
  readonly letters: readonly BudgetLetter[];
};

type Told = BudgetEvent | Extract<AccountEvent, { type: 'IndicativeBudgetSet' }>;
const TOLD: readonly string[] = [
  'IndicativeBudgetSet',
  'BudgetBasisRecorded',
  'BudgetStatementIssued',
] satisfies Told['type'][];
const isOf = (event: Recorded): event is Recorded<Told> => TOLD.includes(event.fact.type);

/** @param events  those of an account that count, in order */
export const budgetRecordOf = (events: readonly Recorded[]): BudgetRecord =>
  events.filter(isOf).reduce<BudgetRecord>(
    (record, { fact, ref }) => {
      if (fact.type === 'IndicativeBudgetSet') return { ...record, method: fact.data.method };
      if (fact.type === 'BudgetBasisRecorded') return { ...record, basis: { inputs: fact.data, ref } };
      const { issuedOn, pence, sha256 } = fact.data;
      const letter = {
        issuedOn: dayOf(issuedOn),
        ...(pence === undefined ? {} : { pence }),
        ...(sha256 === undefined ? {} : { sha256 }),
        ref,
      };
      return { ...record, letters: withItem(record.letters, letter) };
    },
    { letters: [] },
  );
