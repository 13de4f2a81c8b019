import { DocumentFolder } from './document-folder.js';
import type { DocumentStore } from './document.js';
import { TemporaryDocuments } from './temporary-documents.js';

/** 25 MiB: more than a scanned agreement, less than would be a burden. */
export const LARGEST_DOCUMENT_BYTES = 26_214_400;

export type DocumentOptions = {
  /** Left out: a folder that ends with the process. */
  readonly folder?: string | undefined;
  /** Bytes that one document may have. */
  readonly largest?: number | undefined;
};

/** Where documents are kept. Nothing is made or looked at before the first is added or asked for. */
export const openDocuments = ({ folder, largest = LARGEST_DOCUMENT_BYTES }: DocumentOptions): DocumentStore =>
  folder === undefined ? new TemporaryDocuments(largest) : new DocumentFolder(folder, largest);
