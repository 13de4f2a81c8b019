import type { Instant, Pence } from '#kernel';
import type { LedgerEvent } from './answers.js';
import type { Mark } from './charts/time-line.js';
import type { TimelineRow } from './rows.js';
import { numberOf, textOf } from './statement/recorded.js';
import { eventName } from './words/codes.js';
import { londonDate } from './words/dates.js';
import { roughly } from './words/money.js';

/** An event of a commissioner's finances, as it is marked on a time line. */
export type FinanceEvent = {
  readonly position: number;
  readonly at: Instant;
  readonly type: string;
  readonly pence: Pence | null;
  readonly because: string | null;
};

export const fromTimeline = ({ position, recordedAt, type, amountPence, because }: TimelineRow): FinanceEvent => ({
  position,
  at: recordedAt,
  type,
  pence: amountPence,
  because,
});

export const fromEvent = (event: LedgerEvent): FinanceEvent => ({
  position: event.position,
  at: event.metadata.recordedAt,
  type: event.type,
  pence: numberOf(event, 'pence') ?? numberOf(event, 'deltaPence') ?? numberOf(event, 'forecastOutturnPence') ?? null,
  because: textOf(event, 'because') ?? null,
});

/** Few words for a mark, as far as its amount belongs to them. */
const SHORT: Readonly<Record<string, (amount: string) => string>> = {
  ResourceLimitSet: (amount) => `Limit ${amount}`,
  ResourceLimitAdjusted: (amount) => `Limit changed ${amount}`,
  ForecastReported: (amount) => `Forecast ${amount}`,
  TopSliceApplied: (amount) => `Top-slice ${amount}`,
  TopSliceReturned: (amount) => `Slice returned ${amount}`,
  RecoveryPlanAdopted: () => 'Recovery plan',
  ReleaseFundSet: (amount) => `Release fund ${amount}`,
  ReleaseSuspended: () => 'Releases suspended',
  SuspensionLifted: () => 'Suspension lifted',
};

const shortly = ({ type, pence }: FinanceEvent): string =>
  (SHORT[type] ?? (() => eventName(type)))(pence === null ? '' : roughly(pence)).trim();

/** Months of the same forecast say little; what was done about the money says more. */
const weightOf = ({ type }: FinanceEvent): number => (type === 'ForecastReported' ? 1 : 2);

export type MarkedDay = Mark & { readonly date: string; readonly events: readonly FinanceEvent[] };

/** The events by the day in London on which they were recorded, numbered as in the table below the picture. */
export function markedDays(events: readonly FinanceEvent[]): readonly MarkedDay[] {
  const days = new Map<string, FinanceEvent[]>();
  for (const event of events) {
    const date = londonDate(event.at);
    days.set(date, [...(days.get(date) ?? []), event]);
  }
  return [...days].map(([date, ofDay], index) => ({
    date,
    events: ofDay,
    ms: Date.parse(ofDay[0]!.at),
    number: String(index + 1),
    lines: ofDay.map(shortly),
    weight: Math.max(...ofDay.map(weightOf)) + ofDay.length,
  }));
}
