import {
  Code,
  DateField,
  Id,
  InstantField,
  PositionField,
  RowsAtMost,
  RowsPassedOver,
  TrueOrFalse,
  YearField,
} from '../fields.js';

const KNOWN_AT = 'What was known then; left out: everything recorded';
const POSITION = 'Only events up to this position';

export class StatementQuestion {
  @Id() readonly statement!: string;
  @InstantField({ optional: true, about: KNOWN_AT }) readonly knownAt?: string;
  @PositionField({ optional: true, about: POSITION }) readonly position?: number;
}

export class StatementsIssuedQuestion {
  @Code({ optional: true, about: 'Only about this practice or group' }) readonly holder?: string;
  @Code({ optional: true, about: 'Only where it is the debtor' }) readonly commissioner?: string;
  @YearField({ optional: true }) readonly year?: string;
  @TrueOrFalse({ optional: true, about: 'Only those whose figure is another now, or only the others' })
  readonly wrong?: boolean;
  @RowsAtMost() readonly limit?: number;
  @RowsPassedOver() readonly after?: number;
  @InstantField({ optional: true, about: KNOWN_AT }) readonly knownAt?: string;
  @PositionField({ optional: true, about: POSITION }) readonly position?: number;
}

export class ToldOnQuestion {
  @Code({ about: 'A practice or a group' }) readonly holder!: string;
  @YearField() readonly year!: string;
  @DateField({ about: 'What had been told by the end of this day' }) readonly on!: string;
  @InstantField({ optional: true, about: KNOWN_AT }) readonly knownAt?: string;
  @PositionField({ optional: true, about: POSITION }) readonly position?: number;
}
