import { apportion, monthDays, sumPence, type Bp, type Days, type Month, type Pence } from '#kernel';
import type { Cell } from '../account/cells.js';
import type { Account, Entry } from '../account/state.js';
import { SERVICE_LINES, type Line } from '../service-lines.js';
import { entryCounts } from './counting-entries.js';
import { portionOf } from './rulings.js';
import { splitByDays, type Piece, type Pieces } from './pieces.js';
import type { Amount } from './amount.js';
import { addPence, noSums, type Sums } from './position.js';
import { segmentOfLine, type Segment } from './segments.js';
import { EQUALLY, budgetByMonth, budgetedLines, entryByMonth } from './spread.js';
import { sameBeside } from './worth.js';

/** What one month of a practice's account comes to, by holder and segment (rules 2 to 8). */
export type MonthAmounts = {
  readonly month: Month;
  /** Each amount; listed anew when asked for, as most figures need only their sums. */
  readonly all: () => readonly Amount[];
  /** B, A, C and X by holder and segment. */
  readonly sums: ReadonlyMap<string, ReadonlyMap<Segment, Sums>>;
  /** Rule 2: whether any cell of the month counts. */
  readonly counted: boolean;
  /** Holders for whom an actual or restatement other than 0 was split over a border. */
  readonly estimated: ReadonlySet<string>;
  /** Actuals of lines without a budget, whole. */
  readonly unbudgetedPence: Pence;
};

/** An amount as recorded, before it is split over the pieces of its days. */
type Whole = Pick<Amount, 'kind' | 'id' | 'line' | 'month' | 'ref' | 'pence' | 'portionBp'>;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What rule 8 calls estimated where a border splits it. */
const ACTUALS: ReadonlySet<Amount['kind']> = new Set(['ACTUAL', 'RESTATEMENT', 'TRANSFER']);

/** Adds amounts up by holder and segment, and lists them where each is asked for. */
class Collector {
  readonly sums = new Map<string, Map<Segment, Sums>>();
  readonly estimated = new Set<string>();

  constructor(
    private readonly practice: string,
    private readonly pieces: Pieces,
    private readonly listed?: Amount[],
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
    const isActual = ACTUALS.has(amount.kind);
    if (isActual && parts.length > 1 && amount.pence !== 0) this.markEstimated(parts.map(({ piece }) => piece));
  }

  /** Written field by field: a statement files hundreds of amounts, a load of England millions. */
  private file(amount: Whole, pence: Pence, holder: string, segment: Segment, counts: boolean): void {
    const { kind, id, line, month, ref, portionBp } = amount;
    if (counts) addPence(this.sumsOf(holder, segment), kind, pence);
    if (!this.listed) return;
    const filed: Mutable<Amount> = { kind, practice: this.practice, month, pence, holder, segment, counts, ref };
    if (id !== undefined) filed.id = id;
    if (line !== undefined) filed.line = line;
    if (portionBp !== undefined) filed.portionBp = portionBp;
    this.listed.push(filed);
  }

  private sumsOf(holder: string, segment: Segment): Sums {
    let bySegment = this.sums.get(holder);
    if (!bySegment) this.sums.set(holder, (bySegment = new Map()));
    let sums = bySegment.get(segment);
    if (!sums) bySegment.set(segment, (sums = noSums()));
    return sums;
  }

  private markEstimated(pieces: readonly Piece[]): void {
    for (const { holder } of pieces) this.estimated.add(holder);
  }
}

/** Rule 2: the cells of a month that count, those of a line with a budget, in the order of lines. */
const countedCells = (cells: readonly Cell[], budgeted: ReadonlySet<Line>): readonly Cell[] =>
  cells.filter(({ line }) => budgeted.has(line));

const inOrder = (cells: ReadonlyMap<Line, Cell>): readonly Cell[] =>
  SERVICE_LINES.flatMap((line) => cells.get(line) ?? []);

const cellPence = ({ rows, restatements }: Cell): Pence =>
  sumPence([...rows, ...restatements].map(({ pence }) => pence));

function addBudget(into: Collector, { budget }: Account, counted: readonly Cell[]): void {
  if (!budget) return;
  const spreads = budgetByMonth(budget, 'all');
  for (const { line, month } of counted) {
    const spread = spreads.get(line);
    if (spread) into.add({ kind: 'BUDGET', line, month, pence: spread[month - 1]!, ref: budget.ref });
  }
}

