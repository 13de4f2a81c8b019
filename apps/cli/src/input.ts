import { readFileSync } from 'node:fs';
import { usageError } from './exit.js';

const CAUSES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be read',
  EISDIR: 'it is a folder',
};

/** What a shell hands on as it is when nothing matches. */
const GLOB = /[*?[]/;

/** The text of a file that the user named. */
export function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOENT' && GLOB.test(file)) throw usageError(`${file}: no file matches this pattern`, error);
    throw usageError(`${file}: ${CAUSES[code] ?? `it cannot be read (${code})`}`, error);
  }
}
