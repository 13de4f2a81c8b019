import { Code, DateField, MonthField, Pence, SignedPence, Text, TrueOrFalse, YearField } from '../fields.js';
import { ExactlyOneOf } from '../rules.js';

export class SetResourceLimit {
  @Code() readonly commissioner!: string;
  @YearField() readonly year!: string;
  @Pence() readonly pence!: number;
  @Text() readonly because!: string;
  @TrueOrFalse({ optional: true }) readonly recurrent?: boolean;
}

export class AdjustResourceLimit {
  @Code() readonly commissioner!: string;
  @YearField() readonly year!: string;
  @SignedPence() readonly deltaPence!: number;
  @Text() readonly because!: string;
  @TrueOrFalse({ optional: true }) readonly recurrent?: boolean;
}

export class ReportForecast {
  @Code() readonly commissioner!: string;
  @YearField() readonly year!: string;
  @MonthField() readonly month!: number;
  @SignedPence({ about: 'A surplus is above 0, a deficit below' }) readonly forecastOutturnPence!: number;
}

const LONGEST_BODY = 200;

export class ApplyTopSlice {
  @Code() readonly commissioner!: string;
  @YearField() readonly year!: string;
  @Pence() readonly pence!: number;
  @Text({ longest: LONGEST_BODY, about: 'Who took it, registered or not' }) readonly by!: string;
  @Text() readonly because!: string;
}

export class ReturnTopSlice {
  @Code() readonly commissioner!: string;
  @YearField() readonly year!: string;
  @Pence() readonly pence!: number;
  @Text({ longest: LONGEST_BODY, about: 'Who gave it back, registered or not' }) readonly by!: string;
  @Text() readonly because!: string;
}

export class AdoptRecoveryPlan {
  @Code() readonly commissioner!: string;
  @YearField() readonly year!: string;
  @Text() readonly because!: string;
}

export class SetReleaseFund {
  @Code() readonly commissioner!: string;
  @YearField() readonly year!: string;
  @Pence({ about: 'The money set aside to pay the entitlements of the year; replaces the one before' })
  readonly pence!: number;
}

@ExactlyOneOf<SuspendRelease>('holder', 'commissioner')
export class SuspendRelease {
  @Code({ optional: true, about: 'A practice or a group; or commissioner' }) readonly holder?: string;
  @Code({ optional: true, about: 'Suspends for all to whom it owes; or holder' }) readonly commissioner?: string;
  @YearField() readonly year!: string;
  @Text() readonly because!: string;
  @DateField({ optional: true }) readonly reviewOn?: string;
}

@ExactlyOneOf<LiftSuspension>('holder', 'commissioner')
export class LiftSuspension {
  @Code({ optional: true, about: 'A practice or a group; or commissioner' }) readonly holder?: string;
  @Code({ optional: true, about: 'Whose suspension is lifted; or holder' }) readonly commissioner?: string;
  @YearField() readonly year!: string;
  @Text() readonly because!: string;
  @DateField({ optional: true }) readonly reviewOn?: string;
}
