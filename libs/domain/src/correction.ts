import type { Declarations } from './declaration.js';
import type { Decide } from './decision.js';
import { Rejected } from './refusals.js';

export type CorrectionCommands = { RecordInError: { label?: string; command?: string; because: string } };

export const correctionDeciders: { readonly [C in keyof CorrectionCommands]: Decide<CorrectionCommands[C]> } = {
  RecordInError({ because, ...named }, { facts }) {
    const { commandId, label, isInError } = facts.command(named)!;
    if (isInError) throw new Rejected('ALREADY_IN_ERROR', `${label ?? commandId} counts for nothing already`);
    return [
      { type: 'RecordedInError', data: { command: commandId, ...(label === undefined ? {} : { label }), because } },
    ];
  },
};

export const correctionDeclarations: Declarations<CorrectionCommands> = {
  RecordInError: {
    names: ({ because: _because, ...named }) => [{ kind: 'command', ...named }],
    refusals: ['UNKNOWN_COMMAND', 'ALREADY_IN_ERROR'],
  },
};
