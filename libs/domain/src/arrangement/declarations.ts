import { OF_A_BODY, commissioner, holder, type Declarations } from '../declaration.js';
import { streamOf } from '../streams.js';
import type { ArrangementCommands } from './commands.js';

type OfBoth = { holder: string; commissioner: string };

const ofBoth = {
  names: (command: OfBoth) => [commissioner(command.commissioner), holder(command.holder)],
  stream: (command: OfBoth): string => streamOf.arrangements(command.holder),
};

export const arrangementDeclarations: Declarations<ArrangementCommands> = {
  WaiveAssurance: { ...ofBoth, refusals: [...OF_A_BODY, 'FUTURE_DATE'] },
  EnterArrangement: {
    ...ofBoth,
    makes: ({ arrangement: id }) => [{ kind: 'arrangement', id }],
    agreementsOf: (command) => command.holder,
    looksAtStream: true,
    refusals: [...OF_A_BODY, 'ALREADY_EXISTS', 'NO_ASSURANCE'],
  },
};
