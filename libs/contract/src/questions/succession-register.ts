import { Code, DateField, KnownAt, RowsAtMost, RowsPassedOver, UpToPosition } from '../fields.js';

export class SuccessionRegisterQuestion {
  @Code({ optional: true, about: 'A commissioner that was closed; left out: every one' })
  readonly commissioner?: string;
  @DateField({ optional: true, about: 'Only bodies whose last day it was' }) readonly on?: string;
  @RowsAtMost() readonly limit?: number;
  @RowsPassedOver() readonly after?: number;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}
