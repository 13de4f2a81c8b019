import { ViewsDamaged, ViewsUnavailable } from '#projections';
import { causeOf, codeOf, HeldByAnother } from '#sqlite-file';

const DAMAGED = ['SQLITE_CORRUPT', 'SQLITE_NOTADB'];

/** What the caller is told when SQLite or the file system fails; an error of our own passes unchanged. */
export function failureOf(error: unknown, path: string): unknown {
  if (error instanceof HeldByAnother) return new ViewsUnavailable(error.message, { cause: error });
  if (DAMAGED.some((prefix) => codeOf(error).startsWith(prefix))) {
    return new ViewsDamaged(`${path}: the file is damaged`, { cause: error });
  }
  const cause = causeOf(error);
  return cause === undefined ? error : new ViewsUnavailable(`${path}: ${cause}`, { cause: error });
}
