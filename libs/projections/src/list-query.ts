import { Rejected, type FieldError } from '#domain';
import { instant, isDate, isInstant, isYear } from '#kernel';
import { LISTS, type Column, type List, type ListName } from './lists/index.js';

/** A list as it was asked for, checked. */
export type ListQuery = {
  /** Values that columns must equal, by column. */
  readonly equal: Readonly<Record<string, string | number | boolean>>;
  /** Bounds, inclusive, by column. */
  readonly between: Readonly<Record<string, { readonly from?: string | number; readonly to?: string | number }>>;
  /** What a searched column must contain, in any case. */
  readonly containing?: string;
  readonly sort: { readonly column: string; readonly descending: boolean };
  /** 1 to 1000. */
  readonly limit: number;
  /** The `next` of the page before. */
  readonly after?: string;
};

export const DEFAULT_LIMIT = 100;
export const MOST = 1000;

/** The parameters that a list takes, each with what it is about. */
export function parametersOf(name: ListName): Readonly<Record<string, string>> {
  const { columns }: List = LISTS[name];
  const all = Object.values(columns);
  const filters = all.flatMap(({ filter, about }) => (filter === undefined ? [] : [[filter, about] as const]));
  const bounds = all.flatMap(({ range, about }) =>
    range === undefined ? [] : [[range[0], `${about}: at least`] as const, [range[1], `${about}: at most`] as const],
  );
  const searched = Object.entries(columns).filter(([, column]) => column.searched);
  const search =
    searched.length === 0 ? [] : [['q', `A part of ${searched.map(([column]) => column).join(' or ')}`] as const];
  return Object.fromEntries([...filters, ...bounds, ...search]);
}

/** The columns by which a list may be sorted. */
export const sortableOf = (name: ListName): readonly string[] =>
  Object.entries(LISTS[name].columns as List['columns']).flatMap(([column, { sortable }]) =>
    sortable ? [column] : [],
  );

/**
 * Checks the parameters of a list as they stand in an address.
 * @throws Rejected INVALID naming each parameter that is not as it must be
 */
export function listQuery(name: ListName, fields: Readonly<Record<string, string>>): ListQuery {
  const { columns, sort: usual }: List = LISTS[name];
  const errors: FieldError[] = [];
  const { q, sort = usual, limit: limitText, after, ...rest } = fields;
  const equal: Record<string, string | number | boolean> = {};
  const between: Record<string, { from?: string | number; to?: string | number }> = {};
  for (const [field, text] of Object.entries(rest)) {
    const found = Object.entries(columns).find(([, { filter, range }]) => filter === field || range?.includes(field));
    if (!found) {
      errors.push({ field, message: `is not a parameter here; there are: ${known(name)}` });
      continue;
    }
    const [column, { filter, range, kind }] = found;
    const value = valueOf(kind, text);
    if (value === undefined) errors.push({ field, message: `must be ${SHAPE[kind]}` });
    else if (filter === field) equal[column] = value;
    else between[column] = { ...between[column], [range![0] === field ? 'from' : 'to']: value as string | number };
  }
  if (q !== undefined && !('q' in parametersOf(name))) {
    errors.push({ field: 'q', message: `is not a parameter here; there are: ${known(name)}` });
  }
  if (q === '') errors.push({ field: 'q', message: 'is empty' });
  const descending = sort.startsWith('-');
  const column = descending ? sort.slice(1) : sort;
  if (!sortableOf(name).includes(column)) {
    errors.push({
      field: 'sort',
      message: `must be one of ${sortableOf(name).join(', ')}, with - in front to turn it round`,
    });
  }
  const limit = limitText === undefined ? DEFAULT_LIMIT : Number(limitText);
  if (!/^\d+$/.test(limitText ?? '1') || limit < 1 || limit > MOST) {
    errors.push({ field: 'limit', message: `must be a whole number from 1 to ${MOST}` });
  }
  if (errors.length > 0) {
    throw new Rejected('INVALID', errors.map(({ field, message }) => `${field} ${message}`).join('; '), errors);
  }
  return {
    equal,
    between,
    ...(q === undefined ? {} : { containing: q }),
    sort: { column, descending },
    limit,
    ...(after === undefined ? {} : { after }),
  };
}

const known = (name: ListName): string => [...Object.keys(parametersOf(name)), 'sort', 'limit', 'after'].join(', ');

const SHAPE: Readonly<Record<Column['kind'], string>> = {
  text: 'text',
  json: 'text',
  pence: 'whole pence',
  count: 'a whole number',
  share: 'basis points',
  position: 'a position, a whole number from 0',
  flag: 'true or false',
  year: 'a financial year such as 2007-08',
  date: 'a date such as 2007-04-01',
  instant: 'an instant such as 2007-04-01T09:00:00Z',
};

/** The value of a parameter; undefined where it is not as it must be. */
function valueOf(kind: Column['kind'], text: string): string | number | boolean | undefined {
  if (text === '') return undefined;
  switch (kind) {
    case 'text':
    case 'json':
      return text;
    case 'flag':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'year':
      return isYear(text) ? text : undefined;
    case 'date':
      return isDate(text) ? text : undefined;
    case 'instant':
      return isInstant(text) ? instant(text) : undefined;
    default:
      return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
  }
}
