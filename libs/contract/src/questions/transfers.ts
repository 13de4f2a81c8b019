import { Code, KnownAt, RowsAtMost, RowsPassedOver, UpToPosition, YearField } from '../fields.js';
import { ExactlyOneOf } from '../rules.js';

@ExactlyOneOf<TransfersQuestion>('practice', 'commissioner')
export class TransfersQuestion {
  @Code({ optional: true, about: 'What was moved from it and to it; or commissioner' }) readonly practice?: string;
  @Code({ optional: true, about: 'That of all practices that were ever its own; or practice' })
  readonly commissioner?: string;
  @YearField({ optional: true, about: 'Left out: all years' }) readonly year?: string;
  @RowsAtMost() readonly limit?: number;
  @RowsPassedOver() readonly after?: number;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}
