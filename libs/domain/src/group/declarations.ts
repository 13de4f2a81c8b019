import { OF_A_BODY, ofCommissioner, type Declarations } from '../declaration.js';
import { streamOf } from '../streams.js';
import type { GroupCommands } from './commands.js';

export const groupDeclarations: Declarations<GroupCommands> = {
  CreateGroup: {
    names: ofCommissioner,
    makes: ({ group: code }) => [{ kind: 'code', id: code }],
    stream: ({ group: code }) => streamOf.group(code),
    refusals: [...OF_A_BODY, 'ALREADY_EXISTS'],
  },
};
