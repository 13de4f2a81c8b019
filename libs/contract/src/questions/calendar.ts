import { Code, KnownAt, UpToPosition, YearField } from '../fields.js';
import { Rule } from '../shape.js';

@Rule<CalendarQuestion>('commissioner', ({ practice, commissioner }) =>
  practice === undefined || commissioner === undefined ? undefined : 'must be left out with practice',
)
export class CalendarQuestion {
  @YearField() readonly year!: string;
  @Code({ optional: true, about: 'Its own dates come before the country’s' }) readonly commissioner?: string;
  @Code({ optional: true, about: 'When its data came, by the calendar of its commissioner' })
  readonly practice?: string;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}
