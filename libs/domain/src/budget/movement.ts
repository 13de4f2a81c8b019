import { plus, sumPence, type Month, type Pence, type Year } from '#kernel';
import type { AccountEvent, ActualsVersion } from '../account/events.js';
import type { Recorded } from '../history.js';
import { SERVICE_LINES, type Line } from '../service-lines.js';
import { basisPointsOf } from './basis.js';

type Versions = { readonly FLEX: ReadonlyMap<string, Pence>; readonly FREEZE: ReadonlyMap<string, Pence> };
type ActualsRecorded = Recorded<Extract<AccountEvent, { type: 'ActualsRecorded' }>>;

const isActuals = (event: Recorded): event is ActualsRecorded => event.fact.type === 'ActualsRecorded';
const keyOf = (line: Line, month: Month): string => `${month}/${line}`;

/** The last record of each cell in one version, whatever took it over since. */
function lastOf(events: readonly Recorded[], version: ActualsVersion): ReadonlyMap<string, Pence> {
  const cells = new Map<string, Pence>();
  for (const { fact } of events.filter(isActuals)) {
    const { version: of, rows, covers } = fact.data;
    if (of !== version) continue;
    const covered = covers === undefined ? [] : covers.lines === 'ALL' ? SERVICE_LINES : covers.lines;
    for (const month of covers?.months ?? []) for (const line of covered) cells.set(keyOf(line, month), 0);
    for (const { line, month } of rows) cells.set(keyOf(line, month), 0);
    for (const { line, month, pence } of rows) {
      cells.set(keyOf(line, month), plus(cells.get(keyOf(line, month))!, pence));
    }
  }
  return cells;
}

/** @param events  those of a practice's account that count, in order */
export const versionsOf = (events: readonly Recorded[]): Versions => ({
  FLEX: lastOf(events, 'FLEX'),
  FREEZE: lastOf(events, 'FREEZE'),
});

export type MovementRow = {
  readonly line: Line;
  readonly month: Month;
  /** How many practices have both. */
  readonly practices: number;
  readonly flexPence: Pence;
  readonly freezePence: Pence;
  readonly movementPence: Pence;
  readonly movementBp: number | null;
};

/** The answer to `movement` (rule 53). */
export type Movement = Omit<MovementRow, 'line' | 'month' | 'practices'> & {
  readonly practice: string | null;
  readonly commissioner: string | null;
  readonly year: Year;
  /** The movements up and down, without letting one hide the other. */
  readonly grossMovementPence: Pence;
  readonly rows: readonly MovementRow[];
};

function moved(flexPence: Pence, freezePence: Pence) {
  const movementPence = plus(freezePence, -flexPence);
  return { flexPence, freezePence, movementPence, movementBp: basisPointsOf(movementPence, flexPence) };
}

function cellRow(all: readonly Versions[], line: Line, month: Month): readonly MovementRow[] {
  const key = keyOf(line, month);
  const both = all.filter(({ FLEX, FREEZE }) => FLEX.has(key) && FREEZE.has(key));
  if (both.length === 0) return [];
  const sum = (version: keyof Versions) => sumPence(both.map((versions) => versions[version].get(key)!));
  return [{ line, month, practices: both.length, ...moved(sum('FLEX'), sum('FREEZE')) }];
}

export function movementOf(
  of: Pick<Movement, 'practice' | 'commissioner'>,
  year: Year,
  months: readonly Month[],
  all: readonly Versions[],
): Movement {
  const rows = SERVICE_LINES.flatMap((line) => months.flatMap((month) => cellRow(all, line, month)));
  const sumOf = (name: 'flexPence' | 'freezePence') => sumPence(rows.map((row) => row[name]));
  const gross = all.flatMap(({ FLEX, FREEZE }) =>
    [...FLEX].map(([key, pence]) => (FREEZE.has(key) ? Math.abs(plus(FREEZE.get(key)!, -pence)) : 0)),
  );
  return { ...of, year, ...moved(sumOf('flexPence'), sumOf('freezePence')), grossMovementPence: sumPence(gross), rows };
}
