import { OF_A_BODY, ofPractice, type Declarations } from '../declaration.js';
import { streamOf } from '../streams.js';
import type { ChallengeCommands } from './commands.js';

export const challengeDeclarations: Declarations<ChallengeCommands> = {
  RaiseDataChallenge: {
    names: ofPractice,
    makes: ({ challenge: id }) => [{ kind: 'challenge', id }],
    stream: ({ challenge }) => streamOf.challenge(challenge),
    refusals: [...OF_A_BODY, 'ALREADY_EXISTS', 'FUTURE_DATE'],
  },
  AnswerDataChallenge: {
    names: ({ challenge: id }) => [{ kind: 'id', of: 'challenge', id }],
    mentions: ({ challenge: id }) => [{ kind: 'challenge', id }],
    stream: ({ challenge }) => streamOf.challenge(challenge),
    looksAtStream: true,
    refusals: ['UNKNOWN_CHALLENGE', 'CHALLENGE_ANSWERED', 'FUTURE_DATE'],
  },
};
