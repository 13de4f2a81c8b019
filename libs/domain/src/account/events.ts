import { schema, type Bp, type EventSchema, type Fact, type IsoDate, type Month, type Pence, type Year } from '#kernel';
import { claimSchemas, type ClaimEvent } from '../claims/events.js';
import { spendingSchemas, type SpendingEvent } from '../spending/events.js';
import type { Line, Lines } from '../service-lines.js';

export type BudgetMethod = 'HISTORIC' | 'WEIGHTED_CAPITATION' | 'BLENDED' | 'LOCAL';
export type Weights = readonly number[];

export const ENTRY_REASONS = [
  'GROWTH', 'TARIFF', 'LIST_CHANGE', 'VIREMENT', 'CORRECTION', 'CONTINGENCY', 'TOP_SLICE', 'SAVINGS_TARGET', 'TOP_SLICE_RETURNED',
] as const; // prettier-ignore
export type EntryReason = (typeof ENTRY_REASONS)[number];

/** Snapshots of a month: an estimate, the first data (flex), the final data (freeze). */
export type ActualsVersion = 'ESTIMATE' | 'FLEX' | 'FREEZE';

/** Pence of a line in a month: of the whole month, or of the days `from` to `to` in it; of one provider where it is named. */
export type ActualRow = { month: Month; line: Line; pence: Pence; from?: IsoDate; to?: IsoDate; provider?: string };
/** Cells that have no row are 0. */
export type Coverage = { months: readonly Month[]; lines: 'ALL' | readonly Line[] };
export type RestatementCause = 'WRONG_PRACTICE' | 'CODING' | 'DUPLICATE' | 'PRICE' | 'OTHER';
export type RestatementRow = { month: Month; line: Line; deltaPence: Pence };
export type AdjustmentKind = 'TARIFF' | 'WINDFALL' | 'DATA_ERROR';
export type UsePurpose = 'PATIENT_SERVICE' | 'PREMISES' | 'MANAGEMENT';

type OfPractice = { practice: string; year: Year };
type OfHolder = { holder: string; year: Year };
/** Who paid, where it is said, and what was given instead of money. */
type Paid = { payment: string; pence: Pence; by?: string; inKind?: string };
type SpentOn = { pence: Pence; purpose?: UsePurpose };

export type AccountEvent =
  | Fact<
      'IndicativeBudgetSet',
      OfPractice & {
        method: BudgetMethod;
        lines: Lines;
        profile?: Weights;
        profiles?: { readonly [L in Line]?: Weights };
      }
    >
  | Fact<
      'BudgetEntryPosted',
      OfPractice & {
        entry: string;
        effectiveOn: IsoDate;
        decidedOn: IsoDate;
        reason: EntryReason;
        lines: Lines;
        returns?: string;
      }
    >
  | Fact<'ActualsRecorded', OfPractice & { version: ActualsVersion; rows: readonly ActualRow[]; covers?: Coverage }>
  | Fact<
      'ActualsRestated',
      OfPractice & { restatement: string; cause: RestatementCause; rows: readonly RestatementRow[] }
    >
  | Fact<'ServiceCostRecorded', OfPractice & { scheme: string; month: Month; pence: Pence }>
  | Fact<
      'HighCostCasePooled',
      OfPractice & { case: string; month: Month; line: Line; costPence: Pence; thresholdPence: Pence }
    >
  | Fact<'AdjustmentAgreed', OfPractice & { adjustment: string; kind: AdjustmentKind; month?: Month; pence: Pence }>
  | Fact<'OverspendCarried', { holder: string; fromYear: Year; pence: Pence }>
  | Fact<'ReleaseOffered', OfHolder & { shareBp?: Bp; pence?: Pence }>
  | ClaimEvent
  | Fact<
      'EntitlementConfirmed',
      OfHolder & { acceptEstimates?: readonly Line[]; entitlementPence: Pence; asAt: IsoDate; ruleVersion: string }
    >
  | Fact<'ReleaseSuspended', OfHolder & { because: string; reviewOn?: IsoDate }>
  | Fact<'SuspensionLifted', OfHolder & { because: string; reviewOn?: IsoDate }>
  | Fact<'UseApproved', OfHolder & SpentOn & { use: string }>
  | Fact<'FundsReleased', OfHolder & SpentOn & { release: string }>
  | Fact<'PaymentMade', OfHolder & Paid>
  | Fact<'PaymentReversed', OfHolder & Paid & { reverses: string }>
  | SpendingEvent;

export const accountSchemas = {
  IndicativeBudgetSet: schema(),
  BudgetEntryPosted: schema(),
  ActualsRecorded: schema(),
  ActualsRestated: schema(),
  ServiceCostRecorded: schema(),
  HighCostCasePooled: schema(),
  AdjustmentAgreed: schema(),
  OverspendCarried: schema(),
  ReleaseOffered: schema(),
  ...claimSchemas,
  EntitlementConfirmed: schema(),
  ReleaseSuspended: schema(),
  SuspensionLifted: schema(),
  UseApproved: schema(),
  FundsReleased: schema(),
  PaymentMade: schema(),
  PaymentReversed: schema(),
  ...spendingSchemas,
} satisfies Record<AccountEvent['type'], EventSchema>;
