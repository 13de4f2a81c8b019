import { Code, InstantField, PositionField, YearField } from '../fields.js';

export class StatedAccountsQuestion {
  @Code() readonly commissioner!: string;
  @YearField() readonly year!: string;
  @InstantField({ optional: true, about: 'What was known then; left out: everything recorded' })
  readonly knownAt?: string;
  @PositionField({ optional: true, about: 'Only events up to this position' }) readonly position?: number;
}
