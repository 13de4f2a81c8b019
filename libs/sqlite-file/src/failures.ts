const FULL = 'the disk is full';
const FAILED = 'the disk reported an error';

/** How SQLite's result codes read to the person who must act on them. @see https://www.sqlite.org/rescode.html */
const CAUSES: readonly (readonly [code: string, cause: string])[] = [
  ['SQLITE_FULL', FULL],
  ['SQLITE_IOERR_SHMSIZE', FULL], // no room for the index of SQLite's log
  ['SQLITE_IOERR', FAILED],
  ['SQLITE_BUSY', 'another process is using the file'],
  ['SQLITE_LOCKED', 'another process is using the file'],
  ['SQLITE_READONLY', 'the file cannot be written'],
  ['SQLITE_PERM', 'the file cannot be written'],
  ['SQLITE_CANTOPEN', 'the file cannot be opened'],
];

/** Why a file of SQLite cannot be used, for people; undefined for any other error, such as a wrong statement. */
export function causeOf(error: unknown): string | undefined {
  const code = codeOf(error);
  const cause = CAUSES.find(([prefix]) => code.startsWith(prefix))?.[1];
  if (cause !== undefined) return cause;
  if (isSystemCode(code)) return `cannot be used (${code})`;
  const message = error instanceof Error ? error.message : String(error);
  return message.includes('ConnectionFailed') ? 'the file cannot be opened' : undefined; // libsql gives this one no code
}

/** Nothing was written, and something may be once there is room. */
export const isFullDisk = (error: unknown): boolean => causeOf(error) === FULL;

/** A write or a sync failed such that nobody knows what is on the disk. */
export const isFailedSync = (error: unknown): boolean => causeOf(error) === FAILED;

/** SQLite's code, or the operating system's; empty where an error has none. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** An errno of the operating system, such as EACCES; Node's own begin with ERR_. */
const isSystemCode = (code: string): boolean => /^E[A-Z0-9]+$/.test(code);
