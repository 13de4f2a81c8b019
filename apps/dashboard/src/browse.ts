import { address } from './address.js';
import { queryOf } from './api.js';
import { organisationType } from './words/codes.js';
import type { Query } from './request.js';
import type { Column } from './table.js';

/** A field of the form above a list. */
export type Filter = {
  /** As the API's list has it. */
  readonly name: string;
  readonly label: string;
  readonly choices?: readonly { readonly value: string; readonly text: string }[];
  readonly type?: 'date' | 'search' | 'text';
  readonly hint?: string;
};

export type BrowsedColumn = Omit<Column, 'sort'> & {
  /** The column of the API's list by which the heading sorts. */
  readonly by?: string;
  /** What stands in it, where it is no text: amounts come the largest first, dates the latest. */
  readonly order?: 'amount' | 'date';
};

/** A list of the API as a page lets people search, filter, sort and leaf through it. */
export type Browsing = {
  readonly path: string;
  readonly query: Query;
  /** Parameters that the page keeps whatever is filtered. */
  readonly kept: Readonly<Record<string, string>>;
  readonly filters: readonly Filter[];
  readonly columns: readonly BrowsedColumn[];
  readonly usualSort: string;
  /** The list behind it and what is fixed of its query. */
  readonly list: string;
  readonly fixed: Readonly<Record<string, string>>;
  readonly limit: number;
};

/** Rows that fit a few screens. */
const ON_A_PAGE = 50;

/** How a page shows a list; it keeps and fixes nothing but what is said. */
export const browsed = (
  { path, query }: Pick<Browsing, 'path' | 'query'>,
  list: Pick<Browsing, 'filters' | 'columns' | 'usualSort' | 'list'> &
    Partial<Pick<Browsing, 'kept' | 'fixed' | 'limit'>>,
): Browsing => ({ path, query, kept: {}, fixed: {}, limit: ON_A_PAGE, ...list });

const CURSOR = ['after', 'page'] as const;

const chosen = ({ query, filters }: Browsing): Readonly<Record<string, string>> =>
  query.of([...filters.map(({ name }) => name), 'sort']);

/** What to ask the API for. */
export const listParameters = (browsing: Browsing): Readonly<Record<string, string>> => ({
  ...browsing.fixed,
  ...chosen(browsing),
  limit: String(browsing.limit),
  ...browsing.query.of(['after']),
});

/** Headings that sort by their column, and the other way round the second time. */
export function sortedColumns(browsing: Browsing): readonly Column[] {
  const current = browsing.query.get('sort') ?? browsing.usualSort;
  return browsing.columns.map(({ by, order, ...column }) => {
    if (by === undefined) return column;
    const [first, second] = order === undefined ? [by, `-${by}`] : [`-${by}`, by];
    const next = current === first ? second : first;
    const href = address(browsing.path, { ...browsing.kept, ...chosen(browsing), sort: next });
    if (current !== by && current !== `-${by}`) return { ...column, sort: { href } };
    return { ...column, sort: { href, direction: current === by ? 'ascending' : 'descending' } };
  });
}

/** The form of filters: its fields with what is chosen, and what it keeps. */
export function filterForm(browsing: Browsing) {
  const { query, filters, columns, kept } = browsing;
  const sort = query.get('sort') ?? browsing.usualSort;
  return {
    action: browsing.path,
    kept: Object.entries(kept).map(([name, value]) => ({ name, value })),
    fields: filters.map((filter) => ({ ...filter, value: query.get(filter.name) ?? '' })),
    sorts: columns.flatMap(({ by, label, order }) => (by === undefined ? [] : sortChoices(by, label, order, sort))),
    isActive: filters.some(({ name }) => query.get(name) !== undefined),
    clear: address(browsing.path, kept),
  };
}

const DIRECTIONS = {
  amount: ['smallest first', 'largest first'],
  date: ['earliest first', 'latest first'],
  text: ['A to Z', 'Z to A'],
} as const;

const sortChoices = (by: string, label: string, order: BrowsedColumn['order'], current: string) => {
  const [up, down] = DIRECTIONS[order ?? 'text'];
  return [
    { value: by, text: `${label}, ${up}`, isChosen: current === by },
    { value: `-${by}`, text: `${label}, ${down}`, isChosen: current === `-${by}` },
  ];
};

/** Where the pages before and after are, and the whole list as a file. */
export function paging(browsing: Browsing, shown: number, next: string | null) {
  const { path, kept, query, list, fixed } = browsing;
  const page = Number(query.get('page') ?? '1') || 1;
  const here = { ...kept, ...chosen(browsing) };
  return {
    page,
    shown,
    csv: `${list}?${queryOf({ ...fixed, ...chosen(browsing), format: 'csv' })}`,
    ...(query.of(CURSOR)['after'] === undefined ? {} : { first: address(path, here) }),
    ...(next === null ? {} : { next: address(path, { ...here, after: next, page: page + 1 }) }),
  };
}

export const typeChoices = (types: readonly string[]) =>
  types.map((value) => ({ value, text: organisationType(value) }));

export const YES_OR_NO = [
  { value: 'true', text: 'Yes' },
  { value: 'false', text: 'No' },
] as const;
