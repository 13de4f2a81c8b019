import * as commands from '../commands/index.js';
import * as questions from '../questions/transfers.js';
import { entry } from './entry.js';
import { PRACTICE, YEAR } from './examples.js';

export const transfers = {
  TransferActivity: entry(
    commands.TransferActivity,
    'Moves actuals of one practice to another, whose they are, in one act',
    {
      transfer: 'TR1',
      practice: PRACTICE,
      to: 'A99002',
      year: YEAR,
      rows: [{ month: 1, line: 'NEL', pence: 2_000, activity: 1 }],
      challenge: 'CH1',
      because: 'Registered with one on admission and with the other on discharge',
    },
  ),
};

export const transferQuestions = {
  transfers: entry(
    questions.TransfersQuestion,
    'Which activity was moved between which practices, and what came of the records under it',
    { practice: PRACTICE, year: YEAR },
  ),
};
