import { realpathSync } from 'node:fs';
import { hostname } from 'node:os';
import Database from 'libsql';

/** Another process or store holds the file; the message names it. */
export class HeldByAnother extends Error {}

/** Long enough for another opener to read who holds the lock, in milliseconds. */
const PATIENCE_MS = 500;

const HOLDER = 'CREATE TABLE IF NOT EXISTS holder (pid INTEGER, started_at TEXT, host TEXT)';

/**
 * Keeps every other writer away from what is kept at `path`, in this process and in others. The lock is SQLite's reserved
 * lock on `PATH.lock`, a file of one table that says who holds it. The operating system drops the lock when its process
 * ends, however it ends, so there is never a stale one to judge by process id, which a container or a restart reuses.
 * The file stays behind: deleting it could take it away from under a process that is just opening it.
 * @returns  gives the lock back
 * @throws HeldByAnother  naming the process that holds it; an error of SQLite where the lock's file cannot be used
 */
export function lockForWriting(path: string): () => void {
  const file = `${realOf(path)}.lock`;
  const lock = new Database(file);
  try {
    lock.exec(`PRAGMA busy_timeout=${PATIENCE_MS}; BEGIN IMMEDIATE; ${HOLDER}; DELETE FROM holder;`);
    lock.exec(`INSERT INTO holder VALUES (${process.pid}, '${startedAt()}', '${hostname().replaceAll("'", "''")}')`);
    lock.exec('COMMIT; BEGIN IMMEDIATE');
  } catch (error) {
    lock.close();
    if (!String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY')) throw error;
    throw new HeldByAnother(`${path} is in use by ${holderIn(file)}`, { cause: error });
  }
  return () => lock.close();
}

/** Of a link the file that it leads to, so that one file has one lock. */
function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path; // nothing is there yet
  }
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
