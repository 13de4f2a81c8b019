import { sql } from 'kysely';
import type { Kept, KeptRow, KeptTable } from '#projections';
import { checkpointOf } from './checkpoint.js';
import type { Db } from './dialect.js';
import { columnsOf, FOLDED, memberColumnsOf, membersOf, searchedOf, TABLES } from './tables.js';

/** Rows that are read at once. */
const AT_ONCE = 1_000;

type Physical = KeptTable & { readonly columns: readonly string[] };

/** Every table as it lies there, those beside a list as well. */
const PHYSICAL: readonly Physical[] = TABLES.flatMap((table) => [
  {
    name: table.name,
    key: table.key,
    columns: [...columnsOf(table).map(([name]) => name), ...(searchedOf(table).length > 0 ? [FOLDED] : [])],
  },
  ...memberColumnsOf(table).map((column) => {
    const columns = ['value', ...table.key];
    return { name: membersOf(table, column), key: columns, columns };
  }),
]);

/** All that is kept. Whoever calls it sees to it that all of it is read from one snapshot. */
export const keptIn = async (db: Db): Promise<Kept> => ({
  checkpoint: await checkpointOf(db),
  tables: PHYSICAL.map(({ name, key }) => ({ name, key })),
  rows: ({ name }) =>
    rowsOf(
      db,
      PHYSICAL.find((table) => table.name === name)!,
    ),
});

async function* rowsOf(db: Db, { name, key, columns }: Physical): AsyncGenerator<KeptRow, void> {
  let after: KeptRow | undefined;
  do {
    const last: KeptRow | undefined = after;
    const found = db
      .selectFrom(name)
      .select([...columns])
      .$if(last !== undefined, (query) => query.where(beyond(key, last!)))
      .limit(AT_ONCE);
    const rows: readonly KeptRow[] = await key.reduce((query, column) => query.orderBy(column), found).execute();
    yield* rows;
    after = rows.length === AT_ONCE ? rows.at(-1) : undefined;
  } while (after !== undefined);
}

const beyond = (key: readonly string[], last: KeptRow) =>
  sql<boolean>`(${sql.join(key.map((column) => sql.ref(column)))}) > (${sql.join(key.map((column) => last[column]))})`;

/** The journal's size, for a check that takes no time. */
export async function journalIn(db: Db): Promise<{ rows: number; first: number; last: number }> {
  const found = await db
    .selectFrom('journal')
    .select((eb) => [
      eb.fn.countAll<number>().as('rows'),
      eb.fn.coalesce(eb.fn.min('position'), sql`0`).as('first'),
      eb.fn.coalesce(eb.fn.max('position'), sql`0`).as('last'),
    ])
    .executeTakeFirstOrThrow();
  return found as { rows: number; first: number; last: number };
}
