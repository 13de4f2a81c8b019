import type { Checkpoint, Holds } from '#projections';
import type { Db } from './dialect.js';
import { storable } from './cells.js';

export async function checkpointOf(db: Db): Promise<Checkpoint | undefined> {
  const row = await db.selectFrom('checkpoint').select(['position', 'day', 'log', 'version']).executeTakeFirst();
  return row as Checkpoint | undefined;
}

export async function moveCheckpoint(db: Db, { position, day, log, version }: Checkpoint): Promise<void> {
  const moved = { position, day: storable(day), log: storable(log), version };
  await db
    .insertInto('checkpoint')
    .values({ one: 1, ...moved })
    .onConflict((conflict) => conflict.column('one').doUpdateSet(moved))
    .execute();
}

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
