import type { Year } from '#kernel';
import { entriesOf } from './cells.js';
import type { Effect } from './commands.js';
import { told, type Known, type Told } from './facts.js';
import { roundedUp } from './fractions.js';
import { remembered } from './remembered.js';

/** Rule 23: all effects so far for a holder's year, in recorded order. */
export const effectsFor = remembered((known: Known, holder: string, year: Year): readonly Effect[] => {
  const disputes = told(known, 'OpenDispute').filter((opened) => opened.holder === holder && opened.year === year);
  return told(known, 'IssueRuling')
    .filter(({ dispute }) => disputes.some((opened) => opened.dispute === dispute))
    .flatMap(({ effects }) => effects ?? []);
});

/** Whether a dispute about the holder's year is open; one that was remitted is. */
export const hasOpenDispute = (known: Known, holder: string, year: Year): boolean =>
  told(known, 'OpenDispute')
    .filter((opened) => opened.holder === holder && opened.year === year)
    .some(
      (opened) =>
        !told(known, 'IssueRuling').some(
          ({ dispute, outcome }) => dispute === opened.dispute && outcome !== 'REMITTED',
        ),
    );

/** Of a share and a sum that were set, the later one holds. */
export function holding(effects: readonly Effect[]): Effect | undefined {
  return effects.findLast(({ kind }) => kind !== 'COUNT_ENTRY');
}

const returners = (entries: readonly Told<'PostBudgetEntry'>[], entry: string): readonly string[] => [
  entry,
  ...entries.filter(({ returns }) => returns === entry).flatMap((back) => returners(entries, back.entry)),
];

/** The portions, in basis points, in which entries of a practice count by rulings for a holder. */
export const portions = remembered(
  (known: Known, holder: string, practice: string, year: Year): ReadonlyMap<string, number> => {
    const entries = entriesOf(known, practice, year);
    const found = new Map<string, number>();
    for (const effect of effectsFor(known, holder, year)) {
      if (effect.kind !== 'COUNT_ENTRY' || (effect.practice ?? practice) !== practice) continue;
      for (const entry of returners(entries, effect.entry!)) found.set(entry, effect.portionBp!);
    }
    return found;
  },
);

/** A portion of an amount, rounded towards the holder's favour: up. */
export const portionOf = (pence: number, portionBp: number): number =>
  Number(roundedUp(BigInt(pence) * BigInt(portionBp), 10_000n));
