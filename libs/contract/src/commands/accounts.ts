import * as field from '../fields.js';
import type { Line } from '../kinds.js';
import { ExactlyOneOf, InOrder, Together } from '../rules.js';
import { Rule } from '../shape.js';

const { Code, DateField, Id, LineField, Lines, LinesMap, ListOf, MonthField, Months, Nested, OneOf } = field;
const { AllOrLines, Bp, NonZeroPence, Pence, SignedPence, Text, Weights, WeightsMap, YearField } = field;

export const BUDGET_METHODS = ['HISTORIC', 'WEIGHTED_CAPITATION', 'BLENDED', 'LOCAL'] as const;
export type BudgetMethod = (typeof BUDGET_METHODS)[number];

export class SetIndicativeBudget {
  @Code() readonly practice!: string;
  @YearField() readonly year!: string;
  @OneOf(BUDGET_METHODS) readonly method!: BudgetMethod;
  @LinesMap() readonly lines!: Partial<Record<Line, number>>;
  @Weights({ optional: true, about: 'How the year is spread over the months; left out: equally' })
  readonly profile?: number[];
  @WeightsMap({ optional: true, about: 'The same for single lines, before profile' })
  readonly profiles?: Partial<Record<Line, number[]>>;
}

export const ENTRY_REASONS = [
  'GROWTH',
  'TARIFF',
  'LIST_CHANGE',
  'VIREMENT',
  'CORRECTION',
  'CONTINGENCY',
  'TOP_SLICE',
  'SAVINGS_TARGET',
  'TOP_SLICE_RETURNED',
] as const;
export type EntryReason = (typeof ENTRY_REASONS)[number];

export class PostBudgetEntry {
  @Code() readonly practice!: string;
  @YearField() readonly year!: string;
  @Id() readonly entry!: string;
  @DateField({ about: 'A day of the year' }) readonly effectiveOn!: string;
  @DateField({ optional: true, about: 'Left out: the day on which it is recorded' }) readonly decidedOn?: string;
  @OneOf(ENTRY_REASONS) readonly reason!: EntryReason;
  @LinesMap({ signed: true }) readonly lines!: Partial<Record<Line, number>>;
  @Id({ optional: true, about: 'The entry that this one gives back' }) readonly returns?: string;
}

export const ACTUALS_VERSIONS = ['ESTIMATE', 'FLEX', 'FREEZE'] as const;
export type ActualsVersion = (typeof ACTUALS_VERSIONS)[number];

@Together<ActualsRow>('from', 'to')
@InOrder<ActualsRow>('from', 'to')
export class ActualsRow {
  @MonthField() readonly month!: number;
  @LineField() readonly line!: Line;
  @Pence() readonly pence!: number;
  @DateField({ optional: true, about: 'Together with to: the days that the row is about' }) readonly from?: string;
  @DateField({ optional: true }) readonly to?: string;
  @Code({ optional: true, about: 'Whose data it is, registered or not' }) readonly provider?: string;
}

/** The cells that a command speaks of: those without a row are 0. */
export class Covers {
  @Months({ least: 1 }) readonly months!: number[];
  @AllOrLines() readonly lines!: 'ALL' | Line[];
}

@Rule<RecordActuals>('rows', ({ rows, covers }) =>
  rows.length === 0 && covers === undefined ? 'must have at least one row where there is no covers' : undefined,
)
export class RecordActuals {
  @Code() readonly practice!: string;
  @YearField() readonly year!: string;
  @OneOf(ACTUALS_VERSIONS) readonly version!: ActualsVersion;
  @ListOf(ActualsRow) readonly rows!: ActualsRow[];
  @Nested(Covers, { optional: true, about: 'The cells that are 0 where they have no row' }) readonly covers?: Covers;
}

export const RESTATEMENT_CAUSES = ['WRONG_PRACTICE', 'CODING', 'DUPLICATE', 'PRICE', 'OTHER'] as const;
export type RestatementCause = (typeof RESTATEMENT_CAUSES)[number];

export class RestatementRow {
  @MonthField() readonly month!: number;
  @LineField() readonly line!: Line;
  @SignedPence({ about: 'What is added to the actual in force' }) readonly deltaPence!: number;
}

export class RestateActuals {
  @Code() readonly practice!: string;
  @YearField() readonly year!: string;
  @Id() readonly restatement!: string;
  @OneOf(RESTATEMENT_CAUSES) readonly cause!: RestatementCause;
  @ListOf(RestatementRow, { least: 1 }) readonly rows!: RestatementRow[];
}

