import * as questions from '../questions/waiting.js';
import { entry } from './entry.js';
import { PCT } from './examples.js';

export const waitingQuestions = {
  waiting: entry(
    questions.WaitingQuestion,
    'Who is waiting for a budget, a statement, a decision, an answer or money, and for how many days',
    { commissioner: PCT, on: '2008-09-30', limit: 100 },
  ),
};
