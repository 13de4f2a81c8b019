import { OF_A_BODY, commissioner, holder, ofHolder, type Declarations } from '../declaration.js';
import { streamOf } from '../streams.js';
import type { ServiceCommands } from './commands.js';

const ofServices = (command: { holder: string }): string => streamOf.services(command.holder);

export const serviceDeclarations: Declarations<ServiceCommands> = {
  StartService: {
    names: (command) => [commissioner(command.commissioner), holder(command.holder)],
    mentions: ({ case: id }) => (id === undefined ? [] : [{ kind: 'case', id }]),
    stream: ofServices,
    looksAtStream: true,
    refusals: ['UNKNOWN_ORGANISATION', 'UNKNOWN_CASE', 'WRONG_TYPE', 'ALREADY_STARTED'],
  },
  StopService: {
    names: ofHolder,
    stream: ofServices,
    looksAtStream: true,
    refusals: [...OF_A_BODY, 'NOT_RUNNING'],
  },
};
