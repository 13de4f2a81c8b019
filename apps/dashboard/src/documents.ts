import type { AttachedDocument, DocumentsAnswer, LedgerEvent } from './answers.js';
import type { Api } from './api.js';
import { plain } from './words/codes.js';
import { dayInWords } from './words/dates.js';

/** A document of an event as a page shows it. */
export type ShownDocument = {
  readonly words: string;
  /** Undefined where the ledger does not have it. */
  readonly href: string | undefined;
  readonly below: string;
};

/** Where a document is had as a file. */
const documentAddress = (sha256: string): string => `/api/v1/documents/${sha256}`;

/** The documents on which an event rests. */
export async function documentsOf(api: Api, { position, metadata }: LedgerEvent): Promise<readonly ShownDocument[]> {
  const hashes = (metadata.evidence ?? []).map((item) => (typeof item === 'string' ? item : item.sha256));
  const answers = await Promise.all(
    hashes.map((sha256) => api.get<DocumentsAnswer>('/api/v1/documents', { sha256, position })),
  );
  return answers.flatMap(({ rows }) => rows.filter((row) => row.position === position).map(shown));
}

function shown({ sha256, kind, from, dated, receivedOn, title, heldBy, here }: AttachedDocument): ShownDocument {
  const below = [
    from === null ? '' : `from ${from}`,
    dated === null ? '' : `dated ${dayInWords(dated)}`,
    receivedOn === null ? '' : `received ${dayInWords(receivedOn)}`,
    here ? '' : heldBy === null ? 'the ledger does not have it' : `held by ${heldBy}`,
  ].filter((part) => part !== '');
  return {
    words: title ?? plain(kind),
    href: here ? documentAddress(sha256) : undefined,
    below: [...below, sha256].join('; '),
  };
}

/** How many documents a row of the journal rests on; empty for none. */
export function countOfDocuments(count: number): string {
  if (count === 0) return '';
  return count === 1 ? '1 document' : `${count} documents`;
}
