import type { Year } from '#kernel';
import { OF_A_BODY, commissioner, holder, ofCommissioner, type Declarations, type Named } from '../declaration.js';
import { streamOf } from '../streams.js';
import type { FinanceCommands, SuspensionCommands } from './commands.js';

type Suspending = { holder?: string; commissioner?: string; year: Year };

const ofFinances = {
  names: ofCommissioner,
  stream: (command: { commissioner: string; year: Year }): string =>
    streamOf.finance(command.commissioner, command.year),
  refusals: OF_A_BODY,
};

export const financeDeclarations: Declarations<FinanceCommands> = {
  SetResourceLimit: ofFinances,
  AdjustResourceLimit: ofFinances,
  ReportForecast: ofFinances,
  ApplyTopSlice: ofFinances,
  ReturnTopSlice: ofFinances,
  AdoptRecoveryPlan: ofFinances,
  SetReleaseFund: ofFinances,
};

const ofHolderOrCommissioner = {
  names: (command: Suspending): readonly Named[] =>
    command.holder === undefined ? [commissioner(command.commissioner!)] : [holder(command.holder)],
  stream: (command: Suspending): string =>
    command.holder === undefined
      ? streamOf.finance(command.commissioner!, command.year)
      : streamOf.account(command.holder, command.year),
  looksAtStream: true as const,
};

export const suspensionDeclarations: Declarations<SuspensionCommands> = {
  SuspendRelease: { ...ofHolderOrCommissioner, refusals: OF_A_BODY },
  LiftSuspension: { ...ofHolderOrCommissioner, refusals: [...OF_A_BODY, 'NOT_SUSPENDED'] },
};
