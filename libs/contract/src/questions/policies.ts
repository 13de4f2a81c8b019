import { Code, DateField, InstantField, PositionField, RowsAtMost, RowsPassedOver, YearField } from '../fields.js';

const KNOWN_AT = 'What was known then; left out: everything recorded';
const POSITION = 'Only events up to this position';

export class PolicyQuestion {
  @Code({ optional: true, about: 'A commissioner; left out: the whole country' }) readonly body?: string;
  @DateField({ optional: true, about: 'Left out: the day of knownAt' }) readonly on?: string;
  @InstantField({ optional: true, about: KNOWN_AT }) readonly knownAt?: string;
  @PositionField({ optional: true, about: POSITION }) readonly position?: number;
}

export class ExceptionsQuestion {
  @Code({ optional: true, about: 'Left out: the whole country, and every commissioner' })
  readonly commissioner?: string;
  @YearField({ optional: true, about: 'Only what has days in it' }) readonly year?: string;
  @RowsAtMost() readonly limit?: number;
  @RowsPassedOver() readonly after?: number;
  @InstantField({ optional: true, about: KNOWN_AT }) readonly knownAt?: string;
  @PositionField({ optional: true, about: POSITION }) readonly position?: number;
}
