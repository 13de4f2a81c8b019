import { dateOf, dayOf } from '#kernel';
import { mustNotBeFuture } from '../agreement/rules.js';
import type { Decide } from '../decision.js';
import { Rejected } from '../refusals.js';
import { streamOf } from '../streams.js';
import type { ChallengeCommands } from './commands.js';
import { challenge as challenges } from './state.js';

export const challengeDeciders: { readonly [C in keyof ChallengeCommands]: Decide<ChallengeCommands[C]> } = {
  RaiseDataChallenge(data, { recordedOn }) {
    const raisedOn = data.raisedOn ?? dateOf(recordedOn);
    mustNotBeFuture(dayOf(raisedOn), recordedOn, 'raisedOn');
    return [{ type: 'DataChallengeRaised', data: { ...data, raisedOn } }];
  },

  AnswerDataChallenge({ challenge: id, outcome, ...given }, { facts, recordedOn }) {
    const { raised, answer } = facts.stateOf(challenges, streamOf.challenge(id));
    if (answer) throw new Rejected('CHALLENGE_ANSWERED', `${id} was answered ${answer.outcome}`);
    const answeredOn = given.answeredOn ?? dateOf(recordedOn);
    mustNotBeFuture(dayOf(answeredOn), recordedOn, 'answeredOn');
    const { practice, year, month, line } = raised!;
    const pence = given.pence ?? (outcome === 'ACCEPTED' ? raised!.pence : 0);
    const cell = { challenge: id, practice, year, month, line };
    return [{ type: 'DataChallengeAnswered', data: { ...cell, ...given, outcome, pence, answeredOn } }];
  },
};
