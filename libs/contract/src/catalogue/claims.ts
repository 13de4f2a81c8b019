import * as commands from '../commands/index.js';
import * as questions from '../questions/claims.js';
import { entry } from './entry.js';
import { PCT, PRACTICE, YEAR } from './examples.js';

export const claims = {
  AttributeVariance: entry(commands.AttributeVariance, 'Says why a year came out above or below its budget', {
    attribution: 'AT1',
    holder: PRACTICE,
    year: YEAR,
    claim: 'CL1',
    scheme: 'DERM-CLINIC',
    cause: 'EARNED',
    pence: 2_900_000,
    method: 'Referrals avoided at tariff, counted by the practice and checked by the commissioner',
    baseline: 'Outpatient referrals of 2005-06, at the tariff of 2007-08',
    baselineAgreedBy: PCT,
    baselineAgreedOn: '2007-03-20',
  }),
  AgreeClaim: entry(commands.AgreeClaim, 'Agrees a claim, or a part of it', {
    claim: 'CL1',
    pence: 2_900_000,
    because: 'The rest is a matter of coding',
    by: PCT,
  }),
  DisputeClaim: entry(commands.DisputeClaim, 'Disputes a claim, or what is not agreed of it', {
    claim: 'CL1',
    pence: 2_900_000,
    because: 'The baseline was not agreed',
    by: PCT,
  }),
  WithdrawClaim: entry(commands.WithdrawClaim, 'Withdraws a claim', {
    claim: 'CL1',
    because: 'The group claims it',
    by: PRACTICE,
  }),
};

export const claimQuestions = {
  claims: entry(questions.ClaimsQuestion, 'What was claimed, agreed and disputed, and what was claimed twice', {
    commissioner: PCT,
    year: YEAR,
  }),
  savings: entry(questions.SavingsQuestion, 'Under- and overspends side by side, beside what is claimed and owed', {
    of: 'ENGLAND',
    year: YEAR,
  }),
};
