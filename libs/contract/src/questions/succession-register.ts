import { Code, DateField, InstantField, PositionField, RowsAtMost, RowsPassedOver } from '../fields.js';

export class SuccessionRegisterQuestion {
  @Code({ optional: true, about: 'A commissioner that was closed; left out: every one' })
  readonly commissioner?: string;
  @DateField({ optional: true, about: 'Only bodies whose last day it was' }) readonly on?: string;
  @RowsAtMost() readonly limit?: number;
  @RowsPassedOver() readonly after?: number;
  @InstantField({ optional: true, about: 'What was known then; left out: everything recorded' })
  readonly knownAt?: string;
  @PositionField({ optional: true, about: 'Only events up to this position' }) readonly position?: number;
}
