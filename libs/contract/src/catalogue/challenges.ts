import * as commands from '../commands/index.js';
import * as questions from '../questions/challenges.js';
import { entry } from './entry.js';
import { PRACTICE, YEAR } from './examples.js';

export const challenges = {
  RaiseDataChallenge: entry(
    commands.RaiseDataChallenge,
    'Records that a practice doubts an actual of one line and month',
    {
      challenge: 'CH1',
      practice: PRACTICE,
      year: YEAR,
      month: 1,
      line: 'NEL',
      pence: 2_384,
      reason: 'WRONG_PRACTICE',
      provider: 'RX1',
      deadline: '2007-07-12',
      raisedOn: '2007-06-14',
    },
  ),
  AnswerDataChallenge: entry(commands.AnswerDataChallenge, 'Records what a challenge was answered', {
    challenge: 'CH1',
    outcome: 'PART',
    pence: 2_000,
    restatement: 'R1',
    answeredOn: '2007-07-20',
  }),
};

export const challengeQuestions = {
  challenges: entry(
    questions.ChallengesQuestion,
    'Which data was challenged, how it was answered and whether it was put right',
    {
      practice: PRACTICE,
      year: YEAR,
    },
  ),
};
