import * as commands from '../commands/index.js';
import * as questions from '../questions/stated-accounts.js';
import { entry } from './entry.js';
import { PCT, YEAR } from './examples.js';

export const statedAccounts = {
  SignAccounts: entry(commands.SignAccounts, 'Records that the accounts of a commissioner for a year were signed', {
    commissioner: PCT,
    year: YEAR,
    outturnPence: 55_400_000,
    estimated: false,
    signatory: 'B Director of Finance',
    signedOn: '2008-06-10',
  }),
  RestateAccounts: entry(commands.RestateAccounts, 'Says anew what a year came to, after its accounts were signed', {
    commissioner: PCT,
    year: YEAR,
    outturnPence: -227_000_000,
    estimated: true,
    restatedBy: 'C Interim Director of Finance',
    because: 'Costs of March and earlier were not in the accounts, and the trail of them is missing',
    restatedOn: '2008-06-29',
  }),
};

export const statedAccountsQuestions = {
  statedAccounts: entry(
    questions.StatedAccountsQuestion,
    'What a year was said to come to, each time, beside what was owed, could be paid and was paid then',
    { commissioner: PCT, year: YEAR },
  ),
};
