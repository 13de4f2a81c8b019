import { dayDone } from '../day-done.js';
import type { Decide } from '../decision.js';
import type { CommissioningDecisionCommands } from './commands.js';

export const commissioningDecisionDeciders: {
  readonly [C in keyof CommissioningDecisionCommands]: Decide<CommissioningDecisionCommands[C]>;
} = {
  RecordDecision: ({ organisation, decidedOn, ...data }, { recordedOn }) => [
    {
      type: 'CommissioningDecisionRecorded',
      data: {
        ...data,
        organisation: organisation ?? data.commissioner,
        decidedOn: dayDone(decidedOn, recordedOn, 'decidedOn'),
      },
    },
  ],
};
