import { dayOf, type Day, type Month, type Year } from '#kernel';
import { isGroup, membersOf } from './bodies.js';
import {
  actualsOf,
  adjustmentsOf,
  baseOf,
  costsOf,
  countedCells,
  daysOf,
  entriesOf,
  entryIn,
  type Amount,
  type Cell,
} from './cells.js';
import type { Known, Told } from './facts.js';
import { split, whole } from './fractions.js';
import { portionOf, portions } from './rulings.js';
import { segmentOf, stretchesOf, type Segment, type Stretch } from './terms.js';
import { remembered } from './remembered.js';

/** What an amount brings to a segment of the holder. */
export type Brought = {
  readonly kind: 'budget' | 'actual' | 'cost' | 'adjustment';
  readonly segment: Segment;
  readonly pence: number;
  /** Of an actual or a restatement other than 0: whether it was split over a border. */
  readonly wasSplit: boolean;
};

export type Account = { readonly brought: readonly Brought[]; readonly months: readonly Month[] };

type Part = { readonly stretch: Stretch; readonly pence: number; readonly wasSplit: boolean };

/** The days of a stretch follow each other. */
const lies = (day: Day, { days }: Stretch): boolean => days[0]! <= day && day <= days.at(-1)!;

/** Rule 8: each recorded amount on its own, by the days that it has in each stretch. */
function partsOf({ pence, days }: Amount, stretches: readonly Stretch[]): readonly Part[] {
  const touched = stretches
    .map((stretch) => ({ stretch, weight: days.filter((day) => lies(day, stretch)).length }))
    .filter(({ weight }) => weight > 0);
  if (touched.length === 0) return [];
  const parts = split(
    pence,
    touched.map(({ weight }) => whole(weight)),
  );
  return touched.map(({ stretch }, index) => ({ stretch, pence: parts[index]!, wasSplit: touched.length > 1 }));
}

const ALWAYS = ['GROWTH', 'TARIFF', 'LIST_CHANGE', 'VIREMENT', 'CORRECTION', 'TOP_SLICE_RETURNED'];

/** Rule 6: whether a line of an entry counts in a segment. */
function counts(
  entries: readonly Told<'PostBudgetEntry'>[],
  entry: Told<'PostBudgetEntry'>,
  line: string,
  segment: Segment,
): boolean {
  if (entry.returns !== undefined) {
    const returned = entries.find(({ entry: id }) => id === entry.returns);
    return returned !== undefined && counts(entries, returned, line, segment);
  }
  if (ALWAYS.includes(entry.reason) || (entry.lines[line] ?? 0) >= 0) return true;
  const decided: Day = entry.decidedOn === undefined ? entry.day : dayOf(entry.decidedOn);
  return segment.protectedSince === undefined || decided < segment.protectedSince;
}

/** What one practice's year brings to the holder: the practice itself, or a group of which it is a member. */
export const accountOf = remembered(
  (known: Known, holder: string, practice: string, year: Year, asAt: Day): Account => {
    const stretches = stretchesOf(known, practice, year);
    const cells = countedCells(known, practice, year, asAt);
    const entries = entriesOf(known, practice, year);
    const ruled = portions(known, holder, practice, year);
    const brought: Brought[] = [];

    const bring = (
      kind: Brought['kind'],
      amount: Amount,
      line: string | undefined,
      isIn: (segment: Segment) => boolean = () => true,
    ): void => {
      for (const { stretch, pence, wasSplit } of partsOf(amount, stretches)) {
        const segment = segmentOf(stretch, line);
        if (stretch.owner !== holder || !isIn(segment)) continue;
        brought.push({ kind, segment, pence, wasSplit: wasSplit && kind === 'actual' && amount.pence !== 0 });
      }
    };
    const bringEntry = (entry: Told<'PostBudgetEntry'>, cell: Cell): void => {
      const pence = entry.lines[cell.line];
      if (pence === undefined) return;
      const portion = ruled.get(entry.entry);
      if (portion !== undefined) bring('budget', entryIn(known, entry, portionOf(pence, portion), cell), cell.line);
      else
        bring('budget', entryIn(known, entry, pence, cell), cell.line, (segment) =>
          counts(entries, entry, cell.line, segment),
        );
    };

    for (const cell of cells) {
      bring('budget', baseOf(known, practice, year, cell), cell.line);
      for (const entry of entries) bringEntry(entry, cell);
      for (const amount of actualsOf(known, practice, year, cell)!) bring('actual', amount, cell.line);
    }
    const months = cells.map(({ month }) => month);
    for (const { month, pence } of costsOf(known, practice, year)) {
      if (months.includes(month)) bring('cost', { pence, days: daysOf(year, month) }, undefined);
    }
    for (const { month, pence, line } of adjustmentsOf(known, practice, year)) {
      const isCounted =
        line === undefined ? months.includes(month) : cells.some((c) => c.line === line && c.month === month);
      if (isCounted) bring('adjustment', { pence, days: daysOf(year, month) }, line);
    }
    const own = stretches.filter(({ owner }) => owner === holder).flatMap(({ days }) => days);
    return { brought, months: months.filter((month) => daysOf(year, month).some((day) => own.includes(day))) };
  },
);

/** Rule 15: a group's account pools its members'. */
export function accountOfHolder(known: Known, holder: string, year: Year, asAt: Day): Account {
  const practices = isGroup(known, holder) ? membersOf(known, holder, year) : [holder];
  const accounts = practices.map((practice) => accountOf(known, holder, practice, year, asAt));
  return {
    brought: accounts.flatMap(({ brought }) => brought),
    months: [...new Set(accounts.flatMap(({ months }) => months))],
  };
}
