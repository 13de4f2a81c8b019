import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * How SQLite is told of a database that is only read, also while a process writes to it. In a folder where nothing can be
 * made, not even SQLite's own files beside it, nobody writes where its log is empty.
 */
export function addressForReading(path: string): string {
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  const still = log === 0 && !isWritable(dirname(path)) ? '&immutable=1' : '';
  return `${pathToFileURL(path).href}?mode=ro${still}`;
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
