import { holder, OF_A_BODY, organisation, type Declarations } from '../declaration.js';
import { streamOf } from '../streams.js';
import type { DocumentCommands } from './commands.js';

export const documentDeclarations: Declarations<DocumentCommands> = {
  ClassifyDocument: {
    names: (command) => [holder(command.holder), organisation(command.organisation)],
    documents: ({ document, heldBy }) => (heldBy === undefined ? [document] : []),
    stream: ({ document }) => streamOf.document(document),
    refusals: [...OF_A_BODY, 'FUTURE_DATE'],
  },
};
