import { MONTHS, monthDays, plus, sumPence, type Bp, type Day, type Month, type Pence } from '#kernel';
import { cellOf, type Cell } from '../account/cells.js';
import type { Account, Entry } from '../account/state.js';
import type { Line } from '../service-lines.js';
import type { Amount } from './amount.js';
import { monthAmountsOf, portionedInMonth, type MonthAmounts } from './month-amounts.js';
import type { Pieces } from './pieces.js';
import { addSums, noSums, type Sums } from './position.js';
import { remember } from './remember.js';
import type { Segment } from './segments.js';
import { budgetByMonth, budgetedLines, entryByMonth } from './spread.js';

/** What one practice's account comes to as at a day, by holder and segment (rules 2 to 8). */
export type Amounts = {
  readonly byMonth: readonly MonthAmounts[];
  /** B, A, C and X by holder and segment. */
  readonly sums: ReadonlyMap<string, ReadonlyMap<Segment, Sums>>;
  /** Rule 2: by holder, the months that have a counted cell and days of the holder's own. */
  readonly months: ReadonlyMap<string, readonly Month[]>;
  /** Holders for whom an actual or restatement other than 0 was split over a border. */
  readonly estimated: ReadonlySet<string>;
  /** Actuals of lines without a budget, whole. */
  readonly unbudgetedPence: Pence;
};

/** Every amount, month by month. */
export const allAmounts = ({ byMonth }: Amounts): readonly Amount[] => byMonth.flatMap(({ all }) => all());

/** The months of an account that have cells and have ended by `asAt`. */
const endedMonths = (account: Account, { year }: Pieces, asAt: Day): readonly Month[] =>
  MONTHS.filter((month) => account.cells[month - 1]!.size > 0 && monthDays(year, month).last <= asAt);

/** Rule 23: the amounts of entries of which a ruling counts a portion, in every segment whatever protects it. */
export const portionedAmounts = (
  account: Account,
  practice: string,
  pieces: Pieces,
  asAt: Day,
  portionBpOf: (entry: Entry) => Bp | undefined,
): readonly Amount[] =>
  endedMonths(account, pieces, asAt).flatMap((month) =>
    portionedInMonth(account, practice, pieces, month, portionBpOf),
  );

function sumsOf(byMonth: readonly MonthAmounts[]): ReadonlyMap<string, ReadonlyMap<Segment, Sums>> {
  const byHolder = new Map<string, Map<Segment, Sums>>();
  for (const { sums: ofMonth } of byMonth) {
    for (const [holder, segments] of ofMonth) {
      let bySegment = byHolder.get(holder);
      if (!bySegment) byHolder.set(holder, (bySegment = new Map()));
      for (const [segment, sums] of segments) {
        let into = bySegment.get(segment);
        if (!into) bySegment.set(segment, (into = noSums()));
        addSums(into, sums);
      }
    }
  }
  return byHolder;
}

function amounts(account: Account, practice: string, pieces: Pieces, asAt: Day): Amounts {
  const byMonth = endedMonths(account, pieces, asAt).map((month) => monthAmountsOf(account, practice, pieces, month));
  return {
    byMonth,
    sums: sumsOf(byMonth),
    months: monthsByHolder(pieces, byMonth),
    estimated: new Set(byMonth.flatMap(({ estimated }) => [...estimated])),
    unbudgetedPence: byMonth.reduce((sum, { unbudgetedPence }) => plus(sum, unbudgetedPence), 0),
  };
}

const byPieces = remember((_account: Account, _key: 'pieces') => new WeakMap<Pieces, Map<Day, Amounts>>());

/** The amounts of a practice's account as at a day; kept for as long as account and pieces stay as they are. */
export function amountsOf(account: Account, practice: string, pieces: Pieces, asAt: Day): Amounts {
  const ofAccount = byPieces(account, 'pieces');
  const ofPieces = ofAccount.get(pieces) ?? new Map<Day, Amounts>();
  ofAccount.set(pieces, ofPieces);
  const kept = ofPieces.get(asAt) ?? amounts(account, practice, pieces, asAt);
  ofPieces.set(asAt, kept);
  return kept;
}

function monthsByHolder(pieces: Pieces, byMonth: readonly MonthAmounts[]): ReadonlyMap<string, readonly Month[]> {
  const months = new Map<string, Month[]>();
  for (const { month, counted } of byMonth) {
    if (!counted) continue;
    for (const holder of new Set(pieces.byMonth[month - 1]!.map((piece) => piece.holder))) {
      const before = months.get(holder);
      if (before) before.push(month);
      else months.set(holder, [month]);
    }
  }
  return months;
}

/** A cell of the holder's own days whose budget is not 0 (rule 20). */
export type BudgetedCell = { readonly line: Line; readonly month: Month; readonly cell: Cell | undefined };

/** Rule 20: the cells of the holder's own days whose budget, base and entries, is not 0. */
export function budgetedCells(account: Account, pieces: Pieces, holder: string): readonly BudgetedCell[] {
  const spreads = [
    ...(account.budget ? [budgetByMonth(account.budget, 'all')] : []),
    ...[...account.entries.values()].map((entry) => entryByMonth(account, entry, pieces.year).lines),
  ];
  const owned = MONTHS.filter((month) => pieces.byMonth[month - 1]!.some((piece) => piece.holder === holder));
  return [...budgetedLines(account, 'all')].flatMap((line) =>
    owned
      .filter((month) => sumPence(spreads.map((spread) => spread.get(line)?.[month - 1] ?? 0)) !== 0)
      .map((month) => ({ line, month, cell: cellOf(account.cells, line, month) })),
  );
}
