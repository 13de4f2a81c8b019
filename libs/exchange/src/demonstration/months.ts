import { LINES, monthlyBudget, type StoryLine } from './budgets.js';
import { data, practices, type Practice } from './organisations.js';
import { PENCE, YEARS, type StoryStep, type StoryYear } from './story-step.js';

/** How far a line differs from the practice's own spending, in pounds of every £1,000 of budget. */
const TILT: Readonly<Record<StoryLine, number>> = { EL: -10, DC: 5, NEL: 0, OPFA: -8, OPFUP: 4, PRESC: 2 };
/** How far each month differs, M1 first, likewise; 0 over the year. */
const RIPPLE = [4, -2, -6, 3, 1, -5, 0, 6, -3, 2, -4, 4] as const;
/** What a first count has too much, likewise. */
const FLEX_ABOVE_FREEZE = 3;

export const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
export type StoryMonth = (typeof MONTHS)[number];
type Version = 'FLEX' | 'FREEZE';

/** Pence of a cell. A monthly budget is a multiple of £10, so a thousandth of it is whole pence. */
export function actualPence(
  practice: Practice,
  year: StoryYear,
  line: StoryLine,
  month: StoryMonth,
  version: Version,
): number {
  const perThousand =
    practice.spent[year] + TILT[line] + RIPPLE[month - 1]! + (version === 'FLEX' ? FLEX_ABOVE_FREEZE : 0);
  return (monthlyBudget(practice, year, line) / 10) * perThousand;
}

/** Pence by which a year's frozen months lie above its budget; below 0 where they lie under it. */
export function overspendPence(practice: Practice, year: StoryYear): number {
  const cells = LINES.flatMap((line) => MONTHS.map((month) => ({ line, month })));
  return cells.reduce(
    (sum, { line, month }) =>
      sum + actualPence(practice, year, line, month, 'FREEZE') - monthlyBudget(practice, year, line) * PENCE,
    0,
  );
}

/** The 12th, at 10:00, `later` months after month `month` of the year. */
export function twelfthAfter(year: StoryYear, month: StoryMonth, later: number): string {
  const sinceJanuary = 2 + month + later;
  const calendarYear = Number(year.slice(0, 4)) + Math.floor(sinceJanuary / 12);
  return `${calendarYear}-${String((sinceJanuary % 12) + 1).padStart(2, '0')}-12T10:00:00Z`;
}

/** Each month is counted first on the 12th of the month after it, and frozen a month later. */
export function* months(): Generator<StoryStep> {
  for (const year of YEARS) {
    for (const month of MONTHS) {
      yield* counted(year, month, 'FLEX', twelfthAfter(year, month, 1));
      yield* counted(year, month, 'FREEZE', twelfthAfter(year, month, 2));
    }
  }
}

function* counted(year: StoryYear, month: StoryMonth, version: Version, at: string): Generator<StoryStep> {
  for (const practice of practices) {
    yield {
      at,
      do: 'RecordActuals',
      with: {
        practice: practice.code,
        year,
        version,
        rows: LINES.map((line) => ({ month, line, pence: actualPence(practice, year, line, month, version) })),
      },
      by: data,
    };
  }
}
