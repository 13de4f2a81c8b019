import { OF_A_BODY, commissioner, ofCommissioner, type Declarations } from '../declaration.js';
import { streamOf } from '../streams.js';
import type { ResponsibilityCommands } from './commands.js';

const ofBody = (command: { commissioner: string }): string => streamOf.responsibilities(command.commissioner);

export const responsibilityDeclarations: Declarations<ResponsibilityCommands> = {
  AssignService: {
    names: (command) => [commissioner(command.commissioner), { kind: 'party', code: command.to }],
    stream: ofBody,
    refusals: OF_A_BODY,
  },
  SetAccountability: { names: ofCommissioner, stream: ofBody, refusals: OF_A_BODY },
};
