import { instant } from '#kernel';
import { Code, Id, InstantField, OneOf, PositionField, WholeNumber } from '../fields.js';
import { Rule } from '../shape.js';

/** By which door a reader came. */
const WAYS = ['API', 'PAGE', 'CLI'] as const;
/** What came of a look; LOST tells how many could not be kept. */
const OUTCOMES = ['ANSWERED', 'REFUSED', 'FAILED', 'LOST'] as const;

const LARGEST = Number.MAX_SAFE_INTEGER;

@Rule<AccessLogQuestion>('to', ({ from, to }) =>
  from !== undefined && to !== undefined && instant(from) > instant(to)
    ? `must not be before from (${from}); got ${to}`
    : undefined,
)
export class AccessLogQuestion {
  @Id({ optional: true, about: 'Only looks of this actor, as they call themselves' }) readonly actor?: string;
  @Code({ optional: true, about: 'Only looks at this practice or group' }) readonly holder?: string;
  @Code({ optional: true, about: 'Only looks at this commissioner' }) readonly commissioner?: string;
  @Id({ optional: true, about: 'Only looks at this case, dispute, document (SHA-256), statement or body' })
  readonly subject?: string;
  @Id({ optional: true, about: 'Only this question, such as entitlement; a list by its address; events; document' })
  readonly question?: string;
  @OneOf(WAYS, { optional: true, about: 'Only looks through this door' }) readonly way?: (typeof WAYS)[number];
  @OneOf(OUTCOMES, { optional: true, about: 'Only looks of which this came' })
  readonly outcome?: (typeof OUTCOMES)[number];
  @InstantField({ optional: true, about: 'Only looks at this moment or after' }) readonly from?: string;
  @InstantField({ optional: true, about: 'Only looks at this moment or before' }) readonly to?: string;
  @OneOf(['number', '-number'], { optional: true, about: 'The oldest first, or (left out) the newest: -number' })
  readonly sort?: 'number' | '-number';
  @WholeNumber(1, 1000, { optional: true, about: 'Looks at most; left out: 100' }) readonly limit?: number;
  @WholeNumber(0, LARGEST, { optional: true, about: 'The `next` of the page before' }) readonly after?: number;
  @WholeNumber(0, LARGEST, { optional: true, about: 'Only looks up to this number, as an answer tells it' })
  readonly upTo?: number;
  @InstantField({ optional: true, about: 'Only looks up to this moment; left out: all' }) readonly knownAt?: string;
  @PositionField({ optional: true, about: 'Only what was answered from events up to this position' })
  readonly position?: number;
}
