import { yearlyBudgetPence, type StoryLine } from './budgets.js';
import { PCT, SHA, board, finance, practices } from './organisations.js';
import type { StoryStep } from './story-step.js';

const YEAR = '2007-08';
/** A practice loses 3 per cent of its hospital lines, for the whole year. */
export const SLICED_LINES: readonly StoryLine[] = ['EL', 'DC', 'NEL'];
const SLICE_PER_CENT = 3;
export const SLICE_ENTRY = 'TOP-SLICE-1';

/** The trust's money before the deficit. */
export function* finances(): Generator<StoryStep> {
  const limits = [
    ['2006-04-20T10:00:00Z', '2006-07', 9_300_000_000],
    ['2007-04-20T10:00:00Z', YEAR, 9_480_000_000],
  ] as const;
  for (const [at, year, pence] of limits) {
    yield {
      at,
      do: 'SetResourceLimit',
      with: { commissioner: PCT, year, pence, because: 'Initial allocation', recurrent: true },
      by: finance,
    };
  }
  yield {
    at: '2007-07-20T09:00:00Z',
    do: 'AdjustResourceLimit',
    with: { commissioner: PCT, year: YEAR, deltaPence: 120_000_000, because: 'Access fund', recurrent: false },
    by: finance,
  };
  for (const [at, month, forecastOutturnPence] of [
    ['2007-07-20T09:30:00Z', 3, 20_000_000],
    ['2007-10-19T09:30:00Z', 6, -45_000_000],
  ] as const) {
    yield {
      at,
      do: 'ReportForecast',
      with: { commissioner: PCT, year: YEAR, month, forecastOutturnPence },
      by: finance,
    };
  }
}

/** One day in November: the deficit, the slice, the plan, the suspension, and the slice passed on to every practice. */
export function* deficit(): Generator<StoryStep> {
  const finances = { commissioner: PCT, year: YEAR };
  yield {
    at: '2007-11-15T09:00:00Z',
    do: 'ReportForecast',
    with: { ...finances, month: 7, forecastOutturnPence: -174_000_000 },
    by: finance,
    label: 'deficit',
  };
  yield {
    at: '2007-11-15T10:00:00Z',
    do: 'ApplyTopSlice',
    with: { ...finances, pence: 288_000_000, by: SHA, because: 'Reserve of the authority, 3 per cent' },
    by: finance,
    label: 'sha-slice',
  };
  yield {
    at: '2007-11-15T11:00:00Z',
    do: 'AdoptRecoveryPlan',
    with: { ...finances, because: 'Board minute 07/114' },
    by: board,
    label: 'recovery',
  };
  yield {
    at: '2007-11-15T12:00:00Z',
    do: 'SuspendRelease',
    with: { ...finances, because: 'Recovery plan', reviewOn: '2008-06-30' },
    by: board,
    label: 'freeze',
  };
  for (const practice of practices) {
    const cut = (line: StoryLine) => -(yearlyBudgetPence(practice, YEAR, line) * SLICE_PER_CENT) / 100;
    yield {
      at: '2007-11-15T14:00:00Z',
      do: 'PostBudgetEntry',
      with: {
        practice: practice.code,
        year: YEAR,
        entry: SLICE_ENTRY,
        effectiveOn: '2007-04-01',
        decidedOn: '2007-11-15',
        reason: 'TOP_SLICE',
        lines: Object.fromEntries(SLICED_LINES.map((line) => [line, cut(line)])),
      },
      by: finance,
      label: sliceOf(practice.code),
      because: 'Every practice bears its part of the slice',
    };
  }
}

/** Labels of all that the deficit brought for one practice: without them it would not have happened. */
export const deficitLabels = (practice: string): readonly string[] => [
  'deficit',
  'sha-slice',
  'recovery',
  'freeze',
  sliceOf(practice),
];

const sliceOf = (practice: string): string => `slice-${practice}`;

/** The evening before, and the morning after next. */
export const BEFORE_DEFICIT = '2007-11-14T23:59:59Z';
export const AFTER_DEFICIT = '2007-11-16T23:59:59Z';
