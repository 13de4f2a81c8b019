import { MONTHS, apportion, monthOf, type Month, type Pence, type Year } from '#kernel';
import type { Account, Budget, Entry } from '../account/state.js';
import type { Weights } from '../account/events.js';
import { lineAmounts, type Line } from '../service-lines.js';
import { remember } from './remember.js';

/** A twelfth to every month. */
export const EQUALLY: Weights = MONTHS.map(() => 1);

/** Rule 4: a line's own profile, else the budget's, else equally. */
export const weightsOf = (budget: Budget | undefined, line: Line): Weights =>
  budget?.profiles[line] ?? budget?.profile ?? EQUALLY;

/** Pence by line and month: index 0 is M1. */
export type Spread = ReadonlyMap<Line, readonly Pence[]>;

/** Rule 4: the budget as set, spread over M1 to M12. */
export const budgetByMonth: (budget: Budget, key: 'all') => Spread = remember(
  (budget) =>
    new Map(lineAmounts(budget.lines).map(([line, pence]) => [line, apportion(pence, weightsOf(budget, line))])),
);

export type EntrySpread = { readonly firstMonth: Month; readonly lines: Spread };

type Spreading = { readonly budget: Budget | undefined; readonly year: Year; readonly spread: EntrySpread };
const spreadings = new WeakMap<Entry, Spreading>();

/** Rule 4: an entry spread over the months from the one that holds its day, by the same weights. */
export function entryByMonth({ budget }: Account, entry: Entry, year: Year): EntrySpread {
  const before = spreadings.get(entry);
  if (before?.budget === budget && before?.year === year) return before.spread;
  const spread = spreadEntry(budget, entry, year);
  spreadings.set(entry, { budget, year, spread });
  return spread;
}

function spreadEntry(budget: Budget | undefined, entry: Entry, year: Year): EntrySpread {
  const firstMonth = monthOf(year, entry.effectiveOn);
  const before = EQUALLY.slice(0, firstMonth - 1).map(() => 0);
  const lines = new Map(
    lineAmounts(entry.lines).map(([line, pence]) => {
      const weights = weightsOf(budget, line).slice(firstMonth - 1);
      const some = weights.some((weight) => weight > 0) ? weights : weights.map(() => 1);
      return [line, [...before, ...apportion(pence, some)]] as const;
    }),
  );
  return { firstMonth, lines };
}

/** Rule 2: the lines that the practice's budget for the year names, base or any entry. */
export const budgetedLines: (account: Account, key: 'all') => ReadonlySet<Line> = remember((account) => {
  const named = [account.budget?.lines ?? {}, ...[...account.entries.values()].map(({ lines }) => lines)];
  return new Set(named.flatMap((lines) => lineAmounts(lines).map(([line]) => line)));
});

/** Whether anything was budgeted for the year. */
export const hasBudget = (account: Account): boolean => account.budget !== undefined || account.entries.size > 0;