function addEntry(
  into: Collector,
  account: Account,
  entry: Entry,
  counted: readonly Cell[],
  { year }: Pieces,
  portionBp?: Bp,
): void {
  const whole = portionBp === undefined ? entry : portionOf(entry, portionBp);
  const { firstMonth, lines } = entryByMonth(account, whole, year);
  for (const { line, month } of counted) {
    const spread = lines.get(line);
    if (!spread || month < firstMonth) continue;
    const days = month === firstMonth ? { first: entry.effectiveOn, last: monthDays(year, month).last } : undefined;
    const amount = { kind: 'ENTRY', id: entry.id, line, month, pence: spread[month - 1]!, ref: entry.ref } as const;
    if (portionBp !== undefined) into.add({ ...amount, portionBp }, { days });
    else into.add(amount, { days, counts: (segment) => entryCounts(account, entry, line, segment) });
  }
}

function addActuals(into: Collector, counted: readonly Cell[]): void {
  for (const { line, month, rows, restatements, ref } of counted) {
    for (const { pence, days } of rows) into.add({ kind: 'ACTUAL', line, month, pence, ref }, { days });
    for (const { pence, ref: of, transfer: id } of restatements) {
      into.add(
        id === undefined
          ? { kind: 'RESTATEMENT', line, month, pence, ref: of }
          : { kind: 'TRANSFER', id, line, month, pence, ref: of },
      );
    }
  }
}

/** Rule 5: costs and adjustments count with their month, cases with their cell. */
function addCostsAndAdjustments(into: Collector, account: Account, month: Month, counted: readonly Cell[]): void {
  for (const { scheme, month: of, pence, ref } of account.costs.values()) {
    if (of === month) into.add({ kind: 'SERVICE_COST', id: scheme, month, pence, ref });
  }
  for (const { id, line, month: of, costPence, thresholdPence, ref } of account.cases.values()) {
    if (of !== month || !counted.some((cell) => cell.line === line)) continue;
    into.add({ kind: 'POOLED_CASE', id, line, month, pence: Math.max(0, costPence - thresholdPence), ref });
  }
  for (const { id, month: only, pence, ref } of account.adjustments.values()) {
    if (only === undefined) into.add({ kind: 'ADJUSTMENT', id, month, pence: twelfth(pence, month), ref });
    else if (only === month) into.add({ kind: 'ADJUSTMENT', id, month, pence, ref });
  }
}

const twelfth = (pence: Pence, month: Month): Pence => apportion(pence, EQUALLY)[month - 1]!;

/** Rule 23: the amounts of entries of which a ruling counts a portion, in every segment whatever protects it. */
export function portionedInMonth(
  account: Account,
  practice: string,
  pieces: Pieces,
  month: Month,
  portionBpOf: (entry: Entry) => Bp | undefined,
): readonly Amount[] {
  const counted = countedCells(inOrder(account.cells[month - 1]!), budgetedLines(account, 'all'));
  const portioned: Amount[] = [];
  const into = new Collector(practice, pieces, portioned);
  for (const entry of account.entries.values()) {
    const portionBp = portionBpOf(entry);
    if (portionBp !== undefined) addEntry(into, account, entry, counted, pieces, portionBp);
  }
  return portioned;
}

function collect(into: Collector, account: Account, pieces: Pieces, month: Month, counted: readonly Cell[]): void {
  if (counted.length === 0) return;
  addBudget(into, account, counted);
  for (const entry of account.entries.values()) addEntry(into, account, entry, counted, pieces);
  addActuals(into, counted);
  addCostsAndAdjustments(into, account, month, counted);
}

function monthAmounts(account: Account, practice: string, pieces: Pieces, month: Month): MonthAmounts {
  const known = inOrder(account.cells[month - 1]!);
  const budgeted = budgetedLines(account, 'all');
  const counted = countedCells(known, budgeted);
  const into = new Collector(practice, pieces);
  collect(into, account, pieces, month, counted);
  return {
    month,
    all: () => {
      const all: Amount[] = [];
      collect(new Collector(practice, pieces, all), account, pieces, month, counted);
      return all;
    },
    sums: into.sums,
    counted: counted.length > 0,
    estimated: into.estimated,
    unbudgetedPence: sumPence(known.filter(({ line }) => !budgeted.has(line)).map(cellPence)),
  };
}

type Kept = { readonly account: Account; readonly pieces: Pieces; readonly amounts: MonthAmounts };
const kept = new WeakMap<ReadonlyMap<Line, Cell>, Kept>();

/** The amounts of a month that has cells; kept for as long as its cells, and what else it rests on, stay as they are. */
export function monthAmountsOf(account: Account, practice: string, pieces: Pieces, month: Month): MonthAmounts {
  const cells = account.cells[month - 1]!;
  const before = kept.get(cells);
  if (before && before.pieces === pieces && sameBeside(before.account, account)) return before.amounts;
  const amounts = monthAmounts(account, practice, pieces, month);
  kept.set(cells, { account, pieces, amounts });
  return amounts;
}
