import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import Database from 'libsql';
import { StoreUnavailable } from '#event-store';
import { addressForReading } from '#sqlite-file';
import { CompactRange } from '../compact-range.js';
import { asBytes, textOf } from '../rows.js';

/**
 * Opens a database to read, also one that a process is writing to; SQLite changes nothing of it. Everything read belongs
 * to one moment, once `begun` was called.
 */
export function openForReading(path: string): Database.Database {
  if (!existsSync(path)) throw new StoreUnavailable(`${path}: there is no such file`);
  const db = new Database(addressForReading(path));
  try {
    db.exec('PRAGMA busy_timeout=1000; PRAGMA temp_store=MEMORY');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** What is committed from now on is not seen. */
export function begun(db: Database.Database): void {
  db.exec('BEGIN');
  db.prepare('SELECT count(*) FROM sqlite_schema').raw().all();
}

/** Ends the reading too: libsql keeps a connection open while a statement of it lives. */
export function closed(db: Database.Database): void {
  try {
    if (db.inTransaction) db.exec('COMMIT');
  } catch {
    // SQLite may refuse to end a reading of a damaged file. Nothing was written, and what was found has been told.
  } finally {
    db.close();
  }
}

/** SQLite's own check of its pages and indexes, a line a fault; empty where all is well. */
export function faultsOfSqlite(db: Database.Database, path: string): readonly string[] {
  const lines = (db.prepare('PRAGMA integrity_check').raw().all() as [string][]).flatMap(([text]) => text.split('\n'));
  const format = writeFormatOf(path);
  return [
    ...lines.filter((line) => line !== 'ok' && line !== ''),
    ...(format > WRITE_FORMAT ? [`nothing can be written, as the header says format ${format}`] : []),
  ];
}

/** Where SQLite's header says who may write the file, and the last that it knows: past it a file is only read. */
const [WRITE_FORMAT_AT, WRITE_FORMAT] = [18, 2];

function writeFormatOf(path: string): number {
  const file = openSync(path, 'r');
  try {
    const byte = Buffer.alloc(1);
    readSync(file, byte, 0, 1, WRITE_FORMAT_AT);
    return byte[0]!;
  } finally {
    closeSync(file);
  }
}

/** The tree over the stored hashes of the first events. */
export function rangeIn(db: Database.Database, events = Number.MAX_SAFE_INTEGER): CompactRange {
  const range = new CompactRange();
  const hashes = db.prepare(`SELECT ${asBytes('hash')} FROM event WHERE position <= ? ORDER BY position`).raw();
  for (const [hash] of hashes.iterate(events) as IterableIterator<[ArrayBuffer]>) range.append(textOf(hash));
  return range;
}
