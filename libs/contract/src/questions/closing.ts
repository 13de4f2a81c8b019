import { Code, KnownAt, RowsAtMost, RowsPassedOver, UpToPosition, YearField } from '../fields.js';

export class PriorYearItemsQuestion {
  @Code() readonly commissioner!: string;
  @YearField({ about: 'The year that was closed' }) readonly year!: string;
  @RowsAtMost() readonly limit?: number;
  @RowsPassedOver() readonly after?: number;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}
