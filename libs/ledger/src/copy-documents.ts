import { openDocuments, type DocumentFinding, type DocumentStore } from '#documents';
import { openDocumentsBeside, type OpenOptions } from './open-ledger.js';
import { filesBeside } from './store-address.js';

export type DocumentsCopied = {
  readonly folder: string;
  readonly copied: number;
  /** Documents that are damaged, and are not in the copy. */
  readonly findings: readonly DocumentFinding[];
};

/** The folder in which the documents of a store in a file lie; undefined for other ledgers. */
export const folderOfDocuments = (address: string, options: OpenOptions = {}): string | undefined =>
  openDocumentsBeside(address, options)?.folder;

/**
 * Copies the documents of a store in a file to where they lie beside its backup, each compared with its hash. What is in the
 * copy already stays.
 * @throws StoreUnavailable  the copy cannot be written
 */
export async function copyDocuments(address: string, to: string, options: OpenOptions = {}): Promise<DocumentsCopied> {
  const from = openDocumentsBeside(address, options);
  const folder = filesBeside(to).documents;
  if (!from) return { folder, copied: 0, findings: [] };
  const { documents, findings } = await from.check();
  const copy = openDocuments({ folder, largest: Number.MAX_SAFE_INTEGER });
  for (const { sha256 } of documents) await copyOne(from, copy, sha256);
  return { folder, copied: documents.length, findings };
}

async function copyOne(from: DocumentStore, copy: DocumentStore, sha256: string): Promise<void> {
  const { content, mediaType } = await from.read(sha256);
  await copy.add(content as AsyncIterable<Uint8Array>, { mediaType, sha256 });
}
