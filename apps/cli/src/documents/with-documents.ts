import { addressOf, oneLedgerOnly, withLedger, type Opening } from '../opening.js';
import type { Terminal } from '../terminal.js';
import type { DocumentReach } from './reach.js';

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
