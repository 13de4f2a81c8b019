import { hostname } from 'node:os';
import Database from 'libsql';
import { ViewsUnavailable } from '#projections';
import { codeOf, failureOf } from './failures.js';

/** Long enough for another opener to read who holds the lock, in milliseconds. */
const PATIENCE_MS = 500;

const HOLDER = 'CREATE TABLE IF NOT EXISTS holder (pid INTEGER, started_at TEXT, host TEXT)';

/**
 * Keeps every other process and store away from the views at `path`, as the event store does from its file: by SQLite's
 * reserved lock on `PATH.lock`, which the operating system drops when the process ends, however it ends.
 * @returns  gives the lock back
 * @throws ViewsUnavailable naming the process that holds it
 */
export function lockForWriting(path: string): () => void {
  const file = `${path}.lock`;
  let lock: Database.Database | undefined;
  try {
    lock = new Database(file);
    lock.exec(`PRAGMA busy_timeout=${PATIENCE_MS}; BEGIN IMMEDIATE; ${HOLDER}; DELETE FROM holder;`);
    lock.exec(`INSERT INTO holder VALUES (${process.pid}, '${startedAt()}', '${hostname().replaceAll("'", "''")}')`);
    lock.exec('COMMIT; BEGIN IMMEDIATE');
  } catch (error) {
    lock?.close();
    if (!codeOf(error).startsWith('SQLITE_BUSY')) throw failureOf(error, file);
    throw new ViewsUnavailable(`${path} is in use by ${holderIn(file)}`, { cause: error });
  }
  const held = lock;
  return () => held.close();
}

/** When this process began. */
const startedAt = (): string => new Date(Date.now() - Math.round(process.uptime() * 1000)).toISOString();

function holderIn(file: string): string {
  const lock = new Database(file);
  try {
    const [row] = lock.prepare('SELECT pid, started_at, host FROM holder').raw().all() as [number, string, string][];
    if (row === undefined) return 'another process';
    const [pid, since, host] = row;
    if (pid === process.pid && host === hostname()) return `this process already (pid ${pid})`;
    return `process ${pid}, running since ${since}${host === hostname() ? '' : ` on ${host}`}`;
  } catch {
    return 'another process';
  } finally {
    lock.close();
  }
}
