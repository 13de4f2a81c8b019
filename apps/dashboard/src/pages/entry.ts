import {
  commissionerAddress,
  entryAddress,
  groupAddress,
  holderAddress,
  journalAddress,
  organisationAddress,
  practiceAddress,
} from '../address.js';
import type { Entitlement, EventPage, Exposure, LedgerEvent, Listed } from '../answers.js';
import type { Api } from '../api.js';
import { documentsOf } from '../documents.js';
import { POSITION } from '../moment.js';
import type { Page } from '../page.js';
import { NoSuchPage, type Asked } from '../request.js';
import type { JournalRow } from '../rows.js';
import { textOf } from '../statement/recorded.js';
import { amount, column, known, moved, numbers, text, type Table } from '../table.js';
import { eventName, lineName, plain } from '../words/codes.js';
import { dayInWords } from '../words/dates.js';
import { money } from '../words/money.js';
import { isDate } from '#kernel';

/** One entry: what was recorded, by whom and why, where it stands, and what it moved. */
export async function entryPage({ api, part, path }: Asked): Promise<Page> {
  const position = positionIn(part('position'));
  const { events } = await api.get<EventPage>('/api/v1/events', { after: position - 1, limit: 1 });
  const event = events.find((each) => each.position === position);
  if (!event) throw new NoSuchPage(`there is no entry ${position}`);
  const [row, before, after, effects, documents] = await Promise.all([
    api.get<Listed<JournalRow>>('/api/v1/journal', { position, limit: 1 }),
    neighbour(api, event, { positionTo: position - 1, sort: '-position' }),
    neighbour(api, event, { positionFrom: position + 1, sort: 'position' }),
    effectsOf(api, event),
    documentsOf(api, event),
  ]);
  const { metadata, type } = event;
  return {
    template: 'entry.njk',
    title: eventName(type),
    section: 'journal',
    breadcrumbs: [{ text: 'Journal', href: journalAddress({}) }],
    model: {
      caption: `Entry ${position.toLocaleString('en-GB')}`,
      event,
      effectiveOn: row.items[0]?.effectiveOn,
      inErrorSince: row.items[0]?.inErrorSince,
      inErrorHref: row.items[0]?.inErrorSince == null ? undefined : entryAddress(row.items[0].inErrorSince),
      fields: Object.entries(event.data).map(([name, value]) => field(name, value)),
      recordedLate: metadata.effectiveAt !== metadata.recordedAt,
      before: before === undefined ? undefined : { ...before, href: entryAddress(before.position) },
      after: after === undefined ? undefined : { ...after, href: entryAddress(after.position) },
      effects,
      documents,
      raw: JSON.stringify(event, null, 2),
      links: {
        stream: journalAddress({ stream: event.stream, sort: 'position' }),
        command: journalAddress({ commandId: metadata.commandId }),
        actor: journalAddress({ actor: metadata.actor }),
        type: journalAddress({ type }),
        here: path,
      },
    },
  };
}

function positionIn(text: string): number {
  if (!POSITION.test(text) || Number(text) < 1) throw new NoSuchPage(`${text} is no number of an entry`);
  return Number(text);
}

type Neighbour = { readonly position: number; readonly type: string; readonly words: string };

async function neighbour(
  api: Api,
  { stream }: LedgerEvent,
  bounds: Readonly<Record<string, string | number>>,
): Promise<Neighbour | undefined> {
  const { items } = await api.get<Listed<JournalRow>>('/api/v1/journal', { stream, limit: 1, ...bounds });
  const [row] = items;
  return row && { position: row.position, type: row.type, words: eventName(row.type) };
}

type Field = {
  readonly name: string;
  readonly text?: string;
  readonly href?: string;
  readonly pence?: number;
  readonly table?: Table;
  readonly json?: string;
};

const LINKS: Readonly<Record<string, (code: string) => string>> = {
  holder: practiceAddress,
  practice: practiceAddress,
  group: groupAddress,
  commissioner: commissionerAddress,
  to: organisationAddress,
  by: organisationAddress,
};

/** Fields that hold the name of a person. */
const SEALED = new Set(['signatory', 'decidedBy']);

/** A field of the event as a reader would say it; what has parts of its own stands as it was recorded. */
function field(name: string, value: unknown): Field {
  const words = { name: plain(name.replace(/Pence$/, '')) };
  if (typeof value === 'number') {
    if (/pence$/i.test(name)) return { ...words, pence: value };
    if (name.endsWith('Bp')) return { name: plain(name.replace(/Bp$/, '')), text: `${value / 100}%` };
    return { ...words, text: String(value) };
  }
  if (typeof value === 'boolean') return { ...words, text: value ? 'Yes' : 'No' };
  if (SEALED.has(name)) return { ...words, text: 'Sealed: personal data never lies open in an entry' };
  if (typeof value === 'string') {
    const href = isDate(value) ? undefined : LINKS[name]?.(value);
    return {
      ...words,
      text: isDate(value) ? dayInWords(value) : inWords(name, value),
      ...(href === undefined ? {} : { href }),
    };
  }
  const table = rowsTable(name, value);
  return table ? { ...words, table } : { ...words, json: JSON.stringify(value, null, 2) };
}

