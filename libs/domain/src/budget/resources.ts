import { plus, type Pence } from '#kernel';
import type { FinanceEvent } from '../finance/events.js';
import type { Recorded } from '../history.js';

/** What a commissioner has for a year (rule 47). */
export type Resources = {
  /** As last set; null where none was. */
  readonly limitPence: Pence | null;
  /** Since the limit was last set. */
  readonly adjustmentsPence: Pence;
  readonly topSlicedPence: Pence;
  readonly topSliceReturnedPence: Pence;
  readonly availablePence: Pence | null;
};

type Counted = Omit<Resources, 'availablePence'>;

const NOTHING: Counted = { limitPence: null, adjustmentsPence: 0, topSlicedPence: 0, topSliceReturnedPence: 0 };

function withEvent(counted: Counted, fact: FinanceEvent): Counted {
  switch (fact.type) {
    case 'ResourceLimitSet':
      return { ...counted, limitPence: fact.data.pence, adjustmentsPence: 0 };
    case 'ResourceLimitAdjusted':
      return { ...counted, adjustmentsPence: plus(counted.adjustmentsPence, fact.data.deltaPence) };
    case 'TopSliceApplied':
      return { ...counted, topSlicedPence: plus(counted.topSlicedPence, fact.data.pence) };
    case 'TopSliceReturned':
      return { ...counted, topSliceReturnedPence: plus(counted.topSliceReturnedPence, fact.data.pence) };
    default:
      return counted;
  }
}

/** The limit as last set, with what it was adjusted by since; null where none was set. */
export const adjustedLimit = ({ limitPence, adjustmentsPence }: Counted): Pence | null =>
  limitPence === null ? null : plus(limitPence, adjustmentsPence);

/** @param events  those of a commissioner's finances of a year that count, in order */
export function resourcesOf(events: readonly Recorded[]): Resources {
  const counted = events.reduce((sum, { fact }) => withEvent(sum, fact as FinanceEvent), NOTHING);
  const limit = adjustedLimit(counted);
  const slicesPence = plus(counted.topSliceReturnedPence, -counted.topSlicedPence);
  return { ...counted, availablePence: limit === null ? null : plus(limit, slicesPence) };
}
