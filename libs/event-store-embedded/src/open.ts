import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { StoreDamaged, type Clock, type DirectoryKeys, type EventStore } from '#event-store';
import { codeOf, lockForWriting, makeFolder } from '#sqlite-file';
import { CheckpointKeeper } from './checkpoint-keeper.js';
import { failureOf } from './failures.js';
import { checkedAtOpening, eventsIn, mustBeAsLong, remembered, type Remembered } from './opening-check.js';
import { clockOf, isEmpty, settledClock } from './schema.js';
import { SqliteEventStore } from './sqlite-event-store.js';
import { fileOfStore } from './store-files.js';
import { openForReading } from './upkeep/reading.js';

/** Pages that SQLite keeps in memory, in KiB. */
const CACHE_KIB = 65_536;

export type EmbeddedOptions = {
  /** A file, made with its folders where there is none; ':memory:' for a store that ends with the process. */
  readonly path: string;
  /** The clock that a new store runs on for ever, 'system' by default; of a store that exists, the clock it must have. */
  readonly clock?: Clock;
  readonly directoryKeys: DirectoryKeys;
};

/**
 * Opens the ledger's own store on one machine: SQLite in WAL mode, synced at every commit, positions contiguous from 1,
 * one writing process a file. What is new since the checkpoint beside it is read and compared.
 * @throws ClockMismatch    the store runs on the other clock
 * @throws StoreDamaged     it is shorter than it was, or not what was written
 * @throws StoreUnavailable another process holds the file, or it cannot be used; the message says which
 */
export async function openEmbedded({ path, clock, directoryKeys }: EmbeddedOptions): Promise<EventStore> {
  if (path === IN_MEMORY) return storeInMemory(clock, directoryKeys);
  const file = fileOfStore(path);
  const unlock = lockedForWriting(file);
  try {
    return await storeIn(file, clock, directoryKeys, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

const IN_MEMORY = ':memory:';

function storeInMemory(asked: Clock | undefined, directoryKeys: DirectoryKeys): EventStore {
  const db = new Database(IN_MEMORY);
  const clock = settledClock(db, IN_MEMORY, asked);
  return new SqliteEventStore({ db, path: IN_MEMORY, clock, directoryKeys, unlock: () => undefined });
}

/** @throws StoreUnavailable naming who holds the file */
export function lockedForWriting(file: string): () => void {
  try {
    makeFolder(dirname(file));
    return lockForWriting(file);
  } catch (error) {
    throw failureOf(error, file);
  }
}

async function storeIn(
  path: string,
  asked: Clock | undefined,
  directoryKeys: DirectoryKeys,
  unlock: () => void,
): Promise<EventStore> {
  let db: Database.Database | undefined;
  const before = remembered(path);
  try {
    if (!existsSync(path)) mustBeAsLong(path, 0, before); // or an empty store would be made in its place
    db = new Database(path);
    db.exec('PRAGMA busy_timeout=1000');
    if (isEmpty(db)) mustBeAsLong(path, 0, before);
    const clock = settledClock(db, path, asked); // before anything is changed: another program's database is left as it is
    settle(db);
    const range = await checkedAtOpening(db, path, before);
    const keeper = new CheckpointKeeper(path, range, before.checkpoint?.events ?? 0);
    return new SqliteEventStore({ db, path, clock, directoryKeys, keeper, unlock });
  } catch (error) {
    db?.close();
    throw isNoDatabase(error, before) ? damagedHeader(path, error) : failureOf(error, path);
  }
}

/**
 * SQLite's own checkpoints are off, as it passes over their failures; the store makes them. One is made now: what a killed
 * process left in the log may have failed to sync, and is written anew before anyone is told of it.
 */
function settle(db: Database.Database): void {
  db.prepare('PRAGMA journal_mode=WAL').raw().all();
  db.exec(`PRAGMA synchronous=FULL; PRAGMA cache_size=-${CACHE_KIB}; PRAGMA temp_store=MEMORY`);
  db.exec('PRAGMA wal_autocheckpoint=0');
  db.prepare('PRAGMA wal_checkpoint(PASSIVE)').raw().all();
}

const isNoDatabase = (error: unknown, before: Remembered): boolean =>
  codeOf(error).startsWith('SQLITE_NOTADB') && eventsIn(before) > 0;

const damagedHeader = (path: string, cause: unknown): StoreDamaged =>
  new StoreDamaged(`${path}: the file is damaged: it does not begin as a store does`, { cause });

/**
 * Opens a store that a process of this machine has open, to read beside it. Only what was committed is seen.
 * @throws StoreUnavailable  there is no such file, or it cannot be read
 */
export function openEmbeddedForReading(path: string): EventStore {
  const file = fileOfStore(path);
  let db: Database.Database | undefined;
  try {
    db = openForReading(file);
    db.exec(`PRAGMA cache_size=-${CACHE_KIB}`);
    const parts = { db, path: file, clock: clockOf(db, file), directoryKeys: () => [], unlock: () => undefined };
    return new SqliteEventStore({ ...parts, readOnly: `${file} is open to read only` });
  } catch (error) {
    db?.close();
    throw failureOf(error, file);
  }
}
