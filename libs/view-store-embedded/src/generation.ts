import { existsSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import Database from 'libsql';
import { ViewsDamaged, ViewsUnavailable } from '#projections';
import { addressForReading } from '#sqlite-file';
import { everyIndex, layOut, layoutMark, markedAs, type Db } from '#view-store-sql';
import { connected, type Connection } from './connection.js';
import type { NewFile } from './place.js';
import { sqlite } from './sqlite-dialect.js';

/** Pages that SQLite keeps in memory for each connection, in KiB. */
const CACHE_KIB = 32_768;
/** Pages of 4 KiB in the WAL before they move to the file: more would hold everybody up for longer at once. */
const CHECKPOINT_PAGES = 4_000;

type Numbered = { readonly number: number; readonly file: string };

/** Views as they were built at one time: a SQLite file or memory, and the connections to it. */
export class Generation {
  readonly number: number;
  /** Undefined where they are only read. */
  readonly #writer: Connection | undefined;
  readonly #reader: Connection;
  readonly #running = new Set<Promise<unknown>>();

  private constructor(number: number, writer: Connection | undefined, reader: Connection) {
    this.number = number;
    this.#writer = writer;
    this.#reader = reader;
  }

  /** Empty views in a file that is not there yet. */
  static async made({ number, file, hide }: NewFile): Promise<Generation> {
    const writer = hide ? hiddenWriterOf(file, hide) : writerOf(file);
    try {
      await writer.db.transaction().execute((db) => layOut(db as Db, sqlite));
      tellSizes(writer.raw);
      return new Generation(number, writer, hide ? writer : readerOf(file, writer));
    } catch (error) {
      writer.close();
      throw error;
    }
  }

  /**
   * Views as they were left.
   * @returns undefined where their tables are of another layout, and of no use
   * @throws ViewsDamaged where there are none
   */
  static async found({ number, file }: Numbered): Promise<Generation | undefined> {
    if (!existsSync(file)) throw new ViewsDamaged(`${file} is missing`);
    const writer = writerOf(file);
    return (await isOfThisLayout(writer, file)) ? new Generation(number, writer, readerOf(file, writer)) : undefined;
  }

  /** The same to read only, also while a process writes to them: nothing of the file is changed, nor settled. */
  static async foundForReading({ number, file }: Numbered): Promise<Generation | undefined> {
    if (!existsSync(file)) throw new ViewsDamaged(`${file} is missing`);
    const reader = reading(addressForReading(file));
    return (await isOfThisLayout(reader, file)) ? new Generation(number, undefined, reader) : undefined;
  }

  /** One snapshot: SQLite's WAL shows a reader nothing of what is written meanwhile. */
  read<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return this.#run(
      (async () => {
        await turn(); // page after page must not keep everything else waiting
        return this.#reader.db.transaction().execute((db) => work(db as Db));
      })(),
    );
  }

  write(work: (db: Db) => Promise<void>): Promise<void> {
    if (!this.#writer) return Promise.reject(new ViewsUnavailable('the views are open to read only'));
    return this.#run(this.#writer.db.transaction().execute((db) => work(db as Db)));
  }

  /** What SQLite finds first that is wrong with the file, also where no row is read from; undefined where all of it is whole. */
  async damage(): Promise<string | undefined> {
    await turn();
    const [[said = ''] = []] = this.#reader.raw.prepare('PRAGMA integrity_check(1)').raw().all() as [string][];
    return said === 'ok' ? undefined : said.replace(/^\*\*\* in database main \*\*\*\s*/, '');
  }

  async #run<T>(work: Promise<T>): Promise<T> {
    this.#running.add(work);
    try {
      return await work;
    } finally {
      this.#running.delete(work);
    }
  }

  /**
   * Waits for what runs, then puts everything into the file and syncs it.
   * @returns false where another process reads the file and keeps a part out of it
   */
  async settle(): Promise<boolean> {
    await Promise.allSettled(this.#running);
    if (!this.#writer) return true;
    const [folded] = this.#writer.raw.prepare('PRAGMA wal_checkpoint(TRUNCATE)').raw().all() as [number][];
    return folded?.[0] !== 1;
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#running);
    this.#reader.close();
    if (this.#writer !== this.#reader) this.#writer?.close();
  }
}

/** Where they are not, or fail, the connection is closed. */
async function isOfThisLayout(connection: Connection, file: string): Promise<boolean> {
  let isSo = false;
  try {
    if (!holdsViews(connection.raw)) throw new ViewsDamaged(`${file} holds no views`);
    isSo = (await markedAs(connection.db)) === layoutMark(connection.db, sqlite);
    return isSo;
  } finally {
    if (!isSo) connection.close();
  }
}

function writerOf(file: string): Connection {
  const db = new Database(file);
  try {
    db.prepare('PRAGMA journal_mode=WAL').raw().all();
    // NORMAL: after a loss of power the last transactions may be gone, each of them whole; they are counted again
    db.exec(`PRAGMA busy_timeout=1000; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;
      PRAGMA cache_size=-${CACHE_KIB}; PRAGMA wal_autocheckpoint=${CHECKPOINT_PAGES}`);
    return connected(db);
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Of a file that nobody else opens, and no later process: SQLite makes no files beside it, as it would not find them. */
function hiddenWriterOf(file: string, hide: () => void): Connection {
  const db = new Database(file);
  try {
    db.exec(
      `PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON; PRAGMA cache_size=-${CACHE_KIB}`,
    );
    return connected(db);
  } catch (error) {
    db.close();
    throw error;
  } finally {
    hide();
  }
}

/** A connection of its own, so that nobody who reads waits for what is being written. Memory has only one. */
function readerOf(file: string, writer: Connection): Connection {
  return file === ':memory:' ? writer : reading(file);
}

function reading(address: string): Connection {
  const db = new Database(address);
  try {
    db.exec(`PRAGMA busy_timeout=1000; PRAGMA query_only=ON; PRAGMA cache_size=-${CACHE_KIB}`);
    return connected(db);
  } catch (error) {
    db.close();
    throw error;
  }
}

const holdsViews = (db: Database.Database): boolean =>
  db.prepare(`SELECT name FROM sqlite_schema WHERE name = 'layout'`).raw().all().length > 0;

/** Tells SQLite how many rows share a value, so that it asks the right index from the first row on, without ANALYZE. */
function tellSizes(db: Database.Database): void {
  db.exec('ANALYZE; DELETE FROM sqlite_stat1');
  const insert = db.prepare('INSERT INTO sqlite_stat1 VALUES (?, ?, ?)');
  for (const { table, name, columns, rows, sharing } of everyIndex()) {
    insert.run([named(table), named(name), [rows, sharing, ...columns.slice(1).map(() => 1)].join(' ')]);
  }
  db.exec('ANALYZE sqlite_schema');
}

/** A name as Kysely's CamelCasePlugin writes it. */
const named = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
