import {
  Code,
  DateField,
  Id,
  KnownAt,
  RowsAtMost,
  RowsPassedOver,
  TrueOrFalse,
  UpToPosition,
  YearField,
} from '../fields.js';
import { AtLeastOneOf, ExactlyOneOf } from '../rules.js';

export class CaseQuestion {
  @Id({ about: 'A plan or a business case' }) readonly case!: string;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}

@ExactlyOneOf<CasesQuestion>('commissioner', 'holder')
export class CasesQuestion {
  @Code({ optional: true, about: 'Those that it, or a body that it succeeded, is to decide; or holder' })
  readonly commissioner?: string;
  @Code({ optional: true, about: 'Those of a practice or a group; or commissioner' }) readonly holder?: string;
  @YearField({ optional: true, about: 'The year in which they were received' }) readonly year?: string;
  @TrueOrFalse({ optional: true, about: 'true: only those not yet decided; false: only those decided' })
  readonly open?: boolean;
  @RowsAtMost() readonly limit?: number;
  @RowsPassedOver() readonly after?: number;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}

@AtLeastOneOf<ArrangementsQuestion>('commissioner', 'holder')
export class ArrangementsQuestion {
  @Code({ optional: true, about: 'Those with it, or with a body that it succeeded' }) readonly commissioner?: string;
  @Code({ optional: true, about: 'Those of a practice or a group' }) readonly holder?: string;
  @RowsAtMost() readonly limit?: number;
  @RowsPassedOver() readonly after?: number;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}

export class ResponsibilitiesQuestion {
  @Code({ about: 'For whose population' }) readonly commissioner!: string;
  @DateField({ optional: true, about: 'Left out: the day of knownAt' }) readonly on?: string;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}

@ExactlyOneOf<ServicesQuestion>('commissioner', 'holder')
export class ServicesQuestion {
  @Code({ optional: true, about: 'Those of its practices and groups; or holder' }) readonly commissioner?: string;
  @Code({ optional: true, about: 'Those of a practice or a group; or commissioner' }) readonly holder?: string;
  @YearField() readonly year!: string;
  @RowsAtMost() readonly limit?: number;
  @RowsPassedOver() readonly after?: number;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}

@AtLeastOneOf<DecisionsQuestion>('commissioner', 'holder')
export class DecisionsQuestion {
  @Code({ optional: true, about: 'Those that were its, or of a body that it succeeded, to take' })
  readonly commissioner?: string;
  @Code({ optional: true, about: 'Those about a practice or a group' }) readonly holder?: string;
  @RowsAtMost() readonly limit?: number;
  @RowsPassedOver() readonly after?: number;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}
