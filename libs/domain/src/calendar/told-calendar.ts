import { MONTHS, dateOf, londonDay, monthDays, type Day, type IsoDate, type Month, type Year } from '#kernel';
import type { AccountEvent } from '../account/events.js';
import type { Recorded } from '../history.js';
import type { SnapshotVersion } from './events.js';
import { snapshotKey, type Calendar } from './state.js';

/** Days after a month's end on which its data is usually published. @see domain dossier 3.2 */
export const USUAL_LAG_DAYS: Readonly<Record<SnapshotVersion, number>> = { FLEX: 30, FREEZE: 60 };

export const SNAPSHOTS = ['FLEX', 'FREEZE'] as const satisfies readonly SnapshotVersion[];
export const CALENDAR_SOURCES = ['LOCAL', 'NATIONAL', 'USUAL'] as const;
export const ARRIVALS = ['EARLY', 'ON_TIME', 'LATE', 'MISSING', 'NOT_DUE'] as const;
export type Arrival = (typeof ARRIVALS)[number];

export type CalendarRow = {
  readonly month: Month;
  readonly version: SnapshotVersion;
  readonly inclusionOn: IsoDate | null;
  readonly publishedOn: IsoDate;
  readonly source: (typeof CALENDAR_SOURCES)[number];
  /** Of a practice's data: when the month's version was first recorded. */
  readonly recordedOn: IsoDate | null;
  readonly arrival: Arrival | null;
  readonly daysLate: number | null;
};

/** The answer to `calendar` (rule 52). */
export type ToldCalendar = {
  readonly year: Year;
  readonly commissioner: string | null;
  readonly practice: string | null;
  readonly early: number;
  readonly late: number;
  readonly missing: number;
  readonly rows: readonly CalendarRow[];
};

type Dates = { readonly inclusionOn: Day | null; readonly publishedOn: Day; readonly source: CalendarRow['source'] };

function datesOf(national: Calendar, local: Calendar, year: Year, version: SnapshotVersion, month: Month): Dates {
  const key = snapshotKey(version, month);
  const [own, common] = [local.get(key), national.get(key)];
  if (own) return { ...own, source: 'LOCAL' };
  if (common) return { ...common, source: 'NATIONAL' };
  return { inclusionOn: null, publishedOn: monthDays(year, month).last + USUAL_LAG_DAYS[version], source: 'USUAL' };
}

type ActualsRecorded = Recorded<Extract<AccountEvent, { type: 'ActualsRecorded' }>>;
const isActuals = (event: Recorded): event is ActualsRecorded => event.fact.type === 'ActualsRecorded';

/** The day on which a version of a month was first recorded on an account. */
function firstRecorded(account: readonly Recorded[], version: SnapshotVersion, month: Month): Day | undefined {
  const first = account.filter(isActuals).find(({ fact: { data } }) => {
    const isNamed = data.rows.some((row) => row.month === month) || data.covers?.months.includes(month);
    return data.version === version && isNamed;
  });
  return first && londonDay(first.ref.recordedAt);
}

function arrivalOf({ inclusionOn, publishedOn }: Dates, recordedOn: Day | undefined, knownDay: Day) {
  if (recordedOn === undefined) {
    const daysLate = Math.max(0, knownDay - publishedOn);
    return { arrival: daysLate > 0 ? ('MISSING' as const) : ('NOT_DUE' as const), daysLate };
  }
  const daysLate = Math.max(0, recordedOn - publishedOn);
  if (daysLate > 0) return { arrival: 'LATE' as const, daysLate };
  return { arrival: recordedOn < (inclusionOn ?? publishedOn) ? ('EARLY' as const) : ('ON_TIME' as const), daysLate };
}

/** Whose calendar: national, and one commissioner's own; of a practice, the events of its account that count. */
export type AskedCalendar = {
  readonly year: Year;
  readonly commissioner: string | null;
  readonly practice: string | null;
  readonly national: Calendar;
  readonly local: Calendar;
  readonly account?: readonly Recorded[];
  readonly knownDay: Day;
};

function rowOf(asked: AskedCalendar, month: Month, version: SnapshotVersion): CalendarRow {
  const { year, national, local, account, knownDay } = asked;
  const dates = datesOf(national, local, year, version, month);
  const recordedOn = account && firstRecorded(account, version, month);
  return {
    month,
    version,
    inclusionOn: dates.inclusionOn === null ? null : dateOf(dates.inclusionOn),
    publishedOn: dateOf(dates.publishedOn),
    source: dates.source,
    recordedOn: recordedOn === undefined ? null : dateOf(recordedOn),
    ...(account ? arrivalOf(dates, recordedOn, knownDay) : { arrival: null, daysLate: null }),
  };
}

export function toldCalendar(asked: AskedCalendar): ToldCalendar {
  const { year, commissioner, practice } = asked;
  const rows = MONTHS.flatMap((month) => SNAPSHOTS.map((version) => rowOf(asked, month, version)));
  const count = (arrival: Arrival) => rows.filter((row) => row.arrival === arrival).length;
  return {
    year,
    commissioner,
    practice,
    early: count('EARLY'),
    late: count('LATE'),
    missing: count('MISSING'),
    rows,
  };
}
