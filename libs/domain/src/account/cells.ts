import { dayOf, MONTHS, type Days, type Month, type Pence } from '#kernel';
import { withItem, type EventRef } from '../history.js';
import { SERVICE_LINES, type Line } from '../service-lines.js';
import type { ActualRow, ActualsVersion, Coverage, RestatementRow } from './events.js';

/** What one command said of a cell: the whole month in one sum, or dated rows. */
export type CellRow = { readonly pence: Pence; readonly days?: Days };
export type Restatement = { readonly pence: Pence; readonly ref: EventRef };

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

/** Keyed by line and month; a cell without an entry is not known yet. */
export type Cells = ReadonlyMap<CellKey, Cell>;
export type CellKey = string;

const RANK: Record<ActualsVersion, number> = { ESTIMATE: 0, FLEX: 1, FREEZE: 2 };

export const cellKey = (line: Line, month: Month): CellKey => `${line}/${month}`;

const rowsByCell = (rows: readonly ActualRow[]): Map<CellKey, ActualRow[]> => {
  const named = new Map<CellKey, ActualRow[]>();
  for (const row of rows) {
    const key = cellKey(row.line, row.month);
    const others = named.get(key);
    if (others) others.push(row);
    else named.set(key, [row]);
  }
  return named;
};

/** The cells that a command names: by its rows, and by what it covers. */
function namedCells(rows: readonly ActualRow[], covers: Coverage | undefined): Map<CellKey, [Line, Month]> {
  const cells = new Map<CellKey, [Line, Month]>();
  const lines = covers === undefined ? [] : covers.lines === 'ALL' ? SERVICE_LINES : covers.lines;
  for (const month of covers?.months ?? []) for (const line of lines) cells.set(cellKey(line, month), [line, month]);
  for (const { line, month } of rows) cells.set(cellKey(line, month), [line, month]);
  return cells;
}

/** Rule 3: a record takes over the cells that it names, unless a stronger version is in force there. */
export function withActuals(
  cells: Cells,
  { version, rows, covers }: { version: ActualsVersion; rows: readonly ActualRow[]; covers?: Coverage },
  ref: EventRef,
): Cells {
  const next = new Map(cells);
  const given = rowsByCell(rows);
  for (const [key, [line, month]] of namedCells(rows, covers)) {
    const before = cells.get(key);
    if (before && RANK[before.version] > RANK[version]) continue;
    const own = (given.get(key) ?? []).map(({ pence, from, to }) =>
      from === undefined || to === undefined ? { pence } : { pence, days: { first: dayOf(from), last: dayOf(to) } },
    );
    next.set(key, { line, month, version, rows: own, ref, restatements: [] });
  }
  return next;
}

/** Rule 3: a restatement adds to what is in force when it is recorded, and goes with it. */
export function withRestatement(cells: Cells, rows: readonly RestatementRow[], ref: EventRef): Cells {
  const next = new Map(cells);
  for (const { line, month, deltaPence } of rows) {
    const cell = next.get(cellKey(line, month));
    if (!cell) continue; // what it restated was recorded in error
    next.set(cellKey(line, month), { ...cell, restatements: withItem(cell.restatements, { pence: deltaPence, ref }) });
  }
  return next;
}

/** Cells in the order of lines, then months, so that no answer depends on the order of recording. */
export const cellsInOrder = (cells: Cells): readonly Cell[] =>
  SERVICE_LINES.flatMap((line) =>
    MONTHS.flatMap((month) => {
      const cell = cells.get(cellKey(line, month));
      return cell ? [cell] : [];
    }),
  );
