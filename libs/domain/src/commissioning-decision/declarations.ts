import { commissioner, holder, type Declarations } from '../declaration.js';
import { streamOf } from '../streams.js';
import type { CommissioningDecisionCommands } from './commands.js';

export const commissioningDecisionDeclarations: Declarations<CommissioningDecisionCommands> = {
  RecordDecision: {
    names: (command) => [
      commissioner(command.commissioner),
      ...(command.holder === undefined ? [] : [holder(command.holder)]),
      ...(command.organisation === undefined ? [] : [commissioner(command.organisation)]),
    ],
    makes: ({ decision: id }) => [{ kind: 'decision', id }],
    mentions: ({ supersedes: id }) => (id === undefined ? [] : [{ kind: 'decision', id }]),
    stream: ({ decision }) => streamOf.decision(decision),
    refusals: ['UNKNOWN_ORGANISATION', 'UNKNOWN_DECISION', 'WRONG_TYPE', 'ALREADY_EXISTS', 'FUTURE_DATE'],
  },
};
