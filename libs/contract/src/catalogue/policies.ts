import * as commands from '../commands/index.js';
import * as questions from '../questions/policies.js';
import { entry } from './entry.js';
import { PCT, SHA, YEAR } from './examples.js';

export const policies = {
  AdoptPolicy: entry(commands.AdoptPolicy, 'Records a policy of a commissioner, or for the whole country', {
    policy: 'POL-5X1-07',
    body: PCT,
    from: '2007-04-01',
    to: '2008-03-31',
    terms: { minimumShareBp: 7500, budgetDue: { month: 1, day: 15 }, caseLimitDays: 42 },
    approvedBy: SHA,
    approval: 'SHA letter of 12 March 2007',
    because: 'Board minute 07/021',
  }),
  WithdrawPolicy: entry(commands.WithdrawPolicy, 'Ends a policy before its time', {
    policy: 'POL-5X1-07',
    lastDay: '2007-12-31',
    because: 'Board minute 07/119',
  }),
};

export const aboutPolicies = {
  policy: entry(questions.PolicyQuestion, 'What policy holds for a commissioner on a day, and which version says it', {
    body: PCT,
    on: '2007-09-03',
  }),
  exceptions: entry(
    questions.ExceptionsQuestion,
    'What lies below the minimum or departs from policy, by whose authority, and where policies clash',
    { commissioner: PCT, year: YEAR },
  ),
};
