import { StoreDamaged, StoreUnavailable } from '#event-store';
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
  ['SQLITE_NOTADB', 'the file is not a ledger store'],
];

/** What the caller is told when SQLite or the file system fails; an error of our own passes unchanged. */
export function failureOf(error: unknown, path: string): Error {
  if (error instanceof HeldByAnother) return new StoreUnavailable(error.message, { cause: error });
  const code = codeOf(error);
  if (code.startsWith('SQLITE_CORRUPT')) return new StoreDamaged(`${path}: the file is damaged`, { cause: error });
  const cause = CAUSES.find(([prefix]) => code.startsWith(prefix))?.[1];
  if (cause !== undefined) return new StoreUnavailable(`${path}: ${cause}`, { cause: error });
  if (code.startsWith('SQLITE_') || isSystemCode(code)) {
    return new StoreUnavailable(`${path}: cannot be used (${code})`, { cause: error });
  }
  const known = error instanceof Error ? error : new Error(String(error), { cause: error });
  if (!known.message.includes('ConnectionFailed')) return known;
  return new StoreUnavailable(`${path}: the file cannot be opened`, { cause: error }); // libsql gives this one no code
}

export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** An errno of the operating system, such as EACCES; Node's own begin with ERR_. */
const isSystemCode = (code: string): boolean => /^E[A-Z0-9]+$/.test(code);
