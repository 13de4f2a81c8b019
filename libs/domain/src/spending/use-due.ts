import { dateOf, dayOf, londonDay, type Day } from '#kernel';
import type { PoliciesInForce } from '../policy/in-force.js';
import type { Use } from './state.js';

/** Rule 59: the last day before the same date some years on; of 29 February the day before 1 March. */
function lastDayWithin(approvedOn: Day, years: number): Day {
  const date = dateOf(approvedOn);
  const year = String(Number(date.slice(0, 4)) + years).padStart(4, '0');
  return date.endsWith('-02-29') ? dayOf(`${year}-02-28`) : dayOf(`${year}${date.slice(4)}`) - 1;
}

/** The last day in time to spend what was approved, by the policy of the day on which it was; and the version that says it. */
export function useDue(
  { ref }: Pick<Use, 'ref'>,
  policiesOn: (day: Day) => PoliciesInForce,
): { readonly dueOn: Day; readonly by: string } | undefined {
  const approvedOn = londonDay(ref.recordedAt);
  const held = policiesOn(approvedOn).on('useYears', approvedOn);
  return held && { dueOn: lastDayWithin(approvedOn, held.value), by: held.version.policy };
}
