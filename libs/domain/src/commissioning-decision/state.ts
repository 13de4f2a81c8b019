import { dayOf } from '#kernel';
import type { ConductEvent } from '../conduct/events.js';
import { seated, type Sitting } from '../conduct/sitting.js';
import { NO_CONDUCT, conductOf, type Conduct } from '../conduct/state.js';
import type { EventRef, Evolution } from '../history.js';
import type { CommissioningDecisionEvent } from './events.js';

export type RecordedDecision = Sitting & {
  readonly id: string;
  readonly commissioner: string;
  readonly about: string;
  readonly holder?: string;
  readonly reasons?: string;
  readonly supersedes?: string;
  readonly ref: EventRef;
};

export type CommissioningDecision = Conduct & { readonly recorded?: RecordedDecision };

export const commissioningDecision: Evolution<CommissioningDecision, CommissioningDecisionEvent | ConductEvent> = {
  initial: NO_CONDUCT,
  evolve: {
    CommissioningDecisionRecorded: (_state, { decision: id, decidedOn, ...said }, ref) => ({
      ...NO_CONDUCT,
      recorded: { ...said, ...seated(said), id, decidedOn: dayOf(decidedOn), ref },
    }),
    ...conductOf<CommissioningDecision>(),
  },
};
