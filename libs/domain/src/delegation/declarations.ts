import { OF_A_BODY, ofCommissioner, type Declarations } from '../declaration.js';
import { streamOf } from '../streams.js';
import type { DelegationCommands } from './commands.js';

export const delegationDeclarations: Declarations<DelegationCommands> = {
  SetDelegatedLimit: {
    names: ofCommissioner,
    stream: ({ commissioner }) => streamOf.delegation(commissioner),
    refusals: OF_A_BODY,
  },
};
