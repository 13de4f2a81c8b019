import { dayOf, type Day, type Pence } from '#kernel';
import { withItem, type EventRef, type Evolution } from '../history.js';
import type { DelegationEvent } from './events.js';

export type DelegatedLimit = {
  readonly committee: string;
  readonly from: Day;
  /** Left out: any amount. */
  readonly limitPence?: Pence;
  readonly ref: EventRef;
};

/** A commissioner's scheme of delegation: every limit that was ever set, in the order recorded. */
export type Delegation = readonly DelegatedLimit[];

export const delegation: Evolution<Delegation, DelegationEvent> = {
  initial: [],
  evolve: {
    DelegatedLimitSet: (state, { committee, from, limitPence }, ref) =>
      withItem(state, { committee, from: dayOf(from), ...(limitPence === undefined ? {} : { limitPence }), ref }),
  },
};

/** Rule 34: the limit of a committee with the latest first day on or before `day`; of equals the one recorded last. */
export function limitOn(limits: Delegation, committee: string, day: Day): DelegatedLimit | undefined {
  const begun = limits.filter((limit) => limit.committee === committee && limit.from <= day);
  return begun.reduce<DelegatedLimit | undefined>(
    (latest, limit) => (latest === undefined || limit.from >= latest.from ? limit : latest),
    undefined,
  );
}
