import type { Decide } from '../decision.js';
import type { DelegationCommands } from './commands.js';

export const delegationDeciders: { readonly [C in keyof DelegationCommands]: Decide<DelegationCommands[C]> } = {
  SetDelegatedLimit: (data) => [{ type: 'DelegatedLimitSet', data }],
};
