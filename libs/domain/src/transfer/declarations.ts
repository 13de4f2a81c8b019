import { practice, type Declarations } from '../declaration.js';
import { streamOf } from '../streams.js';
import type { TransferCommands } from './commands.js';

export const transferDeclarations: Declarations<TransferCommands> = {
  TransferActivity: {
    names: ({ practice: from, to }) => [practice(from), practice(to)],
    makes: ({ transfer: id }) => [{ kind: 'transfer', id }],
    mentions: ({ challenge: id }) => (id === undefined ? [] : [{ kind: 'challenge', id }]),
    reads: ({ practice: from, to, year }) => [streamOf.account(from, year), streamOf.account(to, year)],
    stream: ({ transfer }) => streamOf.transfer(transfer),
    refusals: [
      'UNKNOWN_ORGANISATION',
      'UNKNOWN_CHALLENGE',
      'WRONG_TYPE',
      'ALREADY_EXISTS',
      'DUPLICATE_ROW',
      'NOTHING_TO_TRANSFER',
      'MORE_THAN_RECORDED',
    ],
  },
};
