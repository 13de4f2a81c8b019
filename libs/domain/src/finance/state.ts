import type { Pence } from '#kernel';
import type { EventRef, Evolution } from '../history.js';
import type { FinanceEvent } from './events.js';

export type Finance = {
  readonly releaseFund?: { readonly pence: Pence; readonly ref: EventRef };
  /** Set while a suspension of all releases holds. */
  readonly suspension?: EventRef;
};

const unchanged = (state: Finance): Finance => state;

export const finance: Evolution<Finance, FinanceEvent> = {
  initial: {},
  evolve: {
    ResourceLimitSet: unchanged,
    ResourceLimitAdjusted: unchanged,
    ForecastReported: unchanged,
    TopSliceApplied: unchanged,
    TopSliceReturned: unchanged,
    RecoveryPlanAdopted: unchanged,
    ReleaseFundSet: (state, { pence }, ref) => ({ ...state, releaseFund: { pence, ref } }),
    ReleaseSuspended: (state, _data, ref) => ({ ...state, suspension: ref }),
    SuspensionLifted: ({ suspension: _lifted, ...state }) => state,
  },
};
