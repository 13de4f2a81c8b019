import { Code, InstantField, PositionField, RowsAtMost, RowsPassedOver, YearField } from '../fields.js';

export class PriorYearItemsQuestion {
  @Code() readonly commissioner!: string;
  @YearField({ about: 'The year that was closed' }) readonly year!: string;
  @RowsAtMost() readonly limit?: number;
  @RowsPassedOver() readonly after?: number;
  @InstantField({ optional: true, about: 'What was known then; left out: everything recorded' })
  readonly knownAt?: string;
  @PositionField({ optional: true, about: 'Only events up to this position' }) readonly position?: number;
}