/** Fields whose values are words of the ledger's own. */
const WORDS = new Set([
  'type',
  'method',
  'reason',
  'version',
  'cause',
  'kind',
  'purpose',
  'outcome',
  'party',
  'splitKey',
]);

function inWords(name: string, value: string): string {
  if (name === 'line') return lineName(value);
  return WORDS.has(name) ? plain(value) : value;
}

const isFlat = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((each) => typeof each !== 'object' || each === null);

/** Rows of plain values, such as actuals, and maps of lines to pence read better as tables. */
function rowsTable(name: string, value: unknown): Table | undefined {
  if (Array.isArray(value) && value.length > 0 && value.every(isFlat)) {
    const names = [...new Set(value.flatMap((row) => Object.keys(row)))];
    return {
      id: `field-${name}`,
      caption: plain(name),
      columns: names.map((each) =>
        /pence$/i.test(each) ? numbers(plain(each.replace(/Pence$/, ''))) : column(plain(each)),
      ),
      rows: value.map((row) => names.map((each) => cell(each, row[each]))),
    };
  }
  if (!isFlat(value) || !Object.values(value).every((each) => typeof each === 'number')) return undefined;
  return {
    id: `field-${name}`,
    caption: plain(name),
    columns: [column('Line'), numbers('Amount')],
    rows: Object.entries(value).map(([line, pence]) => [text(lineName(line)), amount(pence as number)]),
  };
}

const cell = (name: string, value: unknown) =>
  /pence$/i.test(name) && typeof value === 'number'
    ? amount(value)
    : text(value === undefined ? '' : inWords(name, String(value)));

type Effects = { readonly lead: string; readonly table: Table; readonly href?: string };

/** What the figures were just before the entry and just after it, on the calendar of its own moment. */
async function effectsOf(api: Api, event: LedgerEvent): Promise<Effects | undefined> {
  const year = textOf(event, 'year');
  const holder = textOf(event, 'holder') ?? textOf(event, 'practice');
  const commissioner = textOf(event, 'commissioner');
  if (year === undefined) return undefined;
  if (holder !== undefined) return holderEffects(api, event, holder, year);
  return commissioner === undefined ? undefined : commissionerEffects(api, event, commissioner, year);
}

const around = ({ position, metadata: { effectiveAt } }: LedgerEvent) => [
  { position: position - 1, knownAt: effectiveAt },
  { position, knownAt: effectiveAt },
];

async function holderEffects(api: Api, event: LedgerEvent, holder: string, year: string): Promise<Effects | undefined> {
  const [before, after] = await Promise.all(
    around(event).map((moment) => api.find<Entitlement>('/api/v1/entitlement', { holder, year, ...moment })),
  );
  if (!after) return undefined;
  const delta = after.entitlementPence - (before?.entitlementPence ?? 0);
  const change = delta === 0 ? 'It did not move the entitlement' : `It moved the entitlement by ${money(delta)}`;
  return {
    lead: `${change} of ${holder} for ${year}.`,
    table: beforeAndAfter([
      ['Entitled', before?.entitlementPence ?? 0, after.entitlementPence],
      ['Paid', before?.paidPence ?? 0, after.paidPence],
      ['Outstanding', before?.outstandingPence ?? 0, after.outstandingPence],
    ]),
    href: holderAddress('PRACTICE')(
      holder,
      { year, asAt: after.asAt, to: event.metadata.effectiveAt, position: event.position },
      '/changes',
    ),
  };
}

async function commissionerEffects(
  api: Api,
  event: LedgerEvent,
  commissioner: string,
  year: string,
): Promise<Effects | undefined> {
  const [before, after] = await Promise.all(
    around(event).map((moment) => api.find<Exposure>('/api/v1/exposure', { commissioner, year, ...moment })),
  );
  if (!before || !after) return undefined;
  return {
    lead:
      before.entitledPence === after.entitledPence
        ? 'It did not move what the practices are entitled to.'
        : `It moved what the practices are entitled to by ${money(after.entitledPence - before.entitledPence)}.`,
    table: beforeAndAfter([
      ['Entitled', before.entitledPence, after.entitledPence],
      ['Affordable', before.affordablePence, after.affordablePence],
      ['Paid', before.paidPence, after.paidPence],
    ]),
    href: commissionerAddress(commissioner, {
      year,
      knownAt: event.metadata.effectiveAt,
      position: event.position,
    }),
  };
}

const beforeAndAfter = (rows: readonly (readonly [string, number | null, number | null])[]): Table => ({
  id: 'effects',
  caption: 'Just before and just after',
  columns: [column('Figure'), numbers('Before'), numbers('After'), numbers('Moved by')],
  rows: rows.map(([name, before, after]) => [
    text(name),
    known(before),
    known(after),
    before === null || after === null ? known(null) : moved(after - before),
  ]),
});
