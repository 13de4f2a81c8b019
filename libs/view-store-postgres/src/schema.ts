import { sql } from 'kysely';
import { ViewsUnavailable } from '#projections';
import { layOut, layoutMark, markedAs, TABLES, type Db } from '#view-store-sql';
import { postgres } from './postgres-dialect.js';

/** Of PostgreSQL, in bytes: of a longer name the rest is cut off in silence. */
const LONGEST_NAME = 63;
const REBUILD = '_rebuild';

export const rebuildOf = (schema: string): string => `${schema}${REBUILD}`;

/** @throws RangeError where the schema has a name that must be quoted, or too long a one */
export function mustBeAName(schema: string): void {
  if (!/^[a-z_][a-z0-9_]*$/.test(schema) || rebuildOf(schema).length > LONGEST_NAME) {
    const most = LONGEST_NAME - REBUILD.length;
    throw new RangeError(`a schema is named in at most ${most} small letters, digits and _: ${schema}`);
  }
}

/**
 * Makes sure that there are tables of today's layout; those of another are replaced by empty ones.
 * @throws ViewsUnavailable where the schema holds something else, which is left as it is
 */
export async function settleSchema(db: Db, schema: string): Promise<void> {
  await mustBeUtf8(db);
  await db.transaction().execute(async (transaction) => {
    const db = transaction as Db;
    const found = await tablesIn(db, schema);
    if (found?.includes('layout')) {
      if ((await markedAs(db.withSchema(schema))) !== layoutMark(db, postgres)) await makeAnew(db, schema);
    } else if (found === undefined) {
      await makeAnew(db, schema);
    } else if (found.length === 0) {
      await layOut(db.withSchema(schema), postgres);
    } else {
      throw new ViewsUnavailable(
        `the schema ${schema} holds tables that are no views of a ledger: ${found.join(', ')}`,
      );
    }
  });
}

/** Empty tables in a schema that is ours; whatever was there is gone, and whatever hung on it. */
export async function makeAnew(db: Db, schema: string): Promise<void> {
  await dropSchema(db, schema);
  await db.schema.createSchema(schema).execute();
  await layOut(db.withSchema(schema), postgres);
}

export const dropSchema = (db: Db, schema: string): Promise<void> =>
  db.schema.dropSchema(schema).ifExists().cascade().execute();

/**
 * Puts the rebuilt tables in the place of the old, in one transaction. Every reader touches `checkpoint` first: those that
 * have begun are waited for, those that come wait for the end, and find the new tables.
 */
export async function swapSchemas(db: Db, schema: string): Promise<void> {
  for (const { name } of TABLES) await sql`analyze ${sql.id(rebuildOf(schema), name)}`.execute(db);
  await db.transaction().execute(async (transaction) => {
    const db = transaction as Db;
    await sql`set local lock_timeout = '10s'`.execute(db);
    await sql`lock table ${sql.id(schema, 'checkpoint')} in access exclusive mode`.execute(db);
    await dropSchema(db, schema);
    await sql`alter schema ${sql.id(rebuildOf(schema))} rename to ${sql.id(schema)}`.execute(db);
  });
}

/** The names of the tables in a schema, undefined where there is no such schema. */
async function tablesIn(db: Db, schema: string): Promise<readonly string[] | undefined> {
  const { rows } = await sql<{ table: string | null }>`
    select relname as "table" from pg_namespace
    left join pg_class on relnamespace = pg_namespace.oid and relkind in ('r', 'p', 'v', 'm', 'f')
    where nspname = ${schema} order by relname`.execute(db);
  if (rows.length === 0) return undefined;
  return rows.flatMap(({ table }) => (table === null ? [] : [table]));
}

async function mustBeUtf8(db: Db): Promise<void> {
  const { rows } = await sql<{ encoding: string }>`select current_setting('server_encoding') as encoding`.execute(db);
  const encoding = rows[0]?.encoding ?? '';
  if (encoding !== 'UTF8') throw new ViewsUnavailable(`the database must keep text in UTF8, not in ${encoding}`);
}
