import { MONTHS, plus, sumPence, type Day, type Month, type Pence, type Year } from '#kernel';
import type { ActualsVersion } from '../account/events.js';
import { SERVICE_LINES, type Line } from '../service-lines.js';
import type { Facts } from '../statement/facts.js';
import { groupsInYear } from '../statement/memberships.js';
import { basisPointsOf } from './basis.js';
import { positionOnDays, type DaysPosition } from './days-position.js';
import type { MemberPosition, Position, PositionCell, PositionLine } from './position.js';

export type GroupPosition = Position & { readonly practices: readonly MemberPosition[] };

/** From the weakest: a sum is no firmer than the weakest of what it is made of. */
const VERSIONS: readonly ActualsVersion[] = ['ESTIMATE', 'FLEX', 'FREEZE'];

type Sums = Omit<PositionLine, 'line' | 'monthsCounted'>;

function sumsOf(lines: readonly Sums[]): Sums {
  const sumOf = (name: keyof Sums) => sumPence(lines.map((line) => line[name]));
  return {
    budgetPence: sumOf('budgetPence'),
    budgetToDatePence: sumOf('budgetToDatePence'),
    actualToDatePence: sumOf('actualToDatePence'),
    variancePence: sumOf('variancePence'),
    forecastPence: sumOf('forecastPence'),
    forecastLowPence: sumOf('forecastLowPence'),
    forecastHighPence: sumOf('forecastHighPence'),
    forecastVariancePence: sumOf('forecastVariancePence'),
  };
}

const sumKnown = (all: readonly (Pence | null)[]): Pence | null => {
  const known = all.filter((pence) => pence !== null);
  return known.length === 0 ? null : sumPence(known);
};

function cellSum(line: Line, month: Month, cells: readonly PositionCell[]): PositionCell {
  const versions = cells.flatMap(({ version }) => version ?? []);
  const days = cells.flatMap(({ recordedOn }) => recordedOn ?? []).toSorted();
  return {
    line,
    month,
    budgetPence: sumKnown(cells.map((cell) => cell.budgetPence)),
    actualPence: sumKnown(cells.map((cell) => cell.actualPence)),
    variancePence: sumKnown(cells.map((cell) => cell.variancePence)),
    version: VERSIONS.find((version) => versions.includes(version)) ?? null,
    recordedOn: days.at(-1) ?? null,
    counts: cells.some(({ counts }) => counts),
  };
}

function rowsOf(all: readonly DaysPosition[]): readonly PositionCell[] {
  const cells = new Map<string, readonly PositionCell[]>();
  for (const cell of all.flatMap(({ rows }) => rows)) {
    const key = `${cell.line} ${cell.month}`;
    cells.set(key, [...(cells.get(key) ?? []), cell]);
  }
  const inOrder = SERVICE_LINES.flatMap((line) => MONTHS.map((month) => ({ line, month })));
  const sums = inOrder.flatMap(({ line, month }) => {
    const of = cells.get(`${line} ${month}`);
    return of ? [cellSum(line, month, of)] : [];
  });
  const budgeted = new Set(all.flatMap(({ lines }) => lines.map(({ line }) => line)));
  return [...sums.filter(({ line }) => budgeted.has(line)), ...sums.filter(({ line }) => !budgeted.has(line))];
}

function linesOf(all: readonly DaysPosition[], rows: readonly PositionCell[]): readonly PositionLine[] {
  return SERVICE_LINES.flatMap((line) => {
    const parts = all.flatMap(({ lines }) => lines.filter((each) => each.line === line));
    if (parts.length === 0) return [];
    const monthsCounted = rows.filter((row) => row.line === line && row.counts).length;
    return [{ line, monthsCounted, ...sumsOf(parts) }];
  });
}

/** The sum of its practices' positions, each on its days with the group (rule 94). */
export function positionOfGroup(facts: Facts, group: string, year: Year, asAt: Day): GroupPosition {
  const members = facts.everMembers(group).filter((practice) => groupsInYear(facts, practice, year).includes(group));
  const all = members.map((practice) => positionOnDays(facts, practice, group, year, asAt));
  const rows = rowsOf(all);
  const lines = linesOf(all, rows);
  const sums = sumsOf(lines);
  return {
    holder: group,
    year,
    ...sums,
    varianceBp: basisPointsOf(sums.variancePence, sums.budgetToDatePence),
    unbudgetedPence: all.reduce((sum, { unbudgetedPence }) => plus(sum, unbudgetedPence), 0),
    lines,
    rows,
    practices: all.map(({ practice, lines: of }) => ({ practice, ...sumsOf(of) })),
  };
}
