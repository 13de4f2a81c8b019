import * as questions from '../questions/accounts.js';
import { entry } from './entry.js';
import { YEAR } from './examples.js';

export const accountQuestions = {
  rollForward: entry(questions.RollForwardQuestion, 'What is outstanding by basis, rolled from one date to another', {
    of: 'ENGLAND',
    year: YEAR,
    from: '2008-03-31T23:59:59Z',
    to: '2008-06-30T23:59:59Z',
  }),
  underAgreement: entry(
    questions.UnderAgreementQuestion,
    'How much of the resource limit is under agreement, in pounds and in practices',
    { of: 'ENGLAND', year: YEAR, on: '2007-10-01' },
  ),
};
