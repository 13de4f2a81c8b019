import { createReadStream } from 'node:fs';
import { mediaTypeOfName, type Added } from '#documents';
import { mustBeFile } from '../input.js';
import { tellingProblems, type ReachOptions } from '../reach/with-reach.js';
import type { Terminal } from '../terminal.js';
import type { DocumentReach } from './reach.js';
import { withDocuments } from './with-documents.js';

export type AddOptions = ReachOptions;

/** Keeps files as documents, one after the other. */
export async function addDocuments(terminal: Terminal, files: readonly string[], options: AddOptions): Promise<void> {
  files.forEach(mustBeFile);
  const added: (Added & { readonly file: string })[] = [];
  await tellingProblems(terminal, options, () =>
    withDocuments(terminal, options, async (reach) => {
      for (const file of files) {
        const one = await addFile(reach, file);
        added.push({ file, ...one });
        if (options.json !== true) terminal.print(`${one.document.sha256}  ${file}${one.isNew ? '' : ' (was here)'}`);
      }
    }),
  );
  if (options.json === true)
    terminal.printJson({ documents: added.map(({ file, document, isNew }) => ({ file, ...document, isNew })) });
}

/** @throws Rejected naming the file */
export async function addFile(reach: DocumentReach, file: string): Promise<Added> {
  const mediaType = mediaTypeOfName(file);
  const { Rejected } = await import('#domain');
  try {
    return await reach.add(createReadStream(file), { mediaType });
  } catch (error) {
    throw error instanceof Rejected ? new Rejected(error.code, `${file}: ${error.message}`, error.errors) : error;
  }
}
