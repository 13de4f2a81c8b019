import type { IsoDate, Month, Pence, Year } from '#kernel';

type OfYear = { commissioner: string; year: Year };
type Suspending = { holder?: string; commissioner?: string; year: Year; because: string; reviewOn?: IsoDate };

export type FinanceCommands = {
  SetResourceLimit: OfYear & { pence: Pence; because: string; recurrent?: boolean };
  AdjustResourceLimit: OfYear & { deltaPence: Pence; because: string; recurrent?: boolean };
  ReportForecast: OfYear & { month: Month; forecastOutturnPence: Pence };
  ApplyTopSlice: OfYear & { pence: Pence; by: string; because: string };
  ReturnTopSlice: OfYear & { pence: Pence; by: string; because: string };
  AdoptRecoveryPlan: OfYear & { because: string };
  SetReleaseFund: OfYear & { pence: Pence };
};

/** Of one holder, on its account; or of all that a commissioner owes, on its finances. */
export type SuspensionCommands = { SuspendRelease: Suspending; LiftSuspension: Suspending };
