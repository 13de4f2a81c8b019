import { closeSync, existsSync, openSync, renameSync, rmSync } from 'node:fs';
import { StoreUnavailable } from '#event-store';
import { syncFile, syncFolderOf } from '#sqlite-file';
import { failureOf, openAccessFileForReading } from './access-file.js';
import { checkAccessLog, type AccessReport } from './check.js';

/**
 * Copies an access log as it is at one moment, also while a process writes to it, and checks the copy: a damaged log is
 * copied as it is, and told.
 * @returns undefined where there is none
 * @throws StoreUnavailable  something is there already, or cannot be read or written
 */
export async function copyAccessLog(from: string, to: string): Promise<AccessReport | undefined> {
  if (!existsSync(from)) return undefined;
  const half = `${to}.half`;
  try {
    rmSync(half, { force: true });
    closeSync(openSync(half, 'wx', 0o600)); // SQLite keeps the mode of an empty file
    const db = openAccessFileForReading(from);
    try {
      db.prepare('VACUUM INTO ?').run(half);
    } finally {
      db.close();
    }
    syncFile(half);
    if (existsSync(to)) throw new StoreUnavailable(`${to} is there already, and a backup overwrites nothing`);
    renameSync(half, to);
    syncFolderOf(to);
    return await checkAccessLog(to);
  } catch (error) {
    throw failureOf(error, to);
  } finally {
    rmSync(half, { force: true });
  }
}
