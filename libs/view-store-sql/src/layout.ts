import { createHash } from 'node:crypto';
import { sql, type CompiledQuery, type CreateTableBuilder, type Expression } from 'kysely';
import type { Column } from '#projections';
import type { Db, Dialect } from './dialect.js';
import {
  columnsOf,
  FOLDED,
  indexesOf,
  isKeptAsText,
  memberColumnsOf,
  membersOf,
  searchedOf,
  TABLES,
  type Index,
  type Table,
} from './tables.js';

type Statement = { compile(): CompiledQuery; execute(): Promise<unknown> };

/** Lays the empty tables out where there are none. */
export async function layOut(db: Db, dialect: Dialect): Promise<void> {
  for (const statement of layout(db, dialect)) await statement.execute();
  await db
    .insertInto('layout')
    .values({ mark: layoutMark(db, dialect) })
    .execute();
}

/** Tells one layout from any other: tables of another are of no use here. */
export function layoutMark(db: Db, dialect: Dialect): string {
  const statements = layout(db.withoutPlugins() as Db, dialect).map((statement) => statement.compile().sql);
  return createHash('sha256').update(statements.join(';')).digest('hex');
}

/** @returns the mark of the tables that are there; fails where there are none */
export async function markedAs(db: Db): Promise<string | undefined> {
  const row = await db.selectFrom('layout').select('mark').executeTakeFirst();
  return row?.['mark'] as string | undefined;
}

function layout(db: Db, dialect: Dialect): readonly Statement[] {
  return [
    db.schema.createTable('layout').addColumn('mark', 'text', (column) => column.notNull()),
    checkpointTable(db, dialect),
    ...TABLES.flatMap((table) => [
      created(db, dialect, table),
      ...indexesOf(table).map(({ name, columns }) =>
        db.schema
          .createIndex(name)
          .on(table.name)
          .columns([...columns]),
      ),
      ...memberColumnsOf(table).flatMap((column) => members(db, dialect, table, column)),
    ]),
    db.schema.createView('rollUps').as(rollUps(db)),
  ];
}

const checkpointTable = (db: Db, { text, number }: Dialect) =>
  db.schema
    .createTable('checkpoint')
    .addColumn('one', number, (column) => column.primaryKey().check(sql`one = 1`))
    .addColumn('position', number, (column) => column.notNull())
    .addColumn('day', text, (column) => column.notNull())
    .addColumn('count', number, (column) => column.notNull())
    .addColumn('first', number, (column) => column.notNull())
    .addColumn('log', text, (column) => column.notNull())
    .addColumn('version', number, (column) => column.notNull())
    .addColumn('apart', text, (column) => column.notNull());

const typeOf = (column: Column, { text, number }: Dialect) => (isKeptAsText(column) ? text : number);

function created(db: Db, dialect: Dialect, table: Table): Statement {
  let statement: CreateTableBuilder<string, string> = db.schema.createTable(table.name);
  for (const [name, column] of columnsOf(table)) {
    statement = statement.addColumn(name, typeOf(column, dialect), (type) => (column.optional ? type : type.notNull()));
  }
  if (searchedOf(table).length > 0) statement = statement.addColumn(FOLDED, dialect.text);
  statement = statement.addPrimaryKeyConstraint(`${table.name}Key`, [...table.key] as [string, ...string[]]);
  const end = dialect.tableEnd(table.name === 'rollUpParts');
  return end ? statement.modifyEnd(end) : statement;
}

/** Goes with the rows of its table, so that nobody has to think of it who takes a row away. */
function members(db: Db, dialect: Dialect, table: Table, column: string): readonly Statement[] {
  const [key, ...others] = table.key;
  if (key === undefined || others.length > 0) throw new Error(`${table.name} must have a key of one column`);
  const name = membersOf(table, column);
  return [
    db.schema
      .createTable(name)
      .addColumn('value', dialect.text, (type) => type.notNull())
      .addColumn(key, typeOf(table.columns[key]!, dialect), (type) => type.notNull())
      .addPrimaryKeyConstraint(`${name}Key`, ['value', key])
      .addForeignKeyConstraint(`${name}Of`, [key], table.name, [key], (rule) => rule.onDelete('cascade')),
    db.schema.createIndex(`${name}By${key}`).on(name).column(key),
  ];
}

const SUMMED = [
  'entitledPence',
  'paidPence',
  'outstandingPence',
  'rulingPence',
  'guaranteePence',
  'agreementPence',
  'guidancePence',
] as const;

/** Sums first, so that a filter by body or year reaches the key of the parts; then the body's own row. */
function rollUps(db: Db) {
  const whole = (sum: Expression<unknown>) => sql<number>`cast(${sum} as bigint)`;
  const sums = db
    .selectFrom('rollUpParts')
    .select(['body', 'year'])
    .select((eb) => SUMMED.map((column) => whole(eb.fn.sum(column)).as(column)))
    .select((eb) => whole(eb.fn.countAll()).as('practices'))
    .groupBy(['body', 'year'])
    .as('sums');
  const body = sql.ref('sums.body');
  const isEngland = sql`${body} = 'ENGLAND'`;
  const own = (column: string) => sql.ref(`organisations.${column}`);
  return db
    .selectFrom(sums)
    .leftJoin('organisations', 'organisations.code', 'sums.body')
    .select([
      'sums.body as of',
      sql<string>`case when ${isEngland} then 'England' else coalesce(${own('name')}, ${body}) end`.as('name'),
      sql<string>`case when ${isEngland} then 'ENGLAND' else coalesce(${own('type')}, '') end`.as('type'),
      'organisations.belongsTo',
      'sums.year',
      ...SUMMED.map((column) => `sums.${column}` as const),
      'sums.practices',
      // upper() knows ASCII alone in both databases, which is what codes are written in
      sql<string>`case when ${isEngland} then 'ENGLAND' else coalesce(${own(FOLDED)}, upper(${body})) end`.as(FOLDED),
    ]);
}

/** Every index, for a database that must be told what to expect of it. */
export const everyIndex = (): readonly (Index & { readonly table: string })[] =>
  TABLES.flatMap((table) => indexesOf(table).map((index) => ({ ...index, table: table.name })));
