import { types } from 'node:util';
import { ViewsDamaged, ViewsUnavailable } from '#projections';
import { HeldByAnother } from '#sqlite-file';

/** How SQLite's result codes read to the person who must act on them. @see https://www.sqlite.org/rescode.html */
const CAUSES: readonly (readonly [code: string, cause: string])[] = [
  ['SQLITE_FULL', 'the disk is full'],
  ['SQLITE_IOERR', 'the disk reported an error'],
  ['SQLITE_BUSY', 'another process is using the file'],
  ['SQLITE_LOCKED', 'another process is using the file'],
  ['SQLITE_READONLY', 'the file cannot be written'],
  ['SQLITE_PERM', 'the file cannot be written'],
  ['SQLITE_CANTOPEN', 'the file cannot be opened'],
];

const DAMAGED = ['SQLITE_CORRUPT', 'SQLITE_NOTADB'];

/** What the caller is told when SQLite or the file system fails; an error of our own passes unchanged. */
export function failureOf(error: unknown, path: string): unknown {
  if (error instanceof HeldByAnother) return new ViewsUnavailable(error.message, { cause: error });
  const code = codeOf(error);
  if (DAMAGED.some((prefix) => code.startsWith(prefix))) {
    return new ViewsDamaged(`${path}: the file is damaged`, { cause: error });
  }
  const cause = CAUSES.find(([prefix]) => code.startsWith(prefix))?.[1];
  if (cause !== undefined) return new ViewsUnavailable(`${path}: ${cause}`, { cause: error });
  if (/^E[A-Z0-9]+$/.test(code)) {
    return new ViewsUnavailable(`${path}: cannot be used (${code})`, { cause: error }); // an errno; Node's own are ERR_…
  }
  if (!types.isNativeError(error) || !error.message.includes('ConnectionFailed')) return error;
  return new ViewsUnavailable(`${path}: the file cannot be opened`, { cause: error }); // libsql gives this one no code
}

export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';
