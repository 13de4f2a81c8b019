import {
  MONTHS,
  apportion,
  divideUp,
  monthDays,
  pence,
  plus,
  sumPence,
  type Day,
  type Month,
  type Pence,
  type Year,
} from '#kernel';
import { cellOf, type Cell } from '../account/cells.js';
import type { Account } from '../account/state.js';
import type { Line } from '../service-lines.js';
import { SERVICE_LINES } from '../service-lines.js';
import { budgetByMonth, budgetedLines, entryByMonth, weightsOf } from '../statement/spread.js';

/** How the months that are still open are supposed to run (rule 50). */
export const COURSES = ['EXPECTED', 'LOWEST', 'HIGHEST'] as const;
export type Course = (typeof COURSES)[number];

/** One line's year: what counts of it so far, and what each open month is supposed to come to. */
export type LineCourse = {
  readonly line: Line;
  /** The base and all entries, by month. */
  readonly budget: readonly Pence[];
  readonly counted: readonly Month[];
  readonly open: readonly Month[];
  readonly actualPence: Pence;
  readonly budgetToDatePence: Pence;
  /** Of the open months, in order. */
  readonly ahead: Readonly<Record<Course, readonly Pence[]>>;
};

export const actualOf = ({ rows, restatements }: Cell): Pence =>
  sumPence([...rows, ...restatements].map((part) => part.pence));

/** The budget of each budgeted line by month: the base and all entries (rule 4). */
export function budgetByLine(account: Account, year: Year): ReadonlyMap<Line, readonly Pence[]> {
  const spreads = [
    ...(account.budget ? [budgetByMonth(account.budget, 'all')] : []),
    ...[...account.entries.values()].map((entry) => entryByMonth(account, entry, year).lines),
  ];
  const budgeted = budgetedLines(account, 'all');
  return new Map(
    SERVICE_LINES.filter((line) => budgeted.has(line)).map((line) => [
      line,
      MONTHS.map((month) => sumPence(spreads.map((spread) => spread.get(line)?.[month - 1] ?? 0))),
    ]),
  );
}

type Rate = { readonly pence: Pence; readonly weight: number };

const divideDown = (numerator: bigint, denominator: bigint): bigint => -divideUp(-numerator, denominator);
/** ⌊rate × weight⌋, exact. */
const atRate = (rate: Rate, weight: bigint): Pence =>
  pence(divideDown(BigInt(rate.pence) * weight, BigInt(rate.weight)));
const isDearer = (a: Rate, b: Rate): boolean => BigInt(a.pence) * BigInt(b.weight) > BigInt(b.pence) * BigInt(a.weight);
const sumOf = (weights: readonly number[]): bigint => weights.reduce((sum, weight) => sum + BigInt(weight), 0n);

const spreadOver = (total: Pence, weights: readonly number[]): readonly Pence[] =>
  apportion(total, weights.some((weight) => weight > 0) ? weights : weights.map(() => 1));

/** Rule 50: the open months of one line, from the months that count and the weights of its profile. */
function ahead(
  budget: readonly Pence[],
  seen: readonly Rate[],
  open: readonly Month[],
  weights: readonly number[],
): LineCourse['ahead'] {
  const rated = seen.filter(({ weight }) => weight > 0);
  const openWeights = open.map((month) => weights[month - 1]!);
  if (open.length === 0) return { EXPECTED: [], LOWEST: [], HIGHEST: [] };
  if (rated.length === 0) {
    const asBudgeted = open.map((month) => budget[month - 1]!);
    return { EXPECTED: asBudgeted, LOWEST: asBudgeted, HIGHEST: asBudgeted };
  }
  const soFar = sumPence(seen.map((rate) => rate.pence));
  const profile = sumOf(rated.map(({ weight }) => weight));
  const year = divideDown(BigInt(soFar) * sumOf(weights), profile);
  const dearest = rated.reduce((most, rate) => (isDearer(rate, most) ? rate : most));
  const cheapest = rated.reduce((least, rate) => (isDearer(least, rate) ? rate : least));
  const left = sumOf(openWeights);
  return {
    EXPECTED: spreadOver(plus(pence(year), -soFar), openWeights),
    LOWEST: spreadOver(atRate(cheapest, left), openWeights),
    HIGHEST: spreadOver(atRate(dearest, left), openWeights),
  };
}

function lineCourse(account: Account, year: Year, asAt: Day, line: Line, budget: readonly Pence[]): LineCourse {
  const weights = weightsOf(account.budget, line);
  const isCounted = (month: Month) =>
    monthDays(year, month).last <= asAt && cellOf(account.cells, line, month) !== undefined;
  const counted = MONTHS.filter(isCounted);
  const open = MONTHS.filter((month) => !isCounted(month));
  const seen = counted.map((month) => ({
    pence: actualOf(cellOf(account.cells, line, month)!),
    weight: weights[month - 1]!,
  }));
  return {
    line,
    budget,
    counted,
    open,
    actualPence: sumPence(seen.map((rate) => rate.pence)),
    budgetToDatePence: sumPence(counted.map((month) => budget[month - 1]!)),
    ahead: ahead(budget, seen, open, weights),
  };
}

/** Each budgeted line of a practice's year, in the order of lines. */
export const lineCourses = (account: Account, year: Year, asAt: Day): readonly LineCourse[] =>
  [...budgetByLine(account, year)].map(([line, budget]) => lineCourse(account, year, asAt, line, budget));

export const outturnOf = ({ actualPence, ahead: months }: LineCourse, course: Course): Pence =>
  sumPence([actualPence, ...months[course]]);
