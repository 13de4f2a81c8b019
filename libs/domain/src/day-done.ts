import { dateOf, dayOf, type Day, type IsoDate } from '#kernel';
import { mustNotBeFuture } from './agreement/rules.js';

/** The day on which something was done: the day recorded where it is left out, and never after it. */
export function dayDone(given: IsoDate | undefined, recordedOn: Day, field: string): IsoDate {
  if (given !== undefined) mustNotBeFuture(dayOf(given), recordedOn, field);
  return given ?? dateOf(recordedOn);
}
