import type { Decide } from '../decision.js';
import { Rejected } from '../refusals.js';
import type { FinanceCommands, SuspensionCommands } from './commands.js';

export const financeDeciders: { readonly [C in keyof FinanceCommands]: Decide<FinanceCommands[C]> } = {
  SetResourceLimit: (data) => [{ type: 'ResourceLimitSet', data }],
  AdjustResourceLimit: (data) => [{ type: 'ResourceLimitAdjusted', data }],
  ReportForecast: (data) => [{ type: 'ForecastReported', data }],
  ApplyTopSlice: (data) => [{ type: 'TopSliceApplied', data }],
  ReturnTopSlice: (data) => [{ type: 'TopSliceReturned', data }],
  AdoptRecoveryPlan: (data) => [{ type: 'RecoveryPlanAdopted', data }],
  SetReleaseFund: (data) => [{ type: 'ReleaseFundSet', data }],
};

export const suspensionDeciders: { readonly [C in keyof SuspensionCommands]: Decide<SuspensionCommands[C]> } = {
  SuspendRelease: (data) => [{ type: 'ReleaseSuspended', data }],
  LiftSuspension(data, { facts }) {
    const { holder, commissioner, year } = data;
    const state = holder === undefined ? facts.finance(commissioner!, year) : facts.account(holder, year);
    if (!state.suspension) {
      throw new Rejected('NOT_SUSPENDED', `no suspension of ${holder ?? commissioner} holds for ${year}`);
    }
    return [{ type: 'SuspensionLifted', data }];
  },
};
