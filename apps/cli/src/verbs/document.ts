import type { Command } from 'commander';
import type { AddOptions } from '../documents/add-documents.js';
import type { CheckDocumentsOptions } from '../documents/check-documents.js';
import type { GetOptions } from '../documents/get-document.js';
import { withAsker, withStoreOrServer } from '../opening.js';
import type { Terminal } from '../terminal.js';

const AFTER_ADD = `
What a file is, its content says; the ending of its name must say the same. Kept are PDF, PNG, JPEG, TIFF, DOCX, XLSX, ODT,
ODS, mail (.eml), and text and CSV in UTF-8, of 25 MiB at most, or of LEDGER_LARGEST_DOCUMENT bytes. A document that is here
already is not kept twice. Documents lie in PATH.documents beside the store, or where LEDGER_DOCUMENTS says.

Examples:
  ledger document add letter.pdf minute-07-114.pdf
  ledger document add letter.pdf --server http://127.0.0.1:3000 --json`;

const AFTER_GET = `
Its bytes are compared with its name first: a damaged document is told and never given.

Examples:
  ledger document get b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c --out letter.pdf`;

const AFTER_CHECK = `
Recomputes the hash of every document, and looks for each that a command rests on, unless it is said to be held elsewhere. It
ends with 1 when one is damaged or missing. Through a server it looks at those that commands rest on. A damaged or missing
document is mended by adding the right file again.

Examples:
  ledger document check
  ledger document check --server http://127.0.0.1:3000 --json`;

/** `ledger document …`: letters, minutes and agreements beside the log. */
export function addDocument(program: Command, terminal: Terminal): void {
  const document = program
    .command('document')
    .summary('keep, give back and check letters, minutes and agreements')
    .description('Documents on which commands rest, each known by the SHA-256 of its bytes.');
  addAdd(document, terminal);
  addGet(document, terminal);
  addCheck(document, terminal);
}

function addAdd(document: Command, terminal: Terminal): void {
  withStoreOrServer(document.command('add'))
    .summary('keep files as documents')
    .description('Keeps each file under its SHA-256 and tells it; the first that cannot be kept ends the run.')
    .argument('<file...>', 'the files')
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', AFTER_ADD)
    .action(async (files: readonly string[], options: AddOptions) => {
      const { addDocuments } = await import('../documents/add-documents.js');
      await addDocuments(terminal, files, options);
    });
}

function addGet(document: Command, terminal: Terminal): void {
  withAsker(withStoreOrServer(document.command('get')))
    .summary('give a document back as a file')
    .description('Writes a document to a file; nothing may be there.')
    .argument('<sha256>', 'its SHA-256')
    .option('--out <file>', 'where it goes (default: the beginning of its SHA-256, with the ending of its type)')
    .addHelpText('after', AFTER_GET)
    .action(async (sha256: string, options: GetOptions) => {
      const { getDocument } = await import('../documents/get-document.js');
      await getDocument(terminal, sha256, options);
    });
}

function addCheck(document: Command, terminal: Terminal): void {
  withStoreOrServer(document.command('check'))
    .summary('find documents that are damaged or missing')
    .description('Looks at every document, and for every one that a command rests on.')
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', AFTER_CHECK)
    .action(async (options: CheckDocumentsOptions) => {
      const { checkDocuments } = await import('../documents/check-documents.js');
      await checkDocuments(terminal, options);
    });
}
