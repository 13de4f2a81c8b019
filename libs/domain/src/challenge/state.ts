import { dayOf, type Day, type Pence } from '#kernel';
import type { EventRef, Evolution } from '../history.js';
import type { ChallengeEvent, ChallengeOutcome } from './events.js';

type Raised = Extract<ChallengeEvent, { type: 'DataChallengeRaised' }>['data'];

export type Challenge = {
  readonly raised?: Readonly<Raised> & { readonly ref: EventRef };
  readonly answer?: {
    readonly outcome: ChallengeOutcome;
    readonly pence: Pence;
    readonly restatement?: string;
    readonly transfer?: string;
    readonly answeredOn: Day;
    readonly ref: EventRef;
  };
};

export const challenge: Evolution<Challenge, ChallengeEvent> = {
  initial: {},
  evolve: {
    DataChallengeRaised: (state, data, ref) => ({ ...state, raised: { ...data, ref } }),
    DataChallengeAnswered: (state, { outcome, pence, restatement, transfer, answeredOn }, ref) => ({
      ...state,
      answer: {
        outcome,
        pence,
        ...(restatement === undefined ? {} : { restatement }),
        ...(transfer === undefined ? {} : { transfer }),
        answeredOn: dayOf(answeredOn),
        ref,
      },
    }),
  },
};
