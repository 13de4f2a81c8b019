import { MONTHS, dateOf, londonDay, monthDays, type Day, type IsoDate, type Month, type Year } from '#kernel';
import type { AccountEvent } from '../account/events.js';
import type { Recorded } from '../history.js';
import type { SnapshotVersion } from './events.js';
import type { PoliciesInForce } from '../policy/in-force.js';
import type { TermName } from '../policy/terms.js';
import { snapshotKey, type Calendar } from './state.js';

/** Which term of policy says how many days after a month's end its data is published. */
const LAG = { FLEX: 'flexDays', FREEZE: 'freezeDays' } as const satisfies Record<SnapshotVersion, TermName>;

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
  /** The version of policy that says the day, where no date is set. */
  readonly policy: string | null;
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

type Dates = Pick<CalendarRow, 'source' | 'policy'> & { readonly inclusionOn: Day | null; readonly publishedOn: Day };

/** Rule 52: as set; else by the policy of the month's last day. */
function datesOf(asked: AskedCalendar, version: SnapshotVersion, month: Month): Dates {
  const { year, national, local, policies } = asked;
  const key = snapshotKey(version, month);
  const [own, common] = [local.get(key), national.get(key)];
  if (own) return { ...own, source: 'LOCAL', policy: null };
  if (common) return { ...common, source: 'NATIONAL', policy: null };
  const { last } = monthDays(year, month);
  const held = policies.always(LAG[version], last);
  return { inclusionOn: null, publishedOn: last + held.value, source: 'USUAL', policy: held.version.policy };
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
  /** Of the commissioner, or of the country. */
  readonly policies: PoliciesInForce;
  readonly account?: readonly Recorded[];
  readonly knownDay: Day;
};

function rowOf(asked: AskedCalendar, month: Month, version: SnapshotVersion): CalendarRow {
  const { account, knownDay } = asked;
  const dates = datesOf(asked, version, month);
  const recordedOn = account && firstRecorded(account, version, month);
  return {
    month,
    version,
    inclusionOn: dates.inclusionOn === null ? null : dateOf(dates.inclusionOn),
    publishedOn: dateOf(dates.publishedOn),
    source: dates.source,
    policy: dates.policy,
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
