import type { EventRef, Evolution } from '../history.js';
import type { GroupEvent, SplitKey } from './events.js';

export type Group = {
  readonly created?: {
    readonly code: string;
    readonly name: string;
    readonly commissioner: string;
    readonly splitKey: SplitKey;
    readonly ref: EventRef;
  };
};

export const group: Evolution<Group, GroupEvent> = {
  initial: {},
  evolve: {
    GroupCreated: (_state, { group: code, name, commissioner, splitKey }, ref) => ({
      created: { code, name, commissioner, splitKey, ref },
    }),
  },
};
