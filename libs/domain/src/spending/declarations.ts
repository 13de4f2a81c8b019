import type { Year } from '#kernel';
import { OF_A_BODY, holder, ofHolder, ofPractice, type Declaration, type Declarations } from '../declaration.js';
import { streamOf } from '../streams.js';
import type { SpendingCommands } from './commands.js';

/** It lies on the account of the earlier year, and names the later. */
const moving: Declaration<{ holder: string; fromYear: Year }> = {
  names: ofHolder,
  figure: ({ holder: code, fromYear }) => ({ holder: code, year: fromYear }),
  stream: ({ holder: code, fromYear }) => streamOf.account(code, fromYear),
  looksAtStream: true,
  refusals: OF_A_BODY,
};

export const spendingDeclarations: Declarations<SpendingCommands> = {
  RecordUse: {
    names: ({ holder: code, year, use }) => [holder(code), { kind: 'use', holder: code, year, id: use }],
    stream: ({ holder: code, year }) => streamOf.account(code, year),
    looksAtStream: true,
    refusals: ['UNKNOWN_ORGANISATION', 'UNKNOWN_USE', 'WRONG_TYPE', 'FUTURE_DATE'],
  },
  CarryForward: { ...moving, refusals: [...OF_A_BODY, 'YEAR_NOT_ENDED', 'MORE_THAN_OUTSTANDING'] },
  SetOffOverpayment: { ...moving, refusals: [...OF_A_BODY, 'ALREADY_EXISTS', 'MORE_THAN_OVERPAID'] },
  PayIncentive: {
    names: ofPractice,
    stream: ({ practice, year }) => streamOf.account(practice, year),
    looksAtStream: true,
    refusals: [...OF_A_BODY, 'ALREADY_EXISTS'],
  },
};
