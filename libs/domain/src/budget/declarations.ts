import type { Year } from '#kernel';
import { OF_A_BODY, ofPractice, type Declarations } from '../declaration.js';
import { streamOf } from '../streams.js';
import type { BudgetCommands } from './commands.js';

const stream = ({ practice, year }: { practice: string; year: Year }): string => streamOf.account(practice, year);

export const budgetDeclarations: Declarations<BudgetCommands> = {
  RecordBudgetBasis: { names: ofPractice, stream, refusals: OF_A_BODY },
  IssueBudgetLetter: {
    names: ofPractice,
    stream,
    looksAtStream: true,
    refusals: [...OF_A_BODY, 'NO_BUDGET', 'FUTURE_DATE'],
  },
};
