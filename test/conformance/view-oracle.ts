import fc from 'fast-check';
import { LISTS, type Column, type Columns, type ListName, type ListQuery } from '#projections';

/** What a list must answer, by a plain reading of the port: filter, sort, nothing else. */

export type AnyRow = Readonly<Record<string, unknown>>;

const columnsOf = (name: ListName): Columns => LISTS[name].columns;

/** Text as no database can but keep it. */
export const kept = (text: string): string => text.replaceAll('\0', '␀').toWellFormed();

export function keptRow(row: AnyRow): AnyRow {
  const keep = (value: unknown) =>
    typeof value === 'string' ? kept(value) : Array.isArray(value) ? value.map((member) => kept(member)) : value;
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, keep(value)]));
}

export function answered(name: ListName, rows: readonly AnyRow[], query: ListQuery): readonly AnyRow[] {
  return rows.filter((row) => isAskedFor(name, row, query)).sort(inOrder(name, query));
}

function isAskedFor(name: ListName, row: AnyRow, { equal, between, containing }: ListQuery): boolean {
  const isEqual = ([column, wanted]: [string, unknown]) => {
    const { also } = columnsOf(name)[column]!;
    const values = [row[column], also === undefined ? [] : row[also]].flat();
    return values.includes(wanted);
  };
  const isWithin = ([column, { from, to }]: [string, { from?: unknown; to?: unknown }]) => {
    const value = row[column];
    if (value === null) return from === undefined && to === undefined;
    return (from === undefined || compared(value, from) >= 0) && (to === undefined || compared(value, to) <= 0);
  };
  const searched = Object.entries(columnsOf(name)).filter(([, column]) => column.searched);
  const contains = (part: string) =>
    searched.some(([column]) => row[column] !== null && caseless(row[column] as string).includes(caseless(part)));
  return (
    Object.entries(equal).every(isEqual) &&
    Object.entries(between).every(isWithin) &&
    (containing === undefined || contains(containing))
  );
}

const caseless = (text: string): string => text.toUpperCase().normalize();

/** Nulls last both ways; ties by the key, ascending. */
function inOrder(name: ListName, { sort }: ListQuery): (a: AnyRow, b: AnyRow) => number {
  return (a, b) => {
    const [left, right] = [a[sort.column], b[sort.column]];
    if (left !== right && (left === null || right === null)) return left === null ? 1 : -1;
    const first = compared(left, right) * (sort.descending ? -1 : 1);
    if (first !== 0) return first;
    for (const column of LISTS[name].key) {
      const next = compared(a[column], b[column]);
      if (next !== 0) return next;
    }
    return 0;
  };
}

/** Text by its bytes in UTF-8. */
function compared(a: unknown, b: unknown): number {
  if (typeof a === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b as string));
  return Number(a) - Number(b);
}

const TEXTS = [
  ...[
    '',
    ' ',
    'a',
    'A',
    'b',
    'aa',
    'Ab',
    'zebra',
    'Zebra',
    'émile',
    'e\u0301mile',
    'ÉMILE',
    'ß',
    'SS',
    'Σίσυφος',
    'ΣΊΣΥΦΟΣ',
  ],
  ...[
    '50%',
    '50',
    'under_score',
    'underscore',
    `O'Neil`,
    '"said"',
    'back\\slash',
    '--',
    ';',
    '中文',
    '\uE000',
    '\uFFFD',
    '😀',
  ],
  ...['a\0b', 'a\ud800b', 'a\u0001b', 'line\nline', '2007-08', '2008-09', 'A99001', 'A99002', '5QG', 'ENGLAND'],
];
const DATES = ['2007-04-01', '2007-04-02', '2008-03-31', '2008-04-01'];
const INSTANTS = ['2007-04-01T09:00:00.000Z', '2007-04-01T09:00:00.001Z', '2008-04-01T00:00:00.000Z'];
const NUMBERS = [0, 1, 2, 10, 100_000_000, Number.MAX_SAFE_INTEGER];

/** Few values, so that they are often shared. */
function ofKind({ kind, optional }: Column): fc.Arbitrary<unknown> {
  return optional ? fc.option(valueOfKind(kind), { freq: 2, nil: null }) : valueOfKind(kind);
}

function valueOfKind(kind: Column['kind']): fc.Arbitrary<unknown> {
  const text = fc.constantFrom(...TEXTS);
  switch (kind) {
    case 'text':
    case 'year':
      return text;
    case 'json':
      return fc.array(text, { maxLength: 3 });
    case 'date':
      return fc.constantFrom(...DATES);
    case 'instant':
      return fc.constantFrom(...INSTANTS);
    case 'flag':
      return fc.boolean();
    case 'pence':
      return fc.constantFrom(...NUMBERS, ...NUMBERS.map((number) => 0 - number));
    default:
      return fc.constantFrom(...NUMBERS);
  }
}

/** Rows of a list, of which no two share a key. */
export function someRows(name: ListName, most: number): fc.Arbitrary<readonly AnyRow[]> {
  const { key } = LISTS[name];
  const isNumbered = (column: string) =>
    key.length === 1 && key[0] === column && columnsOf(name)[column]!.kind !== 'text';
  const columns = Object.entries(columnsOf(name)).map(
    ([column, of]) => [column, isNumbered(column) ? fc.nat(1_000) : ofKind(of)] as const,
  );
  const selector = (row: AnyRow) => JSON.stringify(key.map((column) => keptRow(row)[column]));
  return fc.uniqueArray(fc.record(Object.fromEntries(columns)), { selector, maxLength: most, minLength: most / 2 });
}

/** Any question that the list takes; often one that a row of it answers. */
export function anyQuery(name: ListName, rows: readonly AnyRow[]): fc.Arbitrary<ListQuery> {
  const columns = Object.entries(columnsOf(name));
  const sortable = columns.flatMap(([column, { sortable }]) => (sortable ? [column] : []));
  const filters = columns.filter(([, { filter }]) => filter !== undefined);
  const ranges = columns.filter(([, { range }]) => range !== undefined);
  const isSearched = columns.some(([, { searched }]) => searched);
  const values = ([column, of]: [string, Column]) => {
    const there = rows.flatMap((row) => (row[column] as unknown[] | null) ?? []);
    return there.length === 0 ? valueOfKind(of.kind) : fc.constantFrom<unknown>(...there);
  };
  const among = (some: [string, Column][], most: number) =>
    fc.subarray(some, { maxLength: Math.min(most, some.length) });
  const equal = among(filters, 2).chain((some) =>
    fc.record(Object.fromEntries(some.map((entry) => [entry[0], values(entry)]))),
  );
  const between = among(ranges, 2).chain((some) =>
    fc.record(
      Object.fromEntries(
        some.map((entry) => [entry[0], fc.record({ from: values(entry), to: values(entry) }, { requiredKeys: [] })]),
      ),
    ),
  );
  const containing = isSearched
    ? fc.option(fc.constantFrom(...TEXTS.filter((text) => text !== ''), 'EM', 'score', 'n', '%', '_', "'", 'ς'), {
        freq: 4,
        nil: undefined,
      })
    : fc.constant(undefined);
  return fc
    .record({
      equal,
      between,
      containing,
      sort: fc.record({ column: fc.constantFrom(...sortable), descending: fc.boolean() }),
      limit: fc.constantFrom(1, 4, 9, 1000),
    })
    .map(({ containing, ...rest }) => ({ ...rest, ...(containing === undefined ? {} : { containing }) }) as ListQuery);
}
