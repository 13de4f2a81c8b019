import { existsSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import type Database from 'libsql';
import { asBytes, failureOf, lastIn, openAccessFileForReading, textOf } from './access-file.js';
import { BEGINNING_OF_CHAIN, linked } from './entry.js';

/** Something in the access log that is not as it was written. */
export type AccessFinding = {
  /** The entry that it is about. */
  readonly number?: number;
  readonly detail: string;
};

export type AccessReport = { readonly entries: number; readonly findings: readonly AccessFinding[] };

type Row = readonly [number: number, body: ArrayBuffer, hash: ArrayBuffer];

/** Entries read at a time. */
const PAGE = 1000;

/**
 * Checks the chain from its first entry to its last, and SQLite's pages; changes nothing. Also while a process writes.
 * @returns undefined where there is no such file: nothing was looked at yet
 */
export async function checkAccessLog(path: string): Promise<AccessReport | undefined> {
  if (!existsSync(path)) return undefined;
  const findings: AccessFinding[] = [];
  const found = (detail: string, number?: number) =>
    void findings.push({ ...(number === undefined ? {} : { number }), detail });
  let entries = 0;
  let db: Database.Database | undefined;
  try {
    db = openAccessFileForReading(path);
    db.exec('BEGIN');
    const last = lastIn(db);
    let before: Link = { number: 0, hash: BEGINNING_OF_CHAIN };
    for (;;) {
      const rows = rowsAfter(db, before.number);
      for (const row of rows) before = follows(row, before, found);
      entries += rows.length;
      if (rows.length < PAGE) break;
      await turn();
    }
    if (before.number !== last.number)
      found(`ends with entry ${before.number}, and not with ${last.number} as it says`);
    else if (before.hash !== last.hash) found('is not the last entry that was written', before.number);
    for (const line of faultsOf(db)) found(`SQLite: ${line}`);
  } catch (error) {
    found(`cannot be checked further: ${failureOf(error, path).message}`);
  } finally {
    leave(db);
  }
  return { entries, findings };
}

type Link = { readonly number: number; readonly hash: string };

function rowsAfter(db: Database.Database, number: number): readonly Row[] {
  const columns = `number, ${asBytes('body')}, ${asBytes('hash')}`;
  return db
    .prepare(`SELECT ${columns} FROM entry WHERE number > ? ORDER BY number LIMIT ${PAGE}`)
    .raw()
    .all(number) as Row[];
}

/** One finding for each place: what stands after it is compared with the hash that stands there. */
function follows([number, body, kept]: Row, before: Link, found: (detail: string, number?: number) => void): Link {
  const [hash, next] = [textOf(kept), before.number + 1];
  if (number !== next) found(number - 1 === next ? 'is missing' : `to ${number - 1} are missing`, next);
  else if (linked(before.hash, textOf(body)) !== hash)
    found('is not what was written, or the one before it is not', number);
  return { number, hash };
}

const faultsOf = (db: Database.Database): readonly string[] =>
  (db.prepare('PRAGMA integrity_check').raw().all() as [string][])
    .flatMap(([text]) => text.split('\n'))
    .filter((line) => line !== 'ok' && line !== '');

function leave(db: Database.Database | undefined): void {
  try {
    if (db?.inTransaction) db.exec('COMMIT');
  } catch {
    // SQLite may refuse to end a reading of a damaged file. Nothing was written, and what was found has been told.
  } finally {
    db?.close();
  }
}
