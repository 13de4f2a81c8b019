import { Code, DateField, KnownAt, RowsAtMost, RowsPassedOver, UpToPosition, YearField } from '../fields.js';

export class PolicyQuestion {
  @Code({ optional: true, about: 'A commissioner; left out: the whole country' }) readonly body?: string;
  @DateField({ optional: true, about: 'Left out: the day of knownAt' }) readonly on?: string;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}

export class ExceptionsQuestion {
  @Code({ optional: true, about: 'Left out: the whole country, and every commissioner' })
  readonly commissioner?: string;
  @YearField({ optional: true, about: 'Only what has days in it' }) readonly year?: string;
  @RowsAtMost() readonly limit?: number;
  @RowsPassedOver() readonly after?: number;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}
