import type { Year } from '#kernel';
import { OF_A_BODY, ofCommissioner, type Declarations } from '../declaration.js';
import { streamOf } from '../streams.js';
import type { ClosingCommands } from './commands.js';

const ofFinances = {
  names: ofCommissioner,
  stream: ({ commissioner, year }: { commissioner: string; year: Year }): string =>
    streamOf.finance(commissioner, year),
  looksAtStream: true as const,
};

export const closingDeclarations: Declarations<ClosingCommands> = {
  CloseYear: {
    ...ofFinances,
    practicesOf: ({ commissioner, year }) => ({ commissioner, year }),
    refusals: [...OF_A_BODY, 'YEAR_NOT_ENDED', 'YEAR_ALREADY_CLOSED'],
  },
  ReopenYear: { ...ofFinances, refusals: [...OF_A_BODY, 'YEAR_NOT_CLOSED'] },
};