export class RecordServiceCost {
  @Code() readonly practice!: string;
  @YearField() readonly year!: string;
  @Id() readonly scheme!: string;
  @MonthField() readonly month!: number;
  @Pence({ about: 'Replaces what was recorded for that scheme and month' }) readonly pence!: number;
}

export class PoolHighCostCase {
  @Code() readonly practice!: string;
  @YearField() readonly year!: string;
  @Id() readonly case!: string;
  @MonthField() readonly month!: number;
  @LineField() readonly line!: Line;
  @Pence() readonly costPence!: number;
  @Pence() readonly thresholdPence!: number;
}

export const ADJUSTMENT_KINDS = ['TARIFF', 'WINDFALL', 'DATA_ERROR'] as const;
export type AdjustmentKind = (typeof ADJUSTMENT_KINDS)[number];

export class AgreeAdjustment {
  @Code() readonly practice!: string;
  @YearField() readonly year!: string;
  @Id() readonly adjustment!: string;
  @OneOf(ADJUSTMENT_KINDS) readonly kind!: AdjustmentKind;
  @MonthField({ optional: true, about: 'Left out: spread equally over the year' }) readonly month?: number;
  @SignedPence({ about: 'Above 0 it helps the holder' }) readonly pence!: number;
}

export class RecordOverspend {
  @Code({ about: 'A practice or a group' }) readonly holder!: string;
  @YearField({ about: 'The year that was overspent' }) readonly fromYear!: string;
  @Pence({ about: 'Replaces what was recorded for that year' }) readonly pence!: number;
}

@ExactlyOneOf<OfferRelease>('shareBp', 'pence')
export class OfferRelease {
  @Code({ about: 'A practice or a group' }) readonly holder!: string;
  @YearField() readonly year!: string;
  @Bp({ optional: true, about: 'What the commissioner is willing to pay, as a share; or pence' })
  readonly shareBp?: number;
  @Pence({ optional: true, about: 'What the commissioner is willing to pay; or shareBp' }) readonly pence?: number;
}

export class ClaimSavings {
  @Id() readonly claim!: string;
  @Code({ about: 'A practice or a group' }) readonly holder!: string;
  @YearField() readonly year!: string;
  @Pence() readonly pence!: number;
  @Id({ optional: true }) readonly scheme?: string;
  @Text({ optional: true, about: 'How the saving was worked out' }) readonly method?: string;
  @Text({ optional: true, about: 'Against what it is measured, and how that was set' }) readonly baseline?: string;
  @Code({ optional: true, about: 'The body that agreed to the baseline' }) readonly baselineAgreedBy?: string;
  @DateField({ optional: true, about: 'The day on which it did' }) readonly baselineAgreedOn?: string;
}

export class ConfirmEntitlement {
  @Code({ about: 'A practice or a group' }) readonly holder!: string;
  @YearField() readonly year!: string;
  @Lines({ optional: true, about: 'The lines for which any actual will do, frozen or not' })
  readonly acceptEstimates?: Line[];
}

export const PURPOSES = ['PATIENT_SERVICE', 'PREMISES', 'MANAGEMENT'] as const;
export type Purpose = (typeof PURPOSES)[number];

export class ApproveUse {
  @Code({ about: 'A practice or a group' }) readonly holder!: string;
  @YearField() readonly year!: string;
  @Id() readonly use!: string;
  @Pence() readonly pence!: number;
  @OneOf(PURPOSES, { optional: true }) readonly purpose?: Purpose;
}

export class ReleaseFunds {
  @Code({ about: 'A practice or a group' }) readonly holder!: string;
  @YearField() readonly year!: string;
  @Id() readonly release!: string;
  @Pence() readonly pence!: number;
  @OneOf(PURPOSES, { optional: true }) readonly purpose?: Purpose;
}

@Rule<RecordPayment>('pence', ({ pence, reverses }) => {
  if (reverses === undefined)
    return pence > 0 ? undefined : `must be above 0; got ${pence} (below 0 it must name the payment it reverses)`;
  return pence < 0 ? undefined : `must be below 0 where it reverses a payment; got ${pence}`;
})
export class RecordPayment {
  @Code({ about: 'A practice or a group' }) readonly holder!: string;
  @YearField() readonly year!: string;
  @Id() readonly payment!: string;
  @NonZeroPence({ about: 'Above 0; with reverses below 0' }) readonly pence!: number;
  @Id({ optional: true, about: 'The payment that is taken back' }) readonly reverses?: string;
  @Code({ optional: true, about: 'Who paid' }) readonly by?: string;
  @Text({ optional: true, about: 'What was given instead of money; it counts as paid by its pence' })
  readonly inKind?: string;
}
