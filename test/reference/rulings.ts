import type { Year } from '#kernel';
import { entriesOf } from './cells.js';
import type { Commands, Effect } from './commands.js';
import { told, type Known, type Told } from './facts.js';
import { roundedUp } from './fractions.js';
import { remembered } from './remembered.js';

/**
 * Rule 23: all effects so far for a holder's year, in recorded order. A ruling stands by itself: it is not checked again
 * when the opening of its dispute turns out to be recorded in error (rule 24).
 */
export const effectsFor = remembered((known: Known, holder: string, year: Year): readonly Effect[] => {
  const opened = (ruling: Told<'IssueRuling'>) =>
    known.recorded.findLast(
      (fact) =>
        fact.do === 'OpenDispute' &&
        fact.order < ruling.order &&
        (fact.with as Commands['OpenDispute']).dispute === ruling.dispute,
    )?.with as Commands['OpenDispute'] | undefined;
  return told(known, 'IssueRuling')
    .filter((ruling) => opened(ruling)?.holder === holder && opened(ruling)?.year === year)
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

/** The portion, in basis points, of an entry by rulings: its own, or that of the entry which it returns. */
function portionOfEntry(
  ruled: readonly Effect[],
  entries: readonly Told<'PostBudgetEntry'>[],
  entry: Told<'PostBudgetEntry'>,
): number | undefined {
  const own = ruled.findLast((effect) => effect.entry === entry.entry);
  if (own) return own.portionBp;
  const returned = entries.find(({ entry: id }) => id === entry.returns);
  return returned && portionOfEntry(ruled, entries, returned);
}

/** The portions in which entries of a practice count by rulings for a holder. */
export const portions = remembered(
  (known: Known, holder: string, practice: string, year: Year): ReadonlyMap<string, number> => {
    const entries = entriesOf(known, practice, year);
    const ruled = effectsFor(known, holder, year).filter(
      (effect) => effect.kind === 'COUNT_ENTRY' && (effect.practice ?? practice) === practice,
    );
    const found = entries.map((entry): [string, number | undefined] => [
      entry.entry,
      portionOfEntry(ruled, entries, entry),
    ]);
    return new Map(found.flatMap(([entry, portion]) => (portion === undefined ? [] : [[entry, portion]])));
  },
);

/** A portion of an amount, rounded towards the holder's favour: up. */
export const portionOf = (pence: number, portionBp: number): number =>
  Number(roundedUp(BigInt(pence) * BigInt(portionBp), 10_000n));
