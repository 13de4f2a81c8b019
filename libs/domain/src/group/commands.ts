import type { SplitKey } from './events.js';

export type GroupCommands = {
  CreateGroup: { group: string; name: string; commissioner: string; splitKey: SplitKey };
};
