import * as commands from '../commands/index.js';
import * as questions from '../questions/closing.js';
import { entry } from './entry.js';
import { PCT, YEAR } from './examples.js';

export const closing = {
  CloseYear: entry(commands.CloseYear, 'Closes the books of a commissioner for a year', {
    commissioner: PCT,
    year: YEAR,
  }),
  ReopenYear: entry(commands.ReopenYear, 'Opens the books of a year again', {
    commissioner: PCT,
    year: YEAR,
    because: 'The auditor found a month that was not frozen',
  }),
};

export const closingQuestions = {
  priorYearItems: entry(questions.PriorYearItemsQuestion, 'What moved the figures of a year after it was closed', {
    commissioner: PCT,
    year: YEAR,
  }),
};
