import { apportion, sumPence, type Day, type Pence, type Year } from '#kernel';
import type { Payment } from '../account/state.js';
import type { Facts } from './facts.js';
import type { GroupFigure } from './group-pool.js';
import { membersOn, splitAmong } from './split-key.js';

/** What was paid, or made available, net of what was taken back. */
export const netOf = (payments: ReadonlyMap<string, Payment>): Pence =>
  sumPence([...payments.values()].map(({ pence }) => pence));

/**
 * Rule 18: what a group was paid or released falls to the practices in proportion to their parts; where all are 0, to
 * the weights of the members at `asAt`.
 */
export function portionsOf(
  facts: Facts,
  group: string,
  { byPractice }: GroupFigure,
  year: Year,
  asAt: Day,
  amount: Pence,
): ReadonlyMap<string, Pence> {
  const parts = [...byPractice];
  if (parts.some(([, pence]) => pence > 0)) {
    const split = apportion(
      amount,
      parts.map(([, pence]) => pence),
    );
    return new Map(parts.map(([practice], index) => [practice, split[index]!]));
  }
  const among = splitAmong(facts, group, membersOn(facts, group, asAt), year, amount);
  return new Map(among.map(({ practice, pence }) => [practice, pence]));
}
