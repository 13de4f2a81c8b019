import { Code, KnownAt, RowsAtMost, RowsPassedOver, TrueOrFalse, UpToPosition, YearField } from '../fields.js';
import { ExactlyOneOf } from '../rules.js';

@ExactlyOneOf<ChallengesQuestion>('practice', 'commissioner')
export class ChallengesQuestion {
  @Code({ optional: true, about: 'Its challenges; or commissioner' }) readonly practice?: string;
  @Code({ optional: true, about: 'Those of all practices that were ever its own; or practice' })
  readonly commissioner?: string;
  @YearField({ optional: true, about: 'Left out: all years' }) readonly year?: string;
  @TrueOrFalse({ optional: true, about: 'Only those without an answer, or only those with one' })
  readonly open?: boolean;
  @RowsAtMost() readonly limit?: number;
  @RowsPassedOver() readonly after?: number;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}
