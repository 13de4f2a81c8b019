import { dayOf, MONTHS, type Days, type Month, type Pence } from '#kernel';
import { withEntry, withItem, type EventRef } from '../history.js';
import { SERVICE_LINES, type Line } from '../service-lines.js';
import type { ActualRow, ActualsVersion, Coverage, RestatementRow } from './events.js';

/** What one command said of a cell: the whole month in one sum, or dated rows; so of each provider that it names. */
export type CellRow = { readonly pence: Pence; readonly days?: Days; readonly provider?: string };
/** What was added since: by a restatement of the account, or by a transfer from or to another practice. */
export type Restatement = { readonly pence: Pence; readonly ref: EventRef; readonly transfer?: string };

/** Rule 3: what is in force for one line in one month. */
export type Cell = {
  readonly line: Line;
  readonly month: Month;
  readonly version: ActualsVersion;
  /** Empty where the command covered the cell without a row: it is 0. */
  readonly rows: readonly CellRow[];
  readonly ref: EventRef;
  readonly restatements: readonly Restatement[];
};

/** By month (index 0 is M1), then by line; a cell without an entry is not known yet. */
export type Cells = readonly ReadonlyMap<Line, Cell>[];

export const NO_CELLS: Cells = MONTHS.map(() => new Map());

export const cellOf = (cells: Cells, line: Line, month: Month): Cell | undefined => cells[month - 1]!.get(line);

const RANK: Record<ActualsVersion, number> = { ESTIMATE: 0, FLEX: 1, FREEZE: 2 };

type RowsByLine = Map<Line, ActualRow[]>;

/** The cells that a command names, with their rows: by its rows, and by what it covers, which may have none. */
function namedCells(rows: readonly ActualRow[], covers: Coverage | undefined): ReadonlyMap<Month, RowsByLine> {
  const named = new Map<Month, RowsByLine>();
  const ofMonth = (month: Month): RowsByLine => {
    let lines = named.get(month);
    if (!lines) named.set(month, (lines = new Map()));
    return lines;
  };
  const covered = covers === undefined ? [] : covers.lines === 'ALL' ? SERVICE_LINES : covers.lines;
  for (const month of covers?.months ?? []) for (const line of covered) ofMonth(month).set(line, []);
  for (const row of rows) {
    const lines = ofMonth(row.month);
    const others = lines.get(row.line);
    if (others) others.push(row);
    else lines.set(row.line, [row]);
  }
  return named;
}

function cellRow({ pence, from, to, provider }: ActualRow): CellRow {
  const row = provider === undefined ? { pence } : { pence, provider };
  return from === undefined || to === undefined ? row : { ...row, days: { first: dayOf(from), last: dayOf(to) } };
}

/** Rule 3: a record takes over the cells that it names, unless a stronger version is in force there. */
export function withActuals(
  cells: Cells,
  { version, rows, covers }: { version: ActualsVersion; rows: readonly ActualRow[]; covers?: Coverage },
  ref: EventRef,
): Cells {
  const next = [...cells];
  for (const [month, named] of namedCells(rows, covers)) {
    const lines = new Map(cells[month - 1]);
    for (const [line, given] of named) {
      const before = lines.get(line);
      if (before && RANK[before.version] > RANK[version]) continue;
      lines.set(line, { line, month, version, rows: given.map(cellRow), ref, restatements: [] });
    }
    next[month - 1] = lines;
  }
  return next;
}

/** Rule 3: a restatement adds to what is in force when it is recorded, and goes with it. */
export function withRestatement(cells: Cells, rows: readonly RestatementRow[], ref: EventRef): Cells {
  const next = [...cells];
  for (const { line, month, deltaPence } of rows) {
    const cell = cellOf(next, line, month);
    if (!cell) continue; // what it restated was recorded in error
    const restatements = withItem(cell.restatements, { pence: deltaPence, ref });
    next[month - 1] = withEntry(next[month - 1]!, line, { ...cell, restatements });
  }
  return next;
}

/** Cells in the order of lines, then months, so that no answer depends on the order of recording. */
export function cellsInOrder(cells: Cells): readonly Cell[] {
  const all: Cell[] = [];
  for (const line of SERVICE_LINES) {
    for (const lines of cells) {
      const cell = lines.get(line);
      if (cell) all.push(cell);
    }
  }
  return all;
}
