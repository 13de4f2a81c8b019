import {
  MONTHS,
  dateOf,
  londonDay,
  monthDays,
  plus,
  sumPence,
  type Day,
  type IsoDate,
  type Month,
  type Pence,
  type Year,
} from '#kernel';
import { cellOf, cellsInOrder } from '../account/cells.js';
import type { ActualsVersion } from '../account/events.js';
import type { Account } from '../account/state.js';
import type { Line } from '../service-lines.js';
import { basisPointsOf } from './basis.js';
import type { ForecastEntitlement } from './forecast-entitlement.js';
import { actualOf, lineCourses, outturnOf, type LineCourse } from './forecast.js';

/** One line in one month. */
export type PositionCell = {
  readonly line: Line;
  readonly month: Month;
  readonly budgetPence: Pence | null;
  readonly actualPence: Pence | null;
  readonly variancePence: Pence | null;
  readonly version: ActualsVersion | null;
  readonly recordedOn: IsoDate | null;
  readonly counts: boolean;
};

/** One line's year so far, and where it is heading. */
export type PositionLine = {
  readonly line: Line;
  readonly monthsCounted: number;
  readonly budgetPence: Pence;
  readonly budgetToDatePence: Pence;
  readonly actualToDatePence: Pence;
  readonly variancePence: Pence;
  readonly forecastPence: Pence;
  readonly forecastLowPence: Pence;
  readonly forecastHighPence: Pence;
  readonly forecastVariancePence: Pence;
};

/** Budget, actual and forecast of a practice (rules 49 and 50), all without its entitlement. */
export type Position = Omit<PositionLine, 'line' | 'monthsCounted'> & {
  readonly holder: string;
  readonly year: Year;
  readonly varianceBp: number | null;
  readonly unbudgetedPence: Pence;
  readonly lines: readonly PositionLine[];
  readonly rows: readonly PositionCell[];
};

function lineOf(course: LineCourse): PositionLine {
  const { line, counted, budget, budgetToDatePence, actualPence } = course;
  const outturns = (['EXPECTED', 'LOWEST', 'HIGHEST'] as const).map((of) => outturnOf(course, of));
  const budgetPence = sumPence(budget);
  return {
    line,
    monthsCounted: counted.length,
    budgetPence,
    budgetToDatePence,
    actualToDatePence: actualPence,
    variancePence: plus(budgetToDatePence, -actualPence),
    forecastPence: outturns[0]!,
    forecastLowPence: Math.min(...outturns),
    forecastHighPence: Math.max(...outturns),
    forecastVariancePence: plus(budgetPence, -outturns[0]!),
  };
}

function cellRow(account: Account, line: Line, month: Month, budgetPence: Pence | null, counts: boolean): PositionCell {
  const cell = cellOf(account.cells, line, month);
  const actualPence = cell ? actualOf(cell) : null;
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

const rowsOf = (account: Account, { line, budget, counted }: LineCourse): readonly PositionCell[] =>
  MONTHS.map((month) => cellRow(account, line, month, budget[month - 1]!, counted.includes(month)));

export function positionOfPractice(holder: string, year: Year, account: Account, asAt: Day): Position {
  const courses = lineCourses(account, year, asAt);
  const lines = courses.map(lineOf);
  const sumOf = (name: Exclude<keyof PositionLine, 'line'>) => sumPence(lines.map((line) => line[name]));
  const budgeted = new Set(courses.map(({ line }) => line));
  const beside = cellsInOrder(account.cells).filter(({ line }) => !budgeted.has(line));
  const budgetToDatePence = sumOf('budgetToDatePence');
  const variancePence = sumOf('variancePence');
  return {
    holder,
    year,
    budgetPence: sumOf('budgetPence'),
    budgetToDatePence,
    actualToDatePence: sumOf('actualToDatePence'),
    variancePence,
    varianceBp: basisPointsOf(variancePence, budgetToDatePence),
    forecastPence: sumOf('forecastPence'),
    forecastLowPence: sumOf('forecastLowPence'),
    forecastHighPence: sumOf('forecastHighPence'),
    forecastVariancePence: sumOf('forecastVariancePence'),
    unbudgetedPence: sumPence(beside.filter(({ month }) => monthDays(year, month).last <= asAt).map(actualOf)),
    lines,
    rows: [
      ...courses.flatMap((course) => rowsOf(account, course)),
      ...beside.map(({ line, month }) => cellRow(account, line, month, null, false)),
    ],
  };
}

/** A member of a group, with what of its position falls on its days there. */
export type MemberPosition = Omit<PositionLine, 'line' | 'monthsCounted'> & { readonly practice: string };

/** The answer to `position`: beside the position, and never mixed, the entitlement as at that day and its forecast. */
export type PositionTold = Position &
  ForecastEntitlement & {
    readonly entitlementPence: Pence;
    /** A group's: its practices, each with what falls on its days there. */
    readonly practices?: readonly MemberPosition[];
  };
