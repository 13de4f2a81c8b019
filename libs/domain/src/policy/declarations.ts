import { OF_A_BODY, commissioner, organisation, type Declarations } from '../declaration.js';
import { ENGLAND } from '../england.js';
import { streamOf } from '../streams.js';
import type { PolicyCommands } from './commands.js';

export const policyDeclarations: Declarations<PolicyCommands> = {
  AdoptPolicy: {
    names: ({ body, approvedBy }) => [
      ...(body === undefined ? [] : [commissioner(body)]),
      ...(approvedBy === undefined ? [] : [organisation(approvedBy)]),
    ],
    makes: ({ policy: id }) => [{ kind: 'policy', id }],
    stream: ({ body }) => streamOf.policy(body ?? ENGLAND),
    refusals: [...OF_A_BODY, 'ALREADY_EXISTS'],
  },
  WithdrawPolicy: {
    names: () => [],
    mentions: ({ policy: id }) => [{ kind: 'policy', id }],
    stream: ({ policy }, facts) => facts.streamOfId('policy', policy)!,
    refusals: ['UNKNOWN_POLICY', 'ALREADY_WITHDRAWN', 'OUTSIDE_POLICY'],
  },
};
