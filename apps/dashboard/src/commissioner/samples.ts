import {
  MONTHS,
  MapByAge,
  dateOf,
  dayOf,
  monthDays,
  nextYear,
  yearDays,
  type Instant,
  type IsoDate,
  type Year,
} from '#kernel';
import type { Api } from '../api.js';
import type { Exposure, Listed } from '../answers.js';
import type { JournalRow, TimelineRow } from '../rows.js';
import { endOfDay, londonDate, startOfDay } from '../words/dates.js';

/** What was owed, could be paid and was paid at the end of a day on which no event of the finances says it. */
export type Sample = Pick<TimelineRow, 'entitledPence' | 'affordablePence' | 'paidPence'> & {
  readonly at: Instant;
  /** Budgets of practices that were changed on that day. */
  readonly budgetsChanged: number;
};

/** Days between two events of the finances that are told apart by a straight line. */
const LONGEST_GAP = 62;
/** A page asks for no more than this. */
const MOST_SAMPLES = 30;

/** The last stop of a time line: the sums that the page shows, as known then. */
export type Last = Omit<Sample, 'budgetsChanged'> & {
  /** Only entries up to this one are shown. */
  readonly position: number;
};

/**
 * The time line has the sums at each event of the finances. Where these lie far apart, what happens between would seem
 * to happen at the next of them; so the sums are asked for at the end of the day before a long gap, and of each month in
 * it.
 */
export async function samplesBetween(
  api: Api,
  commissioner: string,
  year: Year,
  rows: readonly TimelineRow[],
  last: Last,
): Promise<readonly Sample[]> {
  const marked = new Set(rows.map(({ recordedAt }) => londonDate(recordedAt)));
  const lastDay = londonDate(last.at);
  const [atEnd, ...between] = await Promise.all([
    marked.has(lastDay) ? budgetsChangedOn(api, commissioner, year, lastDay, last.position) : 0,
    ...sampledDays(year, marked, lastDay).map((day) => sampleAt(api, commissioner, year, day)),
  ]);
  const { position: _position, ...sums } = last;
  const end = atEnd === 0 ? [] : [{ ...sums, budgetsChanged: atEnd }];
  return [...between.flatMap((sample) => sample ?? []), ...end];
}

function sampledDays(year: Year, marked: ReadonlySet<IsoDate>, last: IsoDate): readonly SampledDay[] {
  const known = [...new Set([dateOf(yearDays(year).first), ...marked, last])].sort();
  const ends = [year, nextYear(year)].flatMap((each) => MONTHS.map((month) => dateOf(monthDays(each, month).last)));
  const days = known.slice(1).flatMap((to, index): readonly SampledDay[] => {
    const from = known[index]!;
    if (dayOf(to) - dayOf(from) <= LONGEST_GAP) return [];
    const between = ends.filter((end) => end > from && end < to).map((date) => ({ date, isMarked: false }));
    return marked.has(from) ? [{ date: from, isMarked: true }, ...between] : between;
  });
  return days.slice(0, MOST_SAMPLES);
}

type SampledDay = { readonly date: IsoDate; readonly isMarked: boolean };

/** Days before the last one shown are past for the ledger: its answers about them never change. */
const settled = new WeakMap<Api, MapByAge<string, Sample>>();
const MOST_SETTLED = 5_000;

async function sampleAt(api: Api, commissioner: string, year: Year, day: SampledDay): Promise<Sample | undefined> {
  const kept = settled.get(api) ?? new MapByAge<string, Sample>();
  settled.set(api, kept);
  const key = JSON.stringify([commissioner, year, day.date]);
  const known = kept.get(key);
  if (known) return known;
  const sample = await asked(api, commissioner, year, day);
  if (sample) {
    if (kept.size >= MOST_SETTLED) kept.takeOldest();
    kept.set(key, sample);
  }
  return sample;
}

async function asked(
  api: Api,
  commissioner: string,
  year: Year,
  { date, isMarked }: SampledDay,
): Promise<Sample | undefined> {
  const at = endOfDay(date);
  const [exposure, budgetsChanged] = await Promise.all([
    api.find<Exposure>('/api/v1/exposure', { commissioner, year, knownAt: at }),
    isMarked ? budgetsChangedOn(api, commissioner, year, date) : 0,
  ]);
  if (!exposure) return undefined;
  const { entitledPence, affordablePence, paidPence } = exposure;
  return { at, entitledPence, affordablePence, paidPence, budgetsChanged };
}

const MOST_BUDGETS = 500;

async function budgetsChangedOn(
  api: Api,
  commissioner: string,
  year: Year,
  date: IsoDate,
  position?: number,
): Promise<number> {
  const { items } = await api.get<Listed<JournalRow>>('/api/v1/journal', {
    commissioner,
    year,
    type: 'BudgetEntryPosted',
    recordedFrom: startOfDay(date),
    recordedTo: endOfDay(date),
    positionTo: position,
    limit: MOST_BUDGETS,
  });
  return new Set(items.map(({ holder }) => holder)).size;
}
