import { MONTHS, dayOf, monthDays, monthOf, type Day, type Month, type Year } from '#kernel';
import type { Row } from './commands.js';
import { told, type Known, type Told } from './facts.js';
import { splitEvenly, sumOf } from './fractions.js';
import { remembered } from './remembered.js';

export type Cell = { readonly line: string; readonly month: Month };

/** An amount of some days. */
export type Amount = { readonly pence: number; readonly days: readonly Day[] };

/** The days of a month, from a day on or up to one where it is said. */
export function daysOf(year: Year, month: Month, from?: string, to?: string): readonly Day[] {
  const days = monthDays(year, month);
  const first = from === undefined ? days.first : Math.max(days.first, dayOf(from));
  const last = to === undefined ? days.last : Math.min(days.last, dayOf(to));
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

const of = <Given extends { readonly practice: string; readonly year: Year }>(
  given: readonly Given[],
  practice: string,
  year: Year,
): readonly Given[] => given.filter((each) => each.practice === practice && each.year === year);

export const budgetOf = remembered(
  (known: Known, practice: string, year: Year): Told<'SetIndicativeBudget'> | undefined =>
    of(told(known, 'SetIndicativeBudget'), practice, year).at(-1),
);
export const entriesOf = remembered((known: Known, practice: string, year: Year): readonly Told<'PostBudgetEntry'>[] =>
  of(told(known, 'PostBudgetEntry'), practice, year),
);

export const hasBudget = (known: Known, practice: string, year: Year): boolean =>
  budgetOf(known, practice, year) !== undefined || entriesOf(known, practice, year).length > 0;

/** The lines that the practice's budget for the year names, base or any entry. */
export const budgetLines = remembered((known: Known, practice: string, year: Year): readonly string[] => {
  const base = budgetOf(known, practice, year);
  const all = [...(base ? [base] : []), ...entriesOf(known, practice, year)].flatMap(({ lines }) => Object.keys(lines));
  return [...new Set(all)];
});

const names = ({ rows, covers }: Told<'RecordActuals'>, { line, month }: Cell): boolean =>
  rows.some((row) => row.line === line && row.month === month) ||
  (covers !== undefined && covers.months.includes(month) && (covers.lines === 'ALL' || covers.lines.includes(line)));

const RANK = { ESTIMATE: 1, FLEX: 2, FREEZE: 3 };

/** Rule 3: the record in force for a cell, among those recorded before a place in the order. */
export function recordOf(known: Known, practice: string, year: Year, cell: Cell, before = Infinity) {
  return of(told(known, 'RecordActuals'), practice, year)
    .filter((record) => record.order < before && names(record, cell))
    .toSorted((a, b) => RANK[a.version] - RANK[b.version] || a.order - b.order)
    .at(-1);
}

/** What is known to have been spent in a cell: its rows and what restated them. Undefined while nothing is known. */
export function actualsOf(known: Known, practice: string, year: Year, cell: Cell): readonly Amount[] | undefined {
  const record = recordOf(known, practice, year, cell);
  if (!record) return undefined;
  const isOfCell = (row: { line: string; month: Month }) => row.line === cell.line && row.month === cell.month;
  const rows = record.rows
    .filter(isOfCell)
    .map((row: Row) => ({ pence: row.pence, days: daysOf(year, cell.month, row.from, row.to) }));
  const restated = of(told(known, 'RestateActuals'), practice, year)
    .filter(({ order }) => recordOf(known, practice, year, cell, order)?.order === record.order)
    .flatMap((restatement) => restatement.rows.filter(isOfCell))
    .map(({ deltaPence }) => ({ pence: deltaPence, days: daysOf(year, cell.month) }));
  return [...rows, ...restated];
}

export const monthsUpTo = (year: Year, asAt: Day): readonly Month[] =>
  MONTHS.filter((month) => monthDays(year, month).last <= asAt);

/** Rule 2: the cells of a practice that count. */
export const countedCells = (known: Known, practice: string, year: Year, asAt: Day): readonly Cell[] =>
  monthsUpTo(year, asAt).flatMap((month) =>
    budgetLines(known, practice, year)
      .map((line) => ({ line, month }))
      .filter((cell) => recordOf(known, practice, year, cell) !== undefined),
  );

/** What was spent, up to a day, on lines that the budget does not name. */
export const unbudgeted = remembered((known: Known, practice: string, year: Year, asAt: Day): number => {
  const budgeted = budgetLines(known, practice, year);
  const recorded = of(told(known, 'RecordActuals'), practice, year).flatMap(({ rows }) => rows.map(({ line }) => line));
  const restated = of(told(known, 'RestateActuals'), practice, year).flatMap(({ rows }) =>
    rows.map(({ line }) => line),
  );
  const lines = new Set([...recorded, ...restated].filter((line) => !budgeted.includes(line)));
  return sumOf(
    monthsUpTo(year, asAt).flatMap((month) =>
      [...lines].flatMap((line) => (actualsOf(known, practice, year, { line, month }) ?? []).map(({ pence }) => pence)),
    ),
  );
});

const weightsOf = (base: Told<'SetIndicativeBudget'> | undefined, line: string): readonly number[] =>
  base?.profiles?.[line] ?? base?.profile ?? MONTHS.map(() => 1);

/** Rule 4: a line of the base, spread over the months. */
export function baseOf(known: Known, practice: string, year: Year, { line, month }: Cell): Amount {
  const base = budgetOf(known, practice, year);
  const spread = splitEvenly(base?.lines[line] ?? 0, weightsOf(base, line));
  return { pence: spread[month - 1]!, days: daysOf(year, month) };
}

/** Rule 4: an amount of an entry, spread over the months from the one of its day on. */
export function entryIn(
  known: Known,
  { practice, year, effectiveOn }: Told<'PostBudgetEntry'>,
  pence: number,
  { line, month }: Cell,
): Amount {
  const first = monthOf(year, dayOf(effectiveOn));
  if (month < first) return { pence: 0, days: [] };
  const weights = weightsOf(budgetOf(known, practice, year), line).slice(first - 1);
  const spread = splitEvenly(pence, weights);
  const days = month === first ? daysOf(year, month, effectiveOn) : daysOf(year, month);
  return { pence: spread[month - first]!, days };
}

/** Rule 5: what new services cost: the latest of each scheme and month. */
export const costsOf = remembered(
  (known: Known, practice: string, year: Year): readonly Told<'RecordServiceCost'>[] => {
    const all = of(told(known, 'RecordServiceCost'), practice, year);
    return all.filter(
      (cost, index) =>
        !all.slice(index + 1).some((later) => later.scheme === cost.scheme && later.month === cost.month),
    );
  },
);

/** Rule 5: what is added to a month that counts, with the line of a pooled case. */
export const adjustmentsOf = remembered(
  (
    known: Known,
    practice: string,
    year: Year,
  ): readonly { readonly month: Month; readonly pence: number; readonly line: string | undefined }[] => {
    const agreed = of(told(known, 'AgreeAdjustment'), practice, year).flatMap(({ month, pence }) =>
      month === undefined
        ? splitEvenly(
            pence,
            MONTHS.map(() => 1),
          ).map((part, index) => ({ month: index + 1, pence: part, line: undefined }))
        : [{ month, pence, line: undefined }],
    );
    const pooled = of(told(known, 'PoolHighCostCase'), practice, year).map(
      ({ month, line, costPence, thresholdPence }) => ({ month, line, pence: Math.max(0, costPence - thresholdPence) }),
    );
    return [...agreed, ...pooled];
  },
);
