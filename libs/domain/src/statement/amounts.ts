import {
  MONTHS,
  apportion,
  type Bp,
  monthDays,
  sumPence,
  type Day,
  type Days,
  type Month,
  type Pence,
  type Year,
} from '#kernel';
import { cellOf, cellsInOrder, type Cell } from '../account/cells.js';
import type { Account, Entry } from '../account/state.js';
import type { Line } from '../service-lines.js';
import { entryCounts } from './counting-entries.js';
import { portionOf } from './rulings.js';
import { splitByDays, type Piece, type Pieces } from './pieces.js';
import type { Amount } from './amount.js';
import { addAmount, noSums, type Sums } from './position.js';
import { remember } from './remember.js';
import { segmentOfLine, type Segment } from './segments.js';
import { budgetByMonth, budgetedLines, entryByMonth } from './spread.js';

/** What one practice's account comes to as at a day, by holder and segment (rules 2 to 8). */
export type Amounts = {
  readonly all: readonly Amount[];
  /** B, A, C and X by holder and segment. */
  readonly sums: ReadonlyMap<string, ReadonlyMap<Segment, Sums>>;
  /** Rule 2: by holder, the months that have a counted cell and days of the holder's own. */
  readonly months: ReadonlyMap<string, readonly Month[]>;
  /** Holders for whom an actual or restatement other than 0 was split over a border. */
  readonly estimated: ReadonlySet<string>;
  /** Actuals of lines without a budget, whole. */
  readonly unbudgetedPence: Pence;
};

/** An amount as recorded, before it is split over the pieces of its days. */
type Whole = Pick<Amount, 'kind' | 'id' | 'line' | 'month' | 'ref' | 'pence' | 'portionBp'>;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

class Collector {
  readonly all: Amount[] = [];
  readonly estimated = new Set<string>();

  constructor(
    private readonly practice: string,
    private readonly pieces: Pieces,
  ) {}

  /** Splits an amount over the pieces of its days and files each part under its segment. */
  add(
    amount: Whole,
    { days, counts }: { days?: Days | undefined; counts?: ((segment: Segment) => boolean) | undefined } = {},
  ): void {
    const parts = splitByDays(this.pieces, amount.month, amount.pence, days);
    for (const { piece, pence } of parts) {
      const segment = amount.line === undefined ? piece.stretch.main : segmentOfLine(piece.stretch, amount.line);
      this.file(amount, pence, piece.holder, segment, counts === undefined || counts(segment));
    }
    const isActual = amount.kind === 'ACTUAL' || amount.kind === 'RESTATEMENT';
    if (isActual && parts.length > 1 && amount.pence !== 0) this.markEstimated(parts.map(({ piece }) => piece));
  }

  /** Written field by field: a statement files hundreds of amounts, a load of England millions. */
  private file(amount: Whole, pence: Pence, holder: string, segment: Segment, counts: boolean): void {
    const { kind, id, line, month, ref, portionBp } = amount;
    const filed: Mutable<Amount> = { kind, practice: this.practice, month, pence, holder, segment, counts, ref };
    if (id !== undefined) filed.id = id;
    if (line !== undefined) filed.line = line;
    if (portionBp !== undefined) filed.portionBp = portionBp;
    this.all.push(filed);
  }

  private markEstimated(pieces: readonly Piece[]): void {
    for (const { holder } of pieces) this.estimated.add(holder);
  }
}

type Counted = { readonly lines: ReadonlyMap<Line, readonly Month[]>; readonly months: ReadonlySet<Month> };

/** Rule 2: the cells that count: known, ended by `asAt`, of a line with a budget. */
function countedCells(account: Account, known: readonly Cell[]): Counted {
  const budgeted = budgetedLines(account, 'all');
  const lines = new Map<Line, Month[]>();
  for (const { line, month } of known) {
    if (!budgeted.has(line)) continue;
    const months = lines.get(line);
    if (months) months.push(month);
    else lines.set(line, [month]);
  }
  return { lines, months: new Set([...lines.values()].flat()) };
}

const cellPence = ({ rows, restatements }: Cell): Pence =>
  sumPence([...rows, ...restatements].map(({ pence }) => pence));

function addBudget(into: Collector, account: Account, counted: Counted): void {
  const { budget } = account;
  if (!budget) return;
  for (const [line, spread] of budgetByMonth(budget, 'all')) {
    for (const month of counted.lines.get(line) ?? []) {
      into.add({ kind: 'BUDGET', line, month, pence: spread[month - 1]!, ref: budget.ref });
    }
  }
}

