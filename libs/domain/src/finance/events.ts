import { schema, type EventSchema, type Fact, type Month, type Pence, type Year } from '#kernel';
import { statedAccountsSchemas, type StatedAccountsEvent } from '../stated-accounts/events.js';
import { closingSchemas, type ClosingEvent } from '../closing/events.js';

type OfYear = { commissioner: string; year: Year };

/** A commissioner's own finances. None of these ever enters an entitlement (rule 14). */
export type FinanceEvent =
  | Fact<'ResourceLimitSet', OfYear & { pence: Pence; because: string; recurrent?: boolean }>
  | Fact<'ResourceLimitAdjusted', OfYear & { deltaPence: Pence; because: string; recurrent?: boolean }>
  | Fact<'ForecastReported', OfYear & { month: Month; forecastOutturnPence: Pence }>
  | Fact<'TopSliceApplied', OfYear & { pence: Pence; by: string; because: string }>
  | Fact<'TopSliceReturned', OfYear & { pence: Pence; by: string; because: string }>
  | Fact<'RecoveryPlanAdopted', OfYear & { because: string }>
  | Fact<'ReleaseFundSet', OfYear & { pence: Pence }>
  | Fact<'ReleaseSuspended', OfYear & { because: string; reviewOn?: string }>
  | Fact<'SuspensionLifted', OfYear & { because: string; reviewOn?: string }>
  | ClosingEvent
  | StatedAccountsEvent;

export const financeSchemas = {
  ResourceLimitSet: schema(),
  ResourceLimitAdjusted: schema(),
  ForecastReported: schema(),
  TopSliceApplied: schema(),
  TopSliceReturned: schema(),
  RecoveryPlanAdopted: schema(),
  ReleaseFundSet: schema(),
  ReleaseSuspended: schema(),
  SuspensionLifted: schema(),
  ...closingSchemas,
  ...statedAccountsSchemas,
} satisfies Record<FinanceEvent['type'], EventSchema>;
