import {
  MONTHS,
  dateOf,
  londonDay,
  monthDays,
  plus,
  sumPence,
  type Day,
  type Days,
  type Month,
  type Pence,
  type Year,
} from '#kernel';
import { cellOf, cellsInOrder, type Cell } from '../account/cells.js';
import type { Account } from '../account/state.js';
import type { Line } from '../service-lines.js';
import type { Facts } from '../statement/facts.js';
import { piecesOf, splitByDays, type Pieces } from '../statement/pieces.js';
import { budgetByMonth, entryByMonth } from '../statement/spread.js';
import { COURSES, lineCourses, outturnOf, type Course, type LineCourse } from './forecast.js';
import type { PositionCell, PositionLine } from './position.js';

/** What of a practice's position falls on its days with one holder: itself, or a group. */
export type DaysPosition = {
  readonly practice: string;
  readonly lines: readonly PositionLine[];
  readonly rows: readonly PositionCell[];
  readonly unbudgetedPence: Pence;
};

/** Takes of each recorded amount of a month what falls on the days with the holder (rule 8). */
class Taking {
  constructor(
    private readonly pieces: Pieces,
    private readonly holder: string,
  ) {}

  has(month: Month): boolean {
    return this.pieces.byMonth[month - 1]!.some(({ holder }) => holder === this.holder);
  }

  of(month: Month, pence: Pence, days?: Days): Pence {
    const parts = splitByDays(this.pieces, month, pence, days);
    return sumPence(parts.filter(({ piece }) => piece.holder === this.holder).map((part) => part.pence));
  }

  actual({ month, rows, restatements }: Cell): Pence {
    const recorded = rows.map((row) => this.of(month, row.pence, row.days));
    return sumPence([...recorded, ...restatements.map(({ pence }) => this.of(month, pence))]);
  }
}

/** The base and every entry by month, an entry's first month on the days from its own (rule 4). */
function budgetOf(account: Account, year: Year, line: Line, taking: Taking): readonly Pence[] {
  const base = account.budget && budgetByMonth(account.budget, 'all').get(line);
  const entries = [...account.entries.values()].map((entry) => ({ entry, spread: entryByMonth(account, entry, year) }));
  return MONTHS.map((month) => {
    const posted = entries.map(({ entry, spread }) => {
      const pence = spread.lines.get(line)?.[month - 1] ?? 0;
      const days = { first: entry.effectiveOn, last: monthDays(year, month).last };
      return taking.of(month, pence, month === spread.firstMonth ? days : undefined);
    });
    return sumPence([base ? taking.of(month, base[month - 1]!) : 0, ...posted]);
  });
}

/** The course whose outturn is the least or the greatest; the whole line's choice, so that its parts add up to it. */
const chosen = (course: LineCourse, isBetter: (one: Pence, other: Pence) => boolean): Course =>
  COURSES.reduce((best, each) => (isBetter(outturnOf(course, each), outturnOf(course, best)) ? each : best));

function lineOf(course: LineCourse, account: Account, year: Year, taking: Taking): PositionLine {
  const { line, counted, open, ahead } = course;
  const budget = budgetOf(account, year, line, taking);
  const actualToDatePence = sumPence(counted.map((month) => taking.actual(cellOf(account.cells, line, month)!)));
  const budgetToDatePence = sumPence(counted.map((month) => budget[month - 1]!));
  const budgetPence = sumPence(budget);
  const outturn = (of: Course) =>
    sumPence([actualToDatePence, ...open.map((month, index) => taking.of(month, ahead[of][index]!))]);
  const forecastPence = outturn('EXPECTED');
  return {
    line,
    monthsCounted: counted.filter((month) => taking.has(month)).length,
    budgetPence,
    budgetToDatePence,
    actualToDatePence,
    variancePence: plus(budgetToDatePence, -actualToDatePence),
    forecastPence,
    forecastLowPence: outturn(chosen(course, (one, other) => one < other)),
    forecastHighPence: outturn(chosen(course, (one, other) => one > other)),
    forecastVariancePence: plus(budgetPence, -forecastPence),
  };
}

function cellRow(
  line: Line,
  month: Month,
  cell: Cell | undefined,
  budgetPence: Pence | null,
  counts: boolean,
  taking: Taking,
): PositionCell {
  const actualPence = cell ? taking.actual(cell) : null;
  return {
    line,
    month,
    budgetPence,
    actualPence,
    variancePence: budgetPence === null || actualPence === null ? null : plus(budgetPence, -actualPence),
    version: cell?.version ?? null,
    recordedOn: cell ? dateOf(londonDay(cell.ref.recordedAt)) : null,
    counts,
  };
}

/** A practice's position (rules 49 and 50) on its days with one holder. */
export function positionOnDays(facts: Facts, practice: string, holder: string, year: Year, asAt: Day): DaysPosition {
  const account = facts.account(practice, year);
  const taking = new Taking(piecesOf(facts, practice, year), holder);
  const courses = lineCourses(account, year, asAt);
  const budgeted = new Set(courses.map(({ line }) => line));
  const beside = cellsInOrder(account.cells).filter(({ line, month }) => !budgeted.has(line) && taking.has(month));
  const known = beside.filter(({ month }) => monthDays(year, month).last <= asAt);
  return {
    practice,
    lines: courses.map((course) => lineOf(course, account, year, taking)),
    rows: [
      ...courses.flatMap(({ line, counted }) => {
        const budget = budgetOf(account, year, line, taking);
        const months = MONTHS.filter((month) => taking.has(month));
        return months.map((month) =>
          cellRow(line, month, cellOf(account.cells, line, month), budget[month - 1]!, counted.includes(month), taking),
        );
      }),
      ...beside.map((cell) => cellRow(cell.line, cell.month, cell, null, false, taking)),
    ],
    unbudgetedPence: sumPence(known.map((cell) => taking.actual(cell))),
  };
}
