import { Code, DateField, InstantField, PositionField, WholeNumber } from '../fields.js';

export class SuccessionRegisterQuestion {
  @Code({ optional: true, about: 'A commissioner that was closed; left out: every one' })
  readonly commissioner?: string;
  @DateField({ optional: true, about: 'Only bodies whose last day it was' }) readonly on?: string;
  @WholeNumber(1, 1_000, { optional: true, about: 'Rows at most; left out: 1000' }) readonly limit?: number;
  @WholeNumber(0, 10_000_000, { optional: true, about: 'How many rows to pass over: the next of the page before' })
  readonly after?: number;
  @InstantField({ optional: true, about: 'What was known then; left out: everything recorded' })
  readonly knownAt?: string;
  @PositionField({ optional: true, about: 'Only events up to this position' }) readonly position?: number;
}
