import { Code, InstantField, PositionField, RowsAtMost, RowsPassedOver, YearField } from '../fields.js';
import { ExactlyOneOf } from '../rules.js';

@ExactlyOneOf<TransfersQuestion>('practice', 'commissioner')
export class TransfersQuestion {
  @Code({ optional: true, about: 'What was moved from it and to it; or commissioner' }) readonly practice?: string;
  @Code({ optional: true, about: 'That of all practices that were ever its own; or practice' })
  readonly commissioner?: string;
  @YearField({ optional: true, about: 'Left out: all years' }) readonly year?: string;
  @RowsAtMost() readonly limit?: number;
  @RowsPassedOver() readonly after?: number;
  @InstantField({ optional: true, about: 'What was known then; left out: everything recorded' })
  readonly knownAt?: string;
  @PositionField({ optional: true, about: 'Only events up to this position' }) readonly position?: number;
}
