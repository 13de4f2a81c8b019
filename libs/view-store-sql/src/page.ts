import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { ListName, ListQuery, Page, RowOf } from '#projections';
import { cellOf, folded, valueOf, type Cell } from './cells.js';
import { cursorAt, placeOf, type Place } from './cursor.js';
import type { Db, Dialect } from './dialect.js';
import { orderOf, type Order } from './order.js';
import { columnsOf, FOLDED, isTable, membersOf, tableOf, type Table } from './tables.js';

type Schema = Record<string, Record<string, Cell>>;
type Builder = ExpressionBuilder<Schema, string>;
type Row = Readonly<Record<string, Cell>>;

/** Rows of one stretch of the order: those with a value in the column sorted by, or those without. */
type Stretch = { readonly isNull: boolean; readonly after: Place | undefined };

/** One page. Whoever calls it sees to it that all of it is read from one snapshot. */
export async function pageOf<Name extends ListName>(
  db: Db,
  dialect: Dialect,
  name: Name,
  query: ListQuery,
): Promise<Page<RowOf<Name>>> {
  const table = tableOf(name);
  const order = orderOf(table, query);
  const wanted = query.limit + 1; // one more tells whether there is a next page
  const rows: Row[] = [];
  for (const stretch of stretches(order, placeOf(name, query, order))) {
    const limit = wanted - rows.length;
    if (limit > 0) rows.push(...(await rowsOf(db, dialect, { table, order, query, stretch, limit })));
  }
  const items = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? items.at(-1) : undefined;
  return {
    items: items.map((row) => itemOf<Name>(table, row)),
    next: last
      ? cursorAt(
          name,
          query,
          order.map(({ column }) => last[column]!),
        )
      : null,
  };
}

/** Two questions where nulls may be, as no index has them last both ways in both databases. */
function stretches([{ optional }]: Order, after: Place | undefined): readonly Stretch[] {
  const withValue = { isNull: false, after };
  if (!optional) return [withValue];
  return after?.[0] === null ? [{ isNull: true, after }] : [withValue, { isNull: true, after: undefined }];
}

type Asked = {
  readonly table: Table;
  readonly order: Order;
  readonly query: ListQuery;
  readonly stretch: Stretch;
  readonly limit: number;
};

/** Sorts keys alone, which an index often has, and fetches whole rows only of those that are on the page. */
async function rowsOf(db: Db, dialect: Dialect, asked: Asked): Promise<readonly Row[]> {
  const { table, order, limit } = asked;
  const { name, key } = table;
  const columns = columnsOf(table).map(([column]) => `${name}.${column}`);
  const found = sorted(db.selectFrom(name), name, order)
    .where((eb) => eb.and(conditions(eb, dialect, asked)))
    .limit(sql.lit(limit)); // written out, as SQLite plans for a whole table where it does not see how few are wanted
  if (!isTable(name as ListName)) return found.select(columns).execute();
  const picked = found.select([...key]).as('picked');
  const whole = db
    .selectFrom(name)
    .innerJoin(picked, (join) => key.reduce((on, part) => on.onRef(`picked.${part}`, '=', `${name}.${part}`), join));
  return sorted(whole, name, order).select(columns).execute();
}

function sorted<Query extends { orderBy(column: string, direction: 'asc' | 'desc'): Query }>(
  query: Query,
  table: string,
  order: Order,
): Query {
  return order.reduce(
    (all, { column, descending }) => all.orderBy(`${table}.${column}`, descending ? 'desc' : 'asc'),
    query,
  );
}

function conditions(eb: Builder, dialect: Dialect, { table, order, query, stretch }: Asked): Expression<SqlBool>[] {
  const [{ column, optional }] = order;
  return [
    ...filters(eb, dialect, table, query),
    ...(optional ? [eb(column, stretch.isNull ? 'is' : 'is not', null)] : []),
    ...(stretch.after ? [beyond(eb, order, stretch.after)] : []),
  ];
}

function filters(eb: Builder, dialect: Dialect, table: Table, query: ListQuery): Expression<SqlBool>[] {
  const { equal, between, containing } = query;
  const cell = (column: string, value: unknown) => cellOf(column, table.columns[column]!, value);
  return [
    ...Object.entries(equal).map(([column, value]) => {
      const { kind, also } = table.columns[column]!;
      if (kind === 'json') return hasMember(eb, table, column, value as string);
      const own = eb(column, '=', cell(column, value));
      return also === undefined ? own : eb.or([own, hasMember(eb, table, also, value as string)]);
    }),
    ...Object.entries(between).flatMap(([column, { from, to }]) => [
      ...(from === undefined ? [] : [eb(column, '>=', cell(column, from))]),
      ...(to === undefined ? [] : [eb(column, '<=', cell(column, to))]),
    ]),
    ...(containing === undefined ? [] : [dialect.contains(eb.ref(FOLDED), folded(containing))]),
  ];
}

function hasMember(eb: Builder, table: Table, column: string, member: string): Expression<SqlBool> {
  const [key] = table.key as [string];
  const value = cellOf(column, { kind: 'text', about: '' }, member);
  return eb(key, 'in', eb.selectFrom(membersOf(table, column)).select(key).where('value', '=', value));
}

/** Rows that come after a place. Written so that an index of the column and the key begins right there. */
function beyond(eb: Builder, order: Order, after: Place): Expression<SqlBool> {
  const [{ column, descending }, ...key] = order;
  const [value, ...rest] = after as [Cell, ...Cell[]];
  const later = (columns: readonly string[], cells: readonly Cell[]) =>
    sql<SqlBool>`${list(columns)} > ${values(cells)}`;
  const names = key.map((part) => part.column);
  if (value === null) return later(names, rest);
  if (!descending) return later([column, ...names], after);
  if (names.length === 0) return eb(column, '<', value);
  return eb.and([eb(column, '<=', value), eb.or([eb(column, '<', value), later(names, rest)])]);
}

const list = (columns: readonly string[]) => sql`(${sql.join(columns.map((column) => sql.ref(column)))})`;
const values = (cells: readonly Cell[]) => sql`(${sql.join([...cells])})`;

function itemOf<Name extends ListName>(table: Table, row: Row): RowOf<Name> {
  const values = columnsOf(table).map(([name, column]) => [name, valueOf(column, row[name]!)]);
  return Object.fromEntries(values) as RowOf<Name>;
}
