import { apportion, sumPence, type Day, type Pence, type Year } from '#kernel';
import type { EventRef } from '../history.js';
import type { Facts } from './facts.js';
import type { GroupFigure } from './group-pool.js';
import { membersOn, splitAmong } from './split-key.js';

/** What was paid, or made available, net of what was taken back. */
export const netOf = (payments: ReadonlyMap<string, { readonly pence: Pence }>): Pence =>
  sumPence([...payments.values()].map(({ pence }) => pence));

/** Rule 62: overpayments of earlier years that were set against this one. */
export const broughtIn = (facts: Facts, holder: string, year: Year): readonly SetOff[] =>
  facts
    .yearsMovedFrom(holder)
    .filter((fromYear) => fromYear < year)
    .flatMap((fromYear) =>
      [...facts.account(holder, fromYear).setOffs].flatMap(([id, { toYear, pence, ref }]) =>
        toYear === year ? [{ id, fromYear, pence, ref }] : [],
      ),
    );

export type SetOff = { readonly id: string; readonly fromYear: Year; readonly pence: Pence; readonly ref: EventRef };

/** What counts as paid to a holder for a year: its payments, with what overpayments of it and for it were set off. */
export function paidTo(facts: Facts, holder: string, year: Year): Pence {
  const { payments, setOffs } = facts.account(holder, year);
  return sumPence([netOf(payments), -netOf(setOffs), ...broughtIn(facts, holder, year).map(({ pence }) => pence)]);
}

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
