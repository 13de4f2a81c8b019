import * as commands from '../commands/index.js';
import * as questions from '../questions/spending.js';
import { entry } from './entry.js';
import { PCT, PRACTICE, YEAR } from './examples.js';

export const spending = {
  RecordUse: entry(commands.RecordUse, 'Records what an approved use was spent on', {
    holder: PRACTICE,
    year: YEAR,
    use: 'USE1',
    pence: 310_000,
    usedOn: '2008-05-12',
    what: 'A dermatology nurse, six sessions',
  }),
  CarryForward: entry(commands.CarryForward, 'Says that what is outstanding of a year is spent in a later one', {
    holder: PRACTICE,
    fromYear: YEAR,
    toYear: '2008-09',
    pence: 840_000,
  }),
  SetOffOverpayment: entry(commands.SetOffOverpayment, 'Sets what was overpaid for a year against a later one', {
    setOff: 'SO1',
    holder: PRACTICE,
    fromYear: YEAR,
    toYear: '2008-09',
    pence: 700_000,
  }),
  PayIncentive: entry(commands.PayIncentive, 'Records an incentive payment, or what of one is taken back', {
    practice: PRACTICE,
    year: YEAR,
    component: 2,
    listSize: 6_512,
    ratePence: 95,
    objectivesMet: true,
    pence: 168_640,
    payment: 'INC1',
  }),
};

export const spendingQuestions = {
  uses: entry(questions.UsesQuestion, 'What savings were approved for and spent on, and what is unused', {
    commissioner: PCT,
    purpose: 'PREMISES',
  }),
  payments: entry(questions.PaymentsQuestion, 'What was paid, beside what is entitled and was released', {
    commissioner: PCT,
    year: YEAR,
  }),
  incentive: entry(questions.IncentiveQuestion, 'What the incentive scheme comes to beside the savings of a year', {
    practice: PRACTICE,
    year: YEAR,
  }),
};
