import { StoreDamaged, StoreUnavailable } from '#event-store';
import { causeOf, codeOf, HeldByAnother } from '#sqlite-file';

/** What the caller is told when SQLite or the file system fails; an error of our own passes unchanged. */
export function failureOf(error: unknown, path: string): Error {
  if (error instanceof HeldByAnother) return new StoreUnavailable(error.message, { cause: error });
  const code = codeOf(error);
  if (code.startsWith('SQLITE_CORRUPT')) return new StoreDamaged(`${path}: the file is damaged`, { cause: error });
  if (code.startsWith('SQLITE_NOTADB')) {
    return new StoreUnavailable(`${path}: the file is not a ledger store`, { cause: error });
  }
  const cause = causeOf(error) ?? (code.startsWith('SQLITE_') ? `cannot be used (${code})` : undefined);
  if (cause !== undefined) return new StoreUnavailable(`${path}: ${cause}`, { cause: error });
  return error instanceof Error ? error : new Error(String(error), { cause: error });
}
