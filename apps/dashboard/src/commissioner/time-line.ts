import { yearDays, dateOf, type Year } from '#kernel';
import { entryAddress, journalAddress } from '../address.js';
import type { Figure } from '../charts/drawing.js';
import { timeLineDrawings, type Note, type Point, type Series } from '../charts/time-line.js';
import { fromTimeline, markedDays, type MarkedDay } from '../finance.js';
import type { TimelineRow } from '../rows.js';
import { amount, column, known, numbers, text, type Cell, type Table } from '../table.js';
import { eventName } from '../words/codes.js';
import { dayInShort, endOfDay, instantInShort, londonDate, startOfDay } from '../words/dates.js';
import { money } from '../words/money.js';
import type { Last, Sample } from './samples.js';

type Sums = Pick<TimelineRow, 'entitledPence' | 'affordablePence' | 'paidPence'>;

/** A commissioner's year as far as it is shown. */
export type ShownYear = {
  readonly code: string;
  readonly name: string;
  readonly year: Year;
  readonly rows: readonly TimelineRow[];
  readonly samples: readonly Sample[];
  /** The three sums as they are shown, and when the last of what is shown was recorded. */
  readonly latest: Last;
};

export type TimeLineShown = { readonly figure: Figure; readonly table: Table };

const KEYS = ['paid', 'affordable', 'entitled'] as const;
type Key = (typeof KEYS)[number];
const NAMES: Readonly<Record<Key, string>> = { entitled: 'Entitled', affordable: 'Affordable', paid: 'Paid' };
const FIELD = { entitled: 'entitledPence', affordable: 'affordablePence', paid: 'paidPence' } as const;
/** Room behind the last event, so that its line can be seen to go on. In milliseconds. */
const BEHIND_MS = 14 * 86_400_000;

type Stop = Sums & { readonly ms: number; readonly row?: TimelineRow; readonly sample?: Sample };

/** What a commissioner owed, could pay and had paid through a year, with the events of its finances on the same line. */
export function timeLineOf(shown: ShownYear): TimeLineShown {
  const { name, year, rows, latest } = shown;
  const days = markedDays(rows.map(fromTimeline));
  const stops = stopsOf(shown);
  const from = Math.min(Date.parse(`${dateOf(yearDays(year).first)}T00:00:00Z`), ...stops.map(({ ms }) => ms));
  const to = Math.max(Date.parse(latest.at), from, ...stops.map(({ ms }) => ms)) + BEHIND_MS;
  const series = KEYS.map((key): Series => ({
    name: key,
    text: NAMES[key],
    isStep: false,
    points: [
      ...stops.flatMap((stop, index) => pointsOf(key, stop, stops[index - 1])),
      { ms: Date.parse(latest.at), pence: latest[FIELD[key]] },
      { ms: to, pence: latest[FIELD[key]] },
    ],
  }));
  return {
    figure: {
      id: 'time-line',
      title: `What ${name} owed, could pay and had paid, ${year}`,
      description: described(shown),
      legend: [
        { name: 'entitled', text: 'Entitled' },
        { name: 'affordable', text: 'Affordable' },
        { name: 'paid', text: 'Paid' },
        { name: 'mark', text: 'Day with events of the finances, numbered as in the table' },
      ],
      drawings: timeLineDrawings({ from, to, series, marks: days, notes: shown.samples.flatMap(noteOf) }),
    },
    table: tableOf(shown, stops, days),
  };
}

const stopsOf = ({ rows, samples }: ShownYear): readonly Stop[] =>
  [
    ...rows.map((row): Stop => ({ ...sumsOf(row), ms: Date.parse(row.recordedAt), row })),
    ...samples.map((sample): Stop => ({ ...sumsOf(sample), ms: Date.parse(sample.at), sample })),
  ].sort((a, b) => a.ms - b.ms);

