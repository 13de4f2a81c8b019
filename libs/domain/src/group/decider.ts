import type { Decide } from '../decision.js';
import type { GroupCommands } from './commands.js';

export const groupDeciders: { readonly [C in keyof GroupCommands]: Decide<GroupCommands[C]> } = {
  CreateGroup: (data) => [{ type: 'GroupCreated', data }],
};
