import type { IsoDate, Pence, Year } from '#kernel';
import type { BudgetInputs } from './events.js';

type OfPractice = { practice: string; year: Year };

export type BudgetCommands = {
  RecordBudgetBasis: OfPractice & BudgetInputs;
  IssueBudgetLetter: OfPractice & { issuedOn?: IsoDate; recipient: string; pence?: Pence; sha256?: string };
};
