import * as commands from '../commands/index.js';
import * as questions from '../questions/budgets.js';
import { entry } from './entry.js';
import { PCT, PRACTICE, YEAR } from './examples.js';

export const budgets = {
  RecordBudgetBasis: entry(commands.RecordBudgetBasis, 'Records how the budget of a practice was worked out', {
    practice: PRACTICE,
    year: YEAR,
    method: 'BLENDED',
    historicPence: 150_000_000,
    fairSharePence: 138_000_001,
    historicBp: 8_000,
    toolkit: 'DH-2007',
    contingencyPence: 3_600_000,
    note: 'Past activity at tariff; a fifth of the way to the fair share',
  }),
  IssueBudgetLetter: entry(commands.IssueBudgetLetter, 'Records that a practice was told its budget in a letter', {
    practice: PRACTICE,
    year: YEAR,
    issuedOn: '2007-05-11',
    recipient: 'The partners, Ash Road Surgery',
    pence: 144_000_000,
    sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  }),
};

export const budgetQuestions = {
  budget: entry(
    questions.BudgetQuestion,
    'How a practice’s budget came about: its base, every entry and every letter',
    {
      practice: PRACTICE,
      year: YEAR,
    },
  ),
  reconciliation: entry(
    questions.ReconciliationQuestion,
    'Whether the budgets of a commissioner’s practices add up to no more than it has',
    { commissioner: PCT, year: YEAR },
  ),
  position: entry(
    questions.PositionQuestion,
    'Where a practice or a group stands against its budget by line and month, and where it is heading',
    { holder: PRACTICE, year: YEAR, asAt: '2007-09-30' },
  ),
  forecastExposure: entry(
    questions.ForecastExposureQuestion,
    'What a commissioner may owe at the end of the year, low and high',
    { commissioner: PCT, year: YEAR, asAt: '2007-09-30' },
  ),
  movement: entry(questions.MovementQuestion, 'How far the data moved from flex to freeze, by line and month', {
    practice: PRACTICE,
    year: YEAR,
  }),
  league: entry(
    questions.LeagueQuestion,
    'Which practices are over or under their budgets, with history and fair share beside each other',
    { commissioner: PCT, year: YEAR, toleranceBp: 500, asAt: '2007-09-30' },
  ),
};
