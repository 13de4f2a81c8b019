import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { StoreDamaged, StoreUnavailable } from '#event-store';
import { addressForReading, causeOf, codeOf, makeFolder } from '#sqlite-file';
import { BEGINNING_OF_CHAIN } from './entry.js';

export const IN_MEMORY = ':memory:';

/** "CLal" in ASCII: how SQLite's header tells an access log from any other database. */
const APPLICATION_ID = 0x434c616c;
/** The layout below. */
const SCHEMA_VERSION = 1;

/** What entries are found by is worked out from their bodies: it cannot say otherwise than they do. */
const FOUND_BY = ['at', 'actor', 'holder', 'commissioner', 'subject', 'question', 'way', 'outcome'] as const;

/**
 * `answer_position` is 0 for what rests on no event. `last` says which entry is the last, so that one taken from the end is
 * missed.
 */
const LAYOUT = `
  CREATE TABLE entry (
    number INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    hash TEXT NOT NULL,
    ${FOUND_BY.map((name) => `${name} TEXT AS (json_extract(body, '$.${name}')) VIRTUAL`).join(', ')},
    answer_position INTEGER AS (coalesce(json_extract(body, '$.answerPosition'), 0)) VIRTUAL
  ) STRICT;
  ${[...FOUND_BY, 'answer_position'].map((name) => `CREATE INDEX entry_by_${name} ON entry (${name}, number);`).join('\n  ')}
  CREATE TABLE last (number INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
  INSERT INTO last VALUES (0, '${BEGINNING_OF_CHAIN}');
`;

/** Milliseconds for which a write waits for another process that has the file open. */
const PATIENCE_MS = 200;

/**
 * Opens the file, made where there is none and readable by its owner alone. Commits are not synced here: whoever writes
 * syncs SQLite's log beside it, without holding up the process.
 * @throws StoreUnavailable, StoreDamaged
 */
export function openAccessFile(path: string): Database.Database {
  let db: Database.Database | undefined;
  try {
    if (path !== IN_MEMORY) forOwnerOnly(path);
    db = new Database(path);
    db.exec(`PRAGMA busy_timeout=${PATIENCE_MS}`);
    layOut(db, path); // first of all: another program's database is left as it is
    db.prepare('PRAGMA journal_mode=WAL').raw().all();
    db.exec('PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY');
    return db;
  } catch (error) {
    db?.close();
    throw failureOf(error, path);
  }
}

/** @throws StoreUnavailable  there is no such file, or it cannot be read */
export function openAccessFileForReading(path: string): Database.Database {
  if (!existsSync(path)) throw new StoreUnavailable(`${path}: there is no such file`);
  let db: Database.Database | undefined;
  try {
    db = new Database(addressForReading(path));
    db.exec('PRAGMA busy_timeout=1000; PRAGMA temp_store=MEMORY');
    mustBeOurs(db, path);
    return db;
  } catch (error) {
    db?.close();
    throw failureOf(error, path);
  }
}

function forOwnerOnly(path: string): void {
  makeFolder(dirname(path));
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
}

function layOut(db: Database.Database, path: string): void {
  if (numberIn(db, 'SELECT count(*) FROM sqlite_schema') > 0) return mustBeOurs(db, path);
  db.exec('BEGIN IMMEDIATE');
  try {
    if (numberIn(db, 'SELECT count(*) FROM sqlite_schema') === 0)
      db.exec(`${LAYOUT} PRAGMA application_id=${APPLICATION_ID}; PRAGMA user_version=${SCHEMA_VERSION}`);
    db.exec('COMMIT');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
  mustBeOurs(db, path);
}

function mustBeOurs(db: Database.Database, path: string): void {
  if (numberIn(db, 'PRAGMA application_id') !== APPLICATION_ID)
    throw new StoreUnavailable(`${path}: the file is not an access log`);
  const version = numberIn(db, 'PRAGMA user_version');
  if (version > SCHEMA_VERSION) throw new StoreUnavailable(`${path} was written by a newer ledger (format ${version})`);
}

const numberIn = (db: Database.Database, sql: string): number => (db.prepare(sql).raw().all() as [number][])[0]![0];

/** As bytes: libsql ends the process at text that is no UTF-8. */
export const asBytes = (column: string): string => `CAST(${column} AS BLOB)`;
export const textOf = (bytes: ArrayBuffer | null): string => Buffer.from(bytes ?? new ArrayBuffer(0)).toString('utf8');

/** The entry that the file says is its last. */
export function lastIn(db: Database.Database): { readonly number: number; readonly hash: string } {
  const rows = db
    .prepare(`SELECT number, ${asBytes('hash')} FROM last`)
    .raw()
    .all() as [number, ArrayBuffer][];
  if (rows.length !== 1) throw new StoreDamaged('the access log does not say which entry is its last');
  const [number, hash] = rows[0]!;
  return { number, hash: textOf(hash) };
}

/** What the caller is told when SQLite or the file system fails; an error of our own passes unchanged. */
export function failureOf(error: unknown, path: string): Error {
  const code = codeOf(error);
  if (code.startsWith('SQLITE_CORRUPT')) return new StoreDamaged(`${path}: the file is damaged`, { cause: error });
  if (code.startsWith('SQLITE_NOTADB'))
    return new StoreUnavailable(`${path}: the file is not an access log`, { cause: error });
  const cause = causeOf(error) ?? (code.startsWith('SQLITE_') ? `cannot be used (${code})` : undefined);
  if (cause !== undefined) return new StoreUnavailable(`${path}: ${cause}`, { cause: error });
  return error instanceof Error ? error : new Error(String(error), { cause: error });
}
