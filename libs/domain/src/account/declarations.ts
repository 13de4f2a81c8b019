import type { Year } from '#kernel';
import {
  OF_A_BODY,
  bodyStreams,
  holder,
  ofHolder,
  ofPractice,
  party,
  practice,
  type Declarations,
} from '../declaration.js';
import { streamOf } from '../streams.js';
import type { AccountCommands } from './commands.js';

const ofPracticeYear = (command: { practice: string; year: Year }): string =>
  streamOf.account(command.practice, command.year);
const ofHolderYear = (command: { holder: string; year: Year }): string =>
  streamOf.account(command.holder, command.year);

export const accountDeclarations: Declarations<AccountCommands> = {
  SetIndicativeBudget: {
    names: ofPractice,
    stream: ofPracticeYear,
    looksAtStream: true,
    refusals: [...OF_A_BODY, 'BUDGET_ALREADY_SET'],
  },
  PostBudgetEntry: {
    names: ({ practice: code, year, returns }) => [
      practice(code),
      ...(returns === undefined ? [] : [{ kind: 'entry', practice: code, year, id: returns } as const]),
    ],
    stream: ofPracticeYear,
    looksAtStream: true,
    refusals: [
      'UNKNOWN_ORGANISATION',
      'UNKNOWN_ENTRY',
      'WRONG_TYPE',
      'ALREADY_EXISTS',
      'OUTSIDE_YEAR',
      'NO_BUDGET',
      'VIREMENT_NOT_ZERO',
      'FUTURE_DATE',
      'UNKNOWN_LINE',
    ],
  },
  RecordActuals: {
    names: ofPractice,
    stream: ofPracticeYear,
    refusals: [...OF_A_BODY, 'MONTH_NOT_ENDED', 'DUPLICATE_ROW', 'OUTSIDE_MONTH'],
  },
  RestateActuals: {
    names: ofPractice,
    stream: ofPracticeYear,
    looksAtStream: true,
    refusals: [...OF_A_BODY, 'ALREADY_EXISTS', 'NOTHING_TO_RESTATE'],
  },
  RecordServiceCost: { names: ofPractice, stream: ofPracticeYear, refusals: OF_A_BODY },
  PoolHighCostCase: {
    names: ofPractice,
    stream: ofPracticeYear,
    looksAtStream: true,
    refusals: [...OF_A_BODY, 'ALREADY_EXISTS'],
  },
  AgreeAdjustment: {
    names: ofPractice,
    stream: ofPracticeYear,
    looksAtStream: true,
    refusals: [...OF_A_BODY, 'ALREADY_EXISTS'],
  },
  RecordOverspend: {
    names: ofHolder,
    stream: (command) => streamOf.account(command.holder, command.fromYear),
    refusals: OF_A_BODY,
  },
  OfferRelease: { names: ofHolder, stream: ofHolderYear, refusals: OF_A_BODY },
  ConfirmEntitlement: {
    names: ofHolder,
    figure: ({ holder: code, year }) => ({ holder: code, year }),
    stream: ofHolderYear,
    looksAtStream: true,
    refusals: [...OF_A_BODY, 'YEAR_NOT_ENDED', 'NOT_FROZEN'],
  },
  ApproveUse: {
    names: ofHolder,
    stream: ofHolderYear,
    looksAtStream: true,
    refusals: [...OF_A_BODY, 'ALREADY_EXISTS'],
  },
  ReleaseFunds: {
    names: ofHolder,
    figure: ({ holder: code, year }) => ({ holder: code, year }),
    stream: ofHolderYear,
    looksAtStream: true,
    refusals: [...OF_A_BODY, 'ALREADY_EXISTS', 'SUSPENDED'],
  },
  RecordPayment: {
    names: ({ holder: code, year, reverses, by }) => [
      holder(code),
      ...(by === undefined ? [] : [party(by)]),
      ...(reverses === undefined ? [] : [{ kind: 'payment', holder: code, year, id: reverses } as const]),
    ],
    reads: ({ by }) => bodyStreams(by),
    stream: ofHolderYear,
    looksAtStream: true,
    figure: ({ holder: code, year, reverses }, facts) =>
      reverses === undefined || facts.account(code, year).setOffs.size === 0 ? undefined : { holder: code, year },
    refusals: [
      'UNKNOWN_ORGANISATION',
      'UNKNOWN_PAYMENT',
      'WRONG_TYPE',
      'ALREADY_EXISTS',
      'REVERSAL_TOO_LARGE',
      'ALREADY_SET_OFF',
    ],
  },
};
