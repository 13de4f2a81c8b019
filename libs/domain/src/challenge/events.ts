import { schema, type EventSchema, type Fact, type IsoDate, type Month, type Pence, type Year } from '#kernel';
import type { RestatementCause } from '../account/events.js';
import type { Line } from '../service-lines.js';

export type ChallengeOutcome = 'ACCEPTED' | 'PART' | 'REJECTED';

type OfCell = { challenge: string; practice: string; year: Year; month: Month; line: Line };

/** A practice doubts an actual, and is answered. It moves no figure: a restatement does. */
export type ChallengeEvent =
  | Fact<
      'DataChallengeRaised',
      OfCell & { pence: Pence; reason: RestatementCause; provider?: string; deadline?: IsoDate; raisedOn: IsoDate }
    >
  | Fact<
      'DataChallengeAnswered',
      OfCell & { outcome: ChallengeOutcome; pence: Pence; restatement?: string; transfer?: string; answeredOn: IsoDate }
    >;

export const challengeSchemas = {
  DataChallengeRaised: schema(),
  DataChallengeAnswered: schema(),
} satisfies Record<ChallengeEvent['type'], EventSchema>;