function addEntry(into: Collector, account: Account, entry: Entry, counted: Counted, year: Year, portionBp?: Bp): void {
  const whole = portionBp === undefined ? entry : portionOf(entry, portionBp);
  const { firstMonth, lines } = entryByMonth(account, whole, year);
  const { last } = monthDays(year, firstMonth);
  for (const [line, spread] of lines) {
    for (const month of counted.lines.get(line) ?? []) {
      if (month < firstMonth) continue;
      const days = month === firstMonth ? { first: entry.effectiveOn, last } : undefined;
      const amount = { kind: 'ENTRY', id: entry.id, line, month, pence: spread[month - 1]!, ref: entry.ref } as const;
      if (portionBp !== undefined) into.add({ ...amount, portionBp }, { days });
      else into.add(amount, { days, counts: (segment) => entryCounts(account, entry, line, segment) });
    }
  }
}

function addActuals(into: Collector, cells: readonly Cell[]): void {
  for (const { line, month, rows, restatements, ref } of cells) {
    for (const { pence, days } of rows) into.add({ kind: 'ACTUAL', line, month, pence, ref }, { days });
    for (const restated of restatements) {
      into.add({ kind: 'RESTATEMENT', line, month, pence: restated.pence, ref: restated.ref });
    }
  }
}

/** Rule 5: costs, cases and adjustments count with their month or their cell. */
function addCostsAndAdjustments(into: Collector, account: Account, { lines, months }: Counted): void {
  for (const { scheme, month, pence, ref } of account.costs.values()) {
    if (months.has(month)) into.add({ kind: 'SERVICE_COST', id: scheme, month, pence, ref });
  }
  for (const { id, line, month, costPence, thresholdPence, ref } of account.cases.values()) {
    if (!lines.get(line)?.includes(month)) continue;
    into.add({ kind: 'POOLED_CASE', id, line, month, pence: Math.max(0, costPence - thresholdPence), ref });
  }
  for (const { id, month: only, pence, ref } of account.adjustments.values()) {
    const byMonth =
      only === undefined
        ? apportion(
            pence,
            MONTHS.map(() => 1),
          )
        : undefined;
    for (const month of only === undefined ? MONTHS : [only]) {
      if (months.has(month)) into.add({ kind: 'ADJUSTMENT', id, month, pence: byMonth?.[month - 1] ?? pence, ref });
    }
  }
}

function sumsOf(all: readonly Amount[]): ReadonlyMap<string, ReadonlyMap<Segment, Sums>> {
  const byHolder = new Map<string, Map<Segment, Sums>>();
  for (const amount of all) {
    let bySegment = byHolder.get(amount.holder);
    if (!bySegment) byHolder.set(amount.holder, (bySegment = new Map()));
    let sums = bySegment.get(amount.segment);
    if (!sums) bySegment.set(amount.segment, (sums = noSums()));
    addAmount(sums, amount);
  }
  return byHolder;
}

/** The cells of an account that are known and whose month has ended by `asAt`. */
const endedCells = (account: Account, year: Year, asAt: Day): readonly Cell[] =>
  cellsInOrder(account.cells).filter(({ month }) => monthDays(year, month).last <= asAt);

/** Rule 23: the amounts of entries of which a ruling counts a portion, in every segment whatever protects it. */
export function portionedAmounts(
  account: Account,
  practice: string,
  pieces: Pieces,
  asAt: Day,
  portionBpOf: (entry: Entry) => Bp | undefined,
): readonly Amount[] {
  const counted = countedCells(account, endedCells(account, pieces.year, asAt));
  const into = new Collector(practice, pieces);
  for (const entry of account.entries.values()) {
    const portionBp = portionBpOf(entry);
    if (portionBp !== undefined) addEntry(into, account, entry, counted, pieces.year, portionBp);
  }
  return into.all;
}

function amounts(account: Account, practice: string, pieces: Pieces, asAt: Day): Amounts {
  const { year } = pieces;
  const ended = endedCells(account, year, asAt);
  const counted = countedCells(account, ended);
  const into = new Collector(practice, pieces);
  addBudget(into, account, counted);
  for (const entry of account.entries.values()) addEntry(into, account, entry, counted, year);
  const isCounted = ({ line }: Cell) => counted.lines.has(line);
  addActuals(into, ended.filter(isCounted));
  addCostsAndAdjustments(into, account, counted);
  return {
    all: into.all,
    sums: sumsOf(into.all),
    months: monthsByHolder(pieces, counted.months),
    estimated: into.estimated,
    unbudgetedPence: sumPence(ended.filter((cell) => !isCounted(cell)).map(cellPence)),
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

function monthsByHolder(pieces: Pieces, counted: ReadonlySet<Month>): ReadonlyMap<string, readonly Month[]> {
  const months = new Map<string, Month[]>();
  for (const month of MONTHS.filter((each) => counted.has(each))) {
    for (const holder of new Set(pieces.byMonth[month - 1]!.map((piece) => piece.holder))) {
      months.set(holder, [...(months.get(holder) ?? []), month]);
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
