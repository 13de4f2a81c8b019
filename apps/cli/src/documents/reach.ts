import type { Added, KeptDocument, Said } from '#documents';
import { addressOf, oneLedgerOnly, withLedger, type Opening } from '../opening.js';
import type { Terminal } from '../terminal.js';

/** A document on its way to a file; its bytes fail before their end where they are damaged. */
export type Given = KeptDocument & { readonly content: AsyncIterable<Uint8Array> };

/** A document that is damaged or missing. */
export type Finding = { readonly sha256: string; readonly file?: string; readonly detail: string };

export type Checked = { readonly checked: number; readonly findings: readonly Finding[] };

/** What the verbs need of where documents are kept, here or behind a server. */
export type DocumentReach = {
  /** @throws Rejected */
  add(content: AsyncIterable<Uint8Array>, said: Said): Promise<Added>;
  /** @throws Rejected UNKNOWN_DOCUMENT, DOCUMENT_DAMAGED */
  get(sha256: string): Promise<Given>;
  /** Looks at documents that are here, and for those on which a command rests. */
  check(attached: ReadonlySet<string>, tell: () => void): Promise<Checked>;
};

/** Documents lie beside the log: a store in a file need not be opened for them, and a server may have it open. */
export async function withDocuments<T>(
  terminal: Terminal,
  options: Opening,
  work: (reach: DocumentReach) => Promise<T>,
): Promise<T> {
  oneLedgerOnly(options);
  if (options.server !== undefined) {
    const { remoteDocuments } = await import('./remote.js');
    return work(remoteDocuments(options.server, terminal.interruption));
  }
  const { filesNamed, openDocumentsBeside } = await import('#ledger');
  const { localDocuments } = await import('./local.js');
  const beside = openDocumentsBeside(await addressOf(options, terminal), filesNamed(terminal.environment));
  if (beside) return work(localDocuments(beside));
  return withLedger(terminal, { ...options, mustExist: true }, ({ documents }) => work(localDocuments(documents)));
}
