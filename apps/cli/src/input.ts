import { readFileSync } from 'node:fs';
import { usageError } from './exit.js';

const CAUSES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be read',
  EISDIR: 'it is a folder',
};

/** The text of a file that the user named. */
export function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw usageError(`${file}: ${CAUSES[code] ?? `it cannot be read (${code})`}`, error);
  }
}
