import {
  OF_A_BODY,
  commissioner,
  group,
  ofPractice,
  organisation,
  practice,
  type Declarations,
} from '../declaration.js';
import type { RefusalCode } from '../refusals.js';
import { streamOf } from '../streams.js';
import type { OrganisationCommands } from './commands.js';

const ofPracticeStream = (command: { practice: string }): string => streamOf.organisation(command.practice);
const ofCodeStream = (command: { code: string }): string => streamOf.organisation(command.code);

const MEMBERSHIP: readonly RefusalCode[] = ['UNKNOWN_ORGANISATION', 'UNKNOWN_GROUP', 'WRONG_TYPE'];

export const organisationDeclarations: Declarations<OrganisationCommands> = {
  RegisterOrganisation: {
    names: () => [],
    makes: ({ code }) => [{ kind: 'code', id: code }],
    stream: ofCodeStream,
    refusals: ['ALREADY_EXISTS'],
  },
  AssignPractice: {
    names: (command) => [practice(command.practice), commissioner(command.commissioner)],
    stream: ofPracticeStream,
    refusals: OF_A_BODY,
  },
  AssignCommissioner: {
    names: (command) => [commissioner(command.commissioner), organisation(command.to)],
    stream: (command) => streamOf.organisation(command.commissioner),
    refusals: OF_A_BODY,
  },
  RecordListSize: { names: ofPractice, stream: ofPracticeStream, refusals: OF_A_BODY },
  JoinGroup: {
    names: (command) => [practice(command.practice), group(command.group)],
    stream: ofPracticeStream,
    looksAtStream: true,
    refusals: [...MEMBERSHIP, 'ALREADY_MEMBER', 'NO_LIST_SIZE'],
  },
  LeaveGroup: {
    names: (command) => [practice(command.practice), group(command.group)],
    stream: ofPracticeStream,
    looksAtStream: true,
    refusals: [...MEMBERSHIP, 'NOT_A_MEMBER'],
  },
  NameSuccessor: {
    names: ({ code, successors }) => [organisation(code), ...successors.map(organisation)],
    stream: ofCodeStream,
    refusals: OF_A_BODY,
  },
  CloseOrganisation: { names: ({ code }) => [organisation(code)], stream: ofCodeStream, refusals: OF_A_BODY },
};
