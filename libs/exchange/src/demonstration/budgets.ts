import { finance, practices, type Practice } from './organisations.js';
import { PENCE, YEARS, type StoryStep, type StoryYear } from './story-step.js';

export const LINES = ['EL', 'DC', 'NEL', 'OPFA', 'OPFUP', 'PRESC'] as const;
export type StoryLine = (typeof LINES)[number];

/** What a month costs for 1,000 patients, in pounds; whole hundreds. */
const RATES: Readonly<Record<StoryYear, Readonly<Record<StoryLine, number>>>> = {
  '2006-07': { EL: 5_000, DC: 3_500, NEL: 9_600, OPFA: 3_000, OPFUP: 3_200, PRESC: 12_000 },
  '2007-08': { EL: 5_200, DC: 3_700, NEL: 9_900, OPFA: 3_100, OPFUP: 3_300, PRESC: 12_400 },
};

/** Pounds; a multiple of 10. */
export const monthlyBudget = ({ patients }: Practice, year: StoryYear, line: StoryLine): number =>
  (RATES[year][line] * patients[year]) / 1_000;

const MONTHS_A_YEAR = 12;

/** Pence of a year, before any entry. */
export const yearlyBudgetPence = (practice: Practice, year: StoryYear, line: StoryLine): number =>
  monthlyBudget(practice, year, line) * MONTHS_A_YEAR * PENCE;

const START: Readonly<Record<StoryYear, number>> = { '2006-07': 2006, '2007-08': 2007 };

/** Set by patients on the list and spread equally over the year. */
export function* budgets(): Generator<StoryStep> {
  for (const year of YEARS) {
    for (const practice of practices) {
      const lines = Object.fromEntries(LINES.map((line) => [line, yearlyBudgetPence(practice, year, line)]));
      yield {
        at: `${START[year]}-04-20T09:00:00Z`,
        do: 'SetIndicativeBudget',
        with: { practice: practice.code, year, method: 'WEIGHTED_CAPITATION', lines },
        by: finance,
        label: `budget-${practice.code}-${year}`,
      };
    }
  }
}

const entry = (at: string, label: string, given: Extract<StoryStep, { do: 'PostBudgetEntry' }>['with']): StoryStep => ({
  at,
  do: 'PostBudgetEntry',
  with: given,
  by: finance,
  label,
});

/** Changes after the budget was set, among them a posting in error: a nought too many, found four days later. */
export function* entries(): Generator<StoryStep> {
  const year = '2007-08';
  const growth = (pence: number) =>
    ({
      practice: 'A99005',
      year,
      entry: 'GROWTH-1',
      effectiveOn: '2007-04-01',
      reason: 'GROWTH',
      lines: { PRESC: pence },
    }) as const;
  yield entry('2007-05-10T09:00:00Z', 'growth-with-a-nought-too-many', growth(9_100_000));
  yield {
    at: '2007-05-14T09:00:00Z',
    do: 'RecordInError',
    with: { label: 'growth-with-a-nought-too-many', because: 'Posted as £91,000; the letter says £9,100' },
    by: finance,
    label: 'slip-taken-out',
  };
  yield entry('2007-05-14T09:10:00Z', 'growth-as-in-the-letter', growth(910_000));
  yield entry('2007-07-02T09:00:00Z', 'virement', {
    practice: 'A99003',
    year,
    entry: 'VIREMENT-1',
    effectiveOn: '2007-07-01',
    reason: 'VIREMENT',
    lines: { OPFUP: -1_800_000, DC: 1_800_000 },
  });
  yield entry('2007-08-06T09:00:00Z', 'new-estate', {
    practice: 'A99002',
    year,
    entry: 'LIST-1',
    effectiveOn: '2007-08-15',
    reason: 'LIST_CHANGE',
    lines: { NEL: 640_000, PRESC: 820_000 },
  });
}