const sumsOf = ({ entitledPence, affordablePence, paidPence }: Sums): Sums => ({
  entitledPence,
  affordablePence,
  paidPence,
});

/** A fund that is set moves what can be paid at once; everything else moved bit by bit since the stop before. */
function pointsOf(key: Key, { ms, row, ...sums }: Stop, before: Stop | undefined): readonly Point[] {
  const point: Point = { ms, pence: sums[FIELD[key]] };
  if (key !== 'affordable' || row?.type !== 'ReleaseFundSet' || before?.affordablePence == null) return [point];
  return [{ ms, pence: before.affordablePence }, point];
}

/** Budgets that were changed on a day of the finances move the line on that day, and the finances do not. */
const noteOf = ({ at, budgetsChanged, entitledPence }: Sample): readonly Note[] =>
  budgetsChanged === 0 ? [] : [{ ms: Date.parse(at), pence: entitledPence, text: budgetsInWords(budgetsChanged) }];

const budgetsInWords = (count: number): string =>
  count === 1 ? 'A practice’s budget was changed' : `${count} practices’ budgets were changed`;

function described({ rows, samples, latest }: ShownYear): string {
  const affordable = latest.affordablePence === null ? 'not known' : money(latest.affordablePence);
  const now = `Now entitled ${money(latest.entitledPence)}, affordable ${affordable}, paid ${money(latest.paidPence)}.`;
  const events = `${rows.length} ${rows.length === 1 ? 'event' : 'events'} of the finances`;
  const budgets = samples.filter(({ budgetsChanged }) => budgetsChanged > 0);
  const moved = budgets.map(
    ({ at, budgetsChanged }) =>
      ` On ${dayInShort(londonDate(at))} ${lowerFirst(budgetsInWords(budgetsChanged))} as well, which did.`,
  );
  return `${events}; none of them moved what the practices are entitled to.${moved.join('')} ${now}`;
}

const lowerFirst = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

function tableOf({ code, year }: ShownYear, stops: readonly Stop[], days: readonly MarkedDay[]): Table {
  const numberOf = new Map(days.flatMap(({ number, events }) => events.map(({ position }) => [position, number])));
  return {
    id: 'time-line-table',
    caption: `As known at each event of the finances and at months’ ends between them, ${year}`,
    columns: [
      column('No.'),
      column('Known at'),
      column('Event'),
      numbers('Amount named'),
      numbers('Entitled'),
      numbers('Affordable'),
      numbers('Paid'),
    ],
    rows: stops
      .filter(isNews)
      .map(({ row, sample, entitledPence, affordablePence, paidPence }): readonly Cell[] => [
        text(row ? numberOf.get(row.position) : ''),
        text(row ? instantInShort(row.recordedAt) : `${dayInShort(londonDate(sample!.at))}, end of day`),
        row
          ? text(eventName(row.type), entryAddress(row.position), row.because ?? undefined)
          : sampleCell(code, year, sample!),
        amount(row?.amountPence),
        amount(entitledPence),
        known(affordablePence),
        amount(paidPence),
      ]),
    empty: 'No event of the finances of this year is recorded.',
  };
}

/** A sample that says what the stop before it said is part of the line, and no row of the table. */
function isNews({ row, sample, ...sums }: Stop, index: number, all: readonly Stop[]): boolean {
  const before = all[index - 1];
  if (row || !before || sample!.budgetsChanged > 0) return true;
  return KEYS.some((key) => sums[FIELD[key]] !== before[FIELD[key]]);
}

function sampleCell(commissioner: string, year: Year, { at, budgetsChanged }: Sample): Cell {
  if (budgetsChanged === 0) return text('');
  const date = londonDate(at);
  const journal = {
    commissioner,
    year,
    type: 'BudgetEntryPosted',
    recordedFrom: startOfDay(date),
    recordedTo: endOfDay(date),
  };
  return text(budgetsInWords(budgetsChanged), journalAddress(journal));
}
