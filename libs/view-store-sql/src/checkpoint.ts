import type { Apart, Checkpoint, Holds } from '#projections';
import type { Db } from './dialect.js';
import { storable } from './cells.js';

export async function checkpointOf(db: Db): Promise<Checkpoint | undefined> {
  const columns = ['position', 'day', 'count', 'first', 'log', 'version', 'apart'];
  const row = await db.selectFrom('checkpoint').select(columns).executeTakeFirst();
  return row && ({ ...row, apart: JSON.parse(row['apart'] as string) as readonly Apart[] } as Checkpoint);
}

export async function moveCheckpoint(db: Db, { day, log, apart, ...numbers }: Checkpoint): Promise<void> {
  const { position, count, first, version } = numbers;
  const texts = { day: storable(day), log: storable(log), apart: JSON.stringify(apart, storably) };
  const moved = { ...{ position, count, first, version }, ...texts };
  await db
    .insertInto('checkpoint')
    .values({ one: 1, ...moved })
    .onConflict((conflict) => conflict.column('one').doUpdateSet(moved))
    .execute();
}

const storably = (_name: string, value: unknown): unknown => (typeof value === 'string' ? storable(value) : value);

export async function expiredOn(db: Db, day: string, limit: number): Promise<readonly Holds[]> {
  const rows = await db
    .selectFrom('holds')
    .select(['subject', 'year', 'until'])
    .where('until', '<', day)
    .orderBy('subject')
    .orderBy('year')
    .limit(limit)
    .execute();
  return rows as readonly Holds[];
}
