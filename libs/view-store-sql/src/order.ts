import type { ListQuery } from '#projections';
import { isKeptAsText, type Table } from './tables.js';

export type Ordering = {
  readonly column: string;
  readonly descending: boolean;
  readonly isText: boolean;
  /** Whether it may be null. Nulls come last, whichever way it is sorted. */
  readonly optional: boolean;
};

/** By what rows are sorted: the column asked for, then the key, which is never null and always ascends. */
export type Order = readonly [Ordering, ...Ordering[]];

export function orderOf(table: Table, { sort }: Pick<ListQuery, 'sort'>): Order {
  const ordering = (column: string, descending: boolean): Ordering => {
    const found = table.columns[column];
    if (found === undefined) throw new TypeError(`${table.name} has no column ${column}`);
    const isText = isKeptAsText(found);
    return { column, descending, isText, optional: found.optional === true };
  };
  const isWhole = table.key.length === 1 && table.key[0] === sort.column;
  const rest = isWhole ? [] : table.key.filter((column) => column !== sort.column);
  return [ordering(sort.column, sort.descending), ...rest.map((column) => ordering(column, false))];
}
