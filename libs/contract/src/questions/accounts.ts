import { instant } from '#kernel';
import { Code, DateField, InstantField, KnownAt, UpToPosition, YearField } from '../fields.js';
import { ExactlyOneOf } from '../rules.js';
import { Rule } from '../shape.js';

@ExactlyOneOf<RollForwardQuestion>('of', 'holder')
@Rule<RollForwardQuestion>('to', ({ from, to }) =>
  instant(from) > instant(to) ? `must not be before from (${from}); got ${to}` : undefined,
)
export class RollForwardQuestion {
  @Code({ optional: true, about: 'The code of a body, or ENGLAND; or holder' }) readonly of?: string;
  @Code({ optional: true, about: 'A practice or a group; or of' }) readonly holder?: string;
  @YearField() readonly year!: string;
  @InstantField({ about: 'What was known then is the opening' }) readonly from!: string;
  @InstantField({ about: 'What was known then is the closing' }) readonly to!: string;
  @UpToPosition() readonly position?: number;
}

@ExactlyOneOf<UnderAgreementQuestion>('commissioner', 'of')
export class UnderAgreementQuestion {
  @Code({ optional: true, about: 'One commissioner; or of' }) readonly commissioner?: string;
  @Code({ optional: true, about: 'The code of a body, or ENGLAND; or commissioner' }) readonly of?: string;
  @YearField() readonly year!: string;
  @DateField({ optional: true, about: 'A day of the year; left out: the one nearest to the day of knownAt' })
  readonly on?: string;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}
