import {
  Code,
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

export class DisputeQuestion {
  @Id() readonly dispute!: string;
  @InstantField({ optional: true, about: KNOWN_AT }) readonly knownAt?: string;
  @PositionField({ optional: true, about: POSITION }) readonly position?: number;
}

export class DisputesQuestion {
  @Code({ optional: true, about: 'Of this practice or group only' }) readonly holder?: string;
  @Code({ optional: true, about: 'With this commissioner only' }) readonly commissioner?: string;
  @YearField({ optional: true }) readonly year?: string;
  @TrueOrFalse({ optional: true, about: 'Only those that are open; false: only those that are not' })
  readonly open?: boolean;
  @RowsAtMost() readonly limit?: number;
  @RowsPassedOver() readonly after?: number;
  @InstantField({ optional: true, about: KNOWN_AT }) readonly knownAt?: string;
  @PositionField({ optional: true, about: POSITION }) readonly position?: number;
}
