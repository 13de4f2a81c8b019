import * as commands from '../commands/index.js';
import * as questions from '../questions/issued-statements.js';
import { entry } from './entry.js';
import { PCT, PRACTICE, YEAR } from './examples.js';

const STATEMENT = 'ST1';

export const issuedStatements = {
  IssueStatement: entry(commands.IssueStatement, 'Tells somebody a figure, and keeps what was told for ever', {
    statement: STATEMENT,
    holder: PRACTICE,
    year: YEAR,
    to: PRACTICE,
    asAt: '2007-09-30',
  }),
  IssueDifference: entry(commands.IssueDifference, 'Tells what a statement has become since, and why', {
    statement: STATEMENT,
    difference: 'D1',
  }),
};

export const issuedStatementQuestions = {
  statement: entry(
    questions.StatementQuestion,
    'A statement as it was issued, what was told after it, and whether the ledger can reproduce it',
    { statement: STATEMENT },
  ),
  statementsIssued: entry(
    questions.StatementsIssuedQuestion,
    'Who was told which figure when, and by how much it is wrong now',
    { commissioner: PCT, year: YEAR },
  ),
  toldOn: entry(questions.ToldOnQuestion, 'What had been told of a figure by a day, beside what the ledger knew then', {
    holder: PRACTICE,
    year: YEAR,
    on: '2007-11-14',
  }),
};
