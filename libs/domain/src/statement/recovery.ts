import { apportion, sumPence, yearsBetween, type Pence, type Year } from '#kernel';
import type { RecoveryTerms } from '../agreement/events.js';
import type { EventRef } from '../history.js';
import type { Facts } from './facts.js';

export type Overspend = { readonly fromYear: Year; readonly pence: Pence; readonly ref: EventRef };

/** Overspends recorded for years before `year`, in the order of the years. */
export const overspendsBefore = (facts: Facts, holder: string, year: Year): readonly Overspend[] =>
  facts
    .overspendYears(holder)
    .filter((fromYear) => fromYear < year)
    .flatMap((fromYear) => {
      const { overspend } = facts.account(holder, fromYear);
      return overspend ? [{ fromYear, ...overspend }] : [];
    });

/** Rule 12: what the terms make due up to and in `year`, before what earlier years recovered. */
export function dueSoFar(terms: RecoveryTerms, overspends: readonly Overspend[], year: Year): Pence {
  switch (terms.kind) {
    case 'NONE':
      return 0;
    case 'FULL_FIRST':
      return sumPence(overspends.map(({ pence }) => pence));
    case 'INSTALMENTS':
      return sumPence(
        overspends.flatMap(({ fromYear, pence }) =>
          apportion(pence, Array<number>(terms.years).fill(1)).slice(0, yearsBetween(fromYear, year)),
        ),
      );
  }
}
