import type { Year } from '#kernel';
import { OF_A_BODY, ofCommissioner, type Declarations } from '../declaration.js';
import { streamOf } from '../streams.js';
import type { StatedAccountsCommands } from './commands.js';

const ofFinances = {
  names: ofCommissioner,
  stream: ({ commissioner, year }: { commissioner: string; year: Year }): string =>
    streamOf.finance(commissioner, year),
  looksAtStream: true as const,
};

export const statedAccountsDeclarations: Declarations<StatedAccountsCommands> = {
  SignAccounts: {
    ...ofFinances,
    refusals: [...OF_A_BODY, 'YEAR_NOT_ENDED', 'ACCOUNTS_ALREADY_SIGNED', 'FUTURE_DATE'],
  },
  RestateAccounts: { ...ofFinances, refusals: [...OF_A_BODY, 'ACCOUNTS_NOT_SIGNED', 'FUTURE_DATE', 'BEFORE_SIGNED'] },
};
