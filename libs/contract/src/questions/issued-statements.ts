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

export class StatementQuestion {
  @Id() readonly statement!: string;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}

export class StatementsIssuedQuestion {
  @Code({ optional: true, about: 'Only about this practice or group' }) readonly holder?: string;
  @Code({ optional: true, about: 'Only where it is the debtor' }) readonly commissioner?: string;
  @YearField({ optional: true }) readonly year?: string;
  @TrueOrFalse({ optional: true, about: 'Only those whose figure is another now, or only the others' })
  readonly wrong?: boolean;
  @RowsAtMost() readonly limit?: number;
  @RowsPassedOver() readonly after?: number;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}

export class ToldOnQuestion {
  @Code({ about: 'A practice or a group' }) readonly holder!: string;
  @YearField() readonly year!: string;
  @DateField({ about: 'What had been told by the end of this day' }) readonly on!: string;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}
