import { Bp, Code, DateField, KnownAt, OneOf, UpToPosition, YearField } from '../fields.js';
import { ExactlyOneOf } from '../rules.js';

const AS_AT = 'Left out: the earlier of the day of knownAt and the last day of the year';

export class BudgetQuestion {
  @Code() readonly practice!: string;
  @YearField() readonly year!: string;
  @DateField({ optional: true, about: AS_AT }) readonly asAt?: string;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}

export class ReconciliationQuestion {
  @Code() readonly commissioner!: string;
  @YearField() readonly year!: string;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}

export class PositionQuestion {
  @Code({ about: 'A practice or a group' }) readonly holder!: string;
  @YearField() readonly year!: string;
  @DateField({ optional: true, about: AS_AT }) readonly asAt?: string;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}

export class ForecastExposureQuestion {
  @Code() readonly commissioner!: string;
  @YearField() readonly year!: string;
  @DateField({ optional: true, about: AS_AT }) readonly asAt?: string;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}

@ExactlyOneOf<MovementQuestion>('practice', 'commissioner')
export class MovementQuestion {
  @Code({ optional: true, about: 'Its data; or commissioner' }) readonly practice?: string;
  @Code({ optional: true, about: 'The data of all its practices; or practice' }) readonly commissioner?: string;
  @YearField() readonly year!: string;
  @OneOf(['PROVIDER'], { optional: true, about: 'A row for each provider; left out: for each line and month' })
  readonly by?: 'PROVIDER';
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}

export class LeagueQuestion {
  @Code() readonly commissioner!: string;
  @YearField() readonly year!: string;
  @Bp({ optional: true, about: 'Left out: what policy says' }) readonly toleranceBp?: number;
  @DateField({ optional: true, about: AS_AT }) readonly asAt?: string;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}
