import type { IsoDate, Month, Pence, Year } from '#kernel';
import type { RestatementCause } from '../account/events.js';
import type { Line } from '../service-lines.js';
import type { ChallengeOutcome } from './events.js';

export type ChallengeCommands = {
  RaiseDataChallenge: {
    challenge: string;
    practice: string;
    year: Year;
    month: Month;
    line: Line;
    pence: Pence;
    reason: RestatementCause;
    provider?: string;
    deadline?: IsoDate;
    raisedOn?: IsoDate;
  };
  AnswerDataChallenge: {
    challenge: string;
    outcome: ChallengeOutcome;
    pence?: Pence;
    restatement?: string;
    transfer?: string;
    answeredOn?: IsoDate;
  };
};
