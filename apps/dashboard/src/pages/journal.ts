import { bodyAddress, entryAddress, holderAddress, journalAddress } from '../address.js';
import type { Listed } from '../answers.js';
import { browsed, filterForm, listParameters, paging, sortedColumns, type Filter } from '../browse.js';
import { countOfDocuments } from '../documents.js';
import type { Page } from '../page.js';
import type { Asked } from '../request.js';
import type { JournalRow } from '../rows.js';
import { amount, date, instant, text, type Cell, type Column } from '../table.js';
import { IN_ERROR, eventName } from '../words/codes.js';
import { momentMeant, startOfDay } from '../words/dates.js';
import { isDate } from '#kernel';
import { Query } from '../request.js';

const FILTERS: readonly Filter[] = [
  { name: 'q', label: 'Words in reason, authority or source', type: 'search' },
  { name: 'holder', label: 'Practice or group (code)', type: 'text' },
  { name: 'commissioner', label: 'Commissioner (code)', type: 'text' },
  { name: 'year', label: 'Year', type: 'text', hint: 'such as 2007-08' },
  { name: 'type', label: 'Event type', type: 'text', hint: 'such as ReleaseSuspended' },
  { name: 'actor', label: 'Recorded by', type: 'text' },
  { name: 'label', label: 'Label', type: 'text' },
  { name: 'document', label: 'Document (SHA-256)', type: 'text' },
  { name: 'recordedFrom', label: 'Recorded from', type: 'date' },
  { name: 'recordedTo', label: 'Recorded to', type: 'date' },
  { name: 'effectiveFrom', label: 'Holds from', type: 'date' },
  { name: 'effectiveTo', label: 'Holds to', type: 'date' },
];

/** Every entry, the latest first, with both its dates. */
export async function journalPage(reader: Asked): Promise<Page> {
  const { api, query } = reader;
  const browsing = browsed(reader, {
    kept: query.of(KEPT),
    filters: FILTERS,
    columns: [
      { label: 'Entry', by: 'position', order: 'date' },
      { label: 'Recorded', by: 'recordedAt', order: 'date' },
      { label: 'Holds on', by: 'effectiveOn', order: 'date' },
      { label: 'What', by: 'type' },
      { label: 'Whose', by: 'holder' },
      { label: 'Amount named', by: 'amountPence', numeric: true, order: 'amount' },
      { label: 'Recorded by', by: 'actor' },
    ],
    usualSort: '-position',
    list: '/api/v1/journal',
    fixed: query.of(KEPT),
  });
  const asked = { ...browsing, query: withInstants(query) };
  const { items, next, position } = await api.get<Listed<JournalRow>>(browsing.list, listParameters(asked));
  const form = filterForm(browsing);
  const permanent = query.get('positionTo') === undefined;
  return {
    template: 'list.njk',
    title: 'Journal',
    section: 'journal',
    model: {
      lead: 'Every entry of the ledger with both its dates: when the ledger learned of it, and the day on which it holds. Nothing is ever changed or taken away.',
      form,
      paging: { ...paging(browsing, items.length, next), csv: paging(asked, items.length, next).csv },
      ...(permanent ? { permanent: journalAddress({ ...query.all(), positionTo: position }) } : {}),
      table: {
        id: 'journal',
        caption: 'Entries',
        stacked: true,
        columns: sortedColumns(browsing),
        rows: items.map(journalCells),
        empty: form.isActive ? 'No entry is like that.' : 'Nothing is recorded yet.',
      },
    },
  };
}

/** Not in the form, and kept by it: where a link to the journal as it stood leads. */
const KEPT = ['positionFrom', 'positionTo', 'stream', 'commandId', 'command', 'organisation'] as const;

/** The list bounds instants; a reader means whole days in London. */
function withInstants(query: Query): Query {
  const all = { ...query.all() };
  const from = all['recordedFrom'];
  const to = all['recordedTo'];
  if (from !== undefined && isDate(from)) all['recordedFrom'] = startOfDay(from);
  if (to !== undefined) all['recordedTo'] = momentMeant(to) ?? to;
  return new Query(new Map(Object.entries(all)));
}

export const JOURNAL_COLUMNS: readonly Column[] = [
  { label: 'Entry' },
  { label: 'Recorded' },
  { label: 'Holds on' },
  { label: 'What' },
  { label: 'Whose' },
  { label: 'Amount named', numeric: true },
  { label: 'Recorded by' },
];

export function journalCells(row: JournalRow): readonly Cell[] {
  const { position, recordedAt, effectiveOn, type, amountPence, actor, label, because, documents, inErrorSince } = row;
  const below = [
    label === null ? '' : `label ${label}`,
    because ?? '',
    countOfDocuments(documents.length),
    inErrorSince === null ? '' : `${IN_ERROR.text}, entry ${inErrorSince}`,
  ].filter((part) => part !== '');
  return [
    text(position.toLocaleString('en-GB'), entryAddress(position)),
    instant(recordedAt),
    date(effectiveOn),
    text(eventName(type), entryAddress(position), below.length === 0 ? undefined : below.join('; ')),
    whose(row),
    amount(amountPence),
    text(actor),
  ];
}

/** The practice or group, else the commissioner; the page of the code finds out which kind it is. */
function whose({ holder, commissioner, year, otherHolders }: JournalRow): Cell {
  const others = otherHolders.length === 0 ? [] : [`with ${otherHolders.join(', ')}`];
  const below = [...(year === null ? [] : [year]), ...others].join('; ') || undefined;
  if (holder !== null) return text(holder, holderAddress('PRACTICE')(holder, { year: year ?? undefined }), below);
  if (commissioner !== null)
    return text(commissioner, bodyAddress('PCT', commissioner, { year: year ?? undefined }), below);
  return text('', undefined, below);
}
