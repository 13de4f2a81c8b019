import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { endingOf, isSha256 } from '#documents';
import { usageError } from '../exit.js';
import type { Asker, OpeningOptions } from '../opening.js';
import type { Terminal } from '../terminal.js';
import type { Given } from './reach.js';
import { withDocuments } from './with-documents.js';

export type GetOptions = OpeningOptions & Asker & { readonly out?: string };

/** Digits of the hash that name a file where the user names none. */
const DIGITS = 12;

/** Writes a document to a file. */
export async function getDocument(terminal: Terminal, sha256: string, options: GetOptions): Promise<void> {
  if (!isSha256(sha256)) throw usageError(`${sha256} is no SHA-256: it has 64 hexadecimal digits in lower case`);
  await withDocuments(terminal, options, async (reach) => {
    const document = await reach.get(sha256);
    const out = options.out ?? `${sha256.slice(0, DIGITS)}.${endingOf(document.mediaType)}`;
    await written(document, out);
    terminal.print(`${out}: ${document.mediaType}, ${document.bytes} bytes`);
  });
}

/** A file that is there is never written over, and nothing is left of half a document. */
async function written({ content }: Given, out: string): Promise<void> {
  const file = createWriteStream(out, { flags: 'wx', flush: true });
  let isMade = false;
  file.once('open', () => (isMade = true));
  try {
    await pipeline(Readable.from(content, { objectMode: false }), file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw usageError(`${out} is there already, and is not written over`, error);
    if (isMade) await rm(out, { force: true });
    if (code === 'ENOENT' || code === 'EACCES') throw usageError(`${out} cannot be written (${code})`, error);
    throw error;
  }
}
