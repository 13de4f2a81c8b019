import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { usageError } from './exit.js';

const CAUSES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be read',
  EISDIR: 'it is a folder',
};

/** What a shell hands on as it is when nothing matches. */
const GLOB = /[*?[]/;

/** The text of a file that the user named. */
export const textOf = (file: string): string => readable(file, () => readFileSync(file, 'utf8'));

/** @throws Stop for what cannot be read as a file */
export function mustBeFile(file: string): void {
  const descriptor = readable(file, () => openSync(file, 'r'));
  const isFile = fstatSync(descriptor).isFile();
  closeSync(descriptor);
  if (!isFile) throw usageError(`${file}: it is no file`);
}

function readable<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOENT' && GLOB.test(file)) throw usageError(`${file}: no file matches this pattern`, error);
    throw usageError(`${file}: ${CAUSES[code] ?? `it cannot be read (${code})`}`, error);
  }
}
