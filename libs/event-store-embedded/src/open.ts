import { dirname, resolve } from 'node:path';
import Database from 'libsql';
import type { Clock, DirectoryKeys, EventStore } from '#event-store';
import { lockForWriting, makeFolder } from '#sqlite-file';
import { failureOf } from './failures.js';
import { settledClock } from './schema.js';
import { SqliteEventStore } from './sqlite-event-store.js';

/** Pages that SQLite keeps in memory, in KiB. */
const CACHE_KIB = 65_536;
/** Pages of 4 KiB in the WAL before they move to the file: a page of an index that changes often is then moved once. */
const CHECKPOINT_PAGES = 16_000;

export type EmbeddedOptions = {
  /** A file, made with its folders where there is none; ':memory:' for a store that ends with the process. */
  readonly path: string;
  /** The clock that a new store runs on for ever, 'system' by default; of a store that exists, the clock it must have. */
  readonly clock?: Clock;
  readonly directoryKeys: DirectoryKeys;
};

/**
 * Opens the ledger's own store on one machine: SQLite in WAL mode, synced at every commit, positions contiguous from 1,
 * one writing process a file.
 * @throws ClockMismatch    the store runs on the other clock
 * @throws StoreUnavailable another process holds the file, or it cannot be used; the message says which
 */
export async function openEmbedded({ path, clock, directoryKeys }: EmbeddedOptions): Promise<EventStore> {
  if (path === ':memory:') return storeIn(path, clock, directoryKeys, () => undefined);
  const file = resolve(path);
  const unlock = locked(file);
  try {
    return storeIn(file, clock, directoryKeys, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

function locked(file: string): () => void {
  try {
    makeFolder(dirname(file));
    return lockForWriting(file);
  } catch (error) {
    throw failureOf(error, file);
  }
}

function storeIn(path: string, clock: Clock | undefined, keys: DirectoryKeys, unlock: () => void): EventStore {
  let db: Database.Database | undefined;
  try {
    db = new Database(path);
    db.exec('PRAGMA busy_timeout=1000');
    const settled = settledClock(db, path, clock); // first of all: another program's database is left as it is
    db.prepare('PRAGMA journal_mode=WAL').raw().all();
    db.exec(`PRAGMA synchronous=FULL; PRAGMA cache_size=-${CACHE_KIB}; PRAGMA wal_autocheckpoint=${CHECKPOINT_PAGES}`);
    return new SqliteEventStore({ db, path, clock: settled, directoryKeys: keys, unlock });
  } catch (error) {
    db?.close();
    throw failureOf(error, path);
  }
}
