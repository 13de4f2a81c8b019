import type { IsoDate, Pence } from '#kernel';
import { closingSteps, type Closing } from '../closing/state.js';
import type { EventRef, Evolution } from '../history.js';
import { statedAccountsSteps, type SignedAccounts } from '../stated-accounts/state.js';
import type { FinanceEvent } from './events.js';

/** A suspension of releases that holds. */
export type Suspension = { readonly because: string; readonly reviewOn?: IsoDate; readonly ref: EventRef };

export const suspended = (
  { because, reviewOn }: { readonly because: string; readonly reviewOn?: IsoDate },
  ref: EventRef,
): Suspension => ({ because, ...(reviewOn === undefined ? {} : { reviewOn }), ref });

export type Finance = Closing &
  SignedAccounts & {
    readonly releaseFund?: { readonly pence: Pence; readonly ref: EventRef };
    /** Set while a suspension of all releases holds. */
    readonly suspension?: Suspension;
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
    ReleaseSuspended: (state, data, ref) => ({ ...state, suspension: suspended(data, ref) }),
    SuspensionLifted: ({ suspension: _lifted, ...state }) => state,
    ...closingSteps,
    ...statedAccountsSteps,
  },
};
