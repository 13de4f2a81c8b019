import { dateOf, dayOf } from '#kernel';
import { mustHaveBudget } from '../account/rules.js';
import { mustNotBeFuture } from '../agreement/rules.js';
import type { Decide } from '../decision.js';
import type { BudgetCommands } from './commands.js';

export const budgetDeciders: { readonly [C in keyof BudgetCommands]: Decide<BudgetCommands[C]> } = {
  RecordBudgetBasis: (data) => [{ type: 'BudgetBasisRecorded', data }],

  IssueBudgetLetter(data, { facts, recordedOn }) {
    mustHaveBudget(facts.account(data.practice, data.year), data.practice, data.year);
    const issuedOn = data.issuedOn ?? dateOf(recordedOn);
    mustNotBeFuture(dayOf(issuedOn), recordedOn, 'issuedOn');
    return [{ type: 'BudgetStatementIssued', data: { ...data, issuedOn } }];
  },
};
