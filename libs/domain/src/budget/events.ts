import { schema, type Bp, type EventSchema, type Fact, type IsoDate, type Pence, type Year } from '#kernel';
import type { BudgetMethod } from '../account/events.js';

type OfPractice = { practice: string; year: Year };

/** What a budget was worked out from (rule 45). */
export type BudgetInputs = {
  method: BudgetMethod;
  historicPence?: Pence;
  fairSharePence?: Pence;
  /** The weight of history in a blend; the fair share has the rest. */
  historicBp?: Bp;
  /** The version of the national toolkit that gave the fair share. */
  toolkit?: string;
  /** Held back before the budget was set. */
  contingencyPence?: Pence;
  note?: string;
};

/** How a practice's budget was set and when it was told of it. They lie on its account and move no figure. */
export type BudgetEvent =
  | Fact<'BudgetBasisRecorded', OfPractice & BudgetInputs>
  | Fact<
      'BudgetStatementIssued',
      OfPractice & { issuedOn: IsoDate; recipient: string; pence?: Pence; sha256?: string }
    >;

export const budgetSchemas = {
  BudgetBasisRecorded: schema(),
  BudgetStatementIssued: schema([], ['recipient']),
} satisfies Record<BudgetEvent['type'], EventSchema>;
