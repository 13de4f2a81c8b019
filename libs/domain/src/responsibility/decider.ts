import type { Decide } from '../decision.js';
import type { ResponsibilityCommands } from './commands.js';

export const responsibilityDeciders: {
  readonly [C in keyof ResponsibilityCommands]: Decide<ResponsibilityCommands[C]>;
} = {
  AssignService: (data) => [{ type: 'ServiceAssigned', data }],
  SetAccountability: (data) => [{ type: 'AccountabilitySet', data }],
};
