import { addressOf, oneLedgerOnly, withLedger, type Asker, type Opening } from '../opening.js';
import { saidBy } from '../reach/with-reach.js';
import type { Terminal } from '../terminal.js';
import type { DocumentReach } from './reach.js';

/** Documents lie beside the log: a store in a file need not be opened for them, and a server may have it open. */
export async function withDocuments<T>(
  terminal: Terminal,
  options: Opening & Asker,
  work: (reach: DocumentReach) => Promise<T>,
): Promise<T> {
  oneLedgerOnly(options);
  if (options.server !== undefined) {
    const { remoteDocuments } = await import('./remote.js');
    return work(remoteDocuments(options.server, terminal.interruption, saidBy(options)));
  }
  const { filesNamed, Looking, openAccessLogBeside, openDocumentsBeside, readerOf } = await import('#ledger');
  const { localDocuments } = await import('./local.js');
  const reader = readerOf(saidBy(options), 'CLI');
  const [address, files] = [await addressOf(options, terminal), filesNamed(terminal.environment)];
  const beside = openDocumentsBeside(address, files);
  if (!beside) {
    return withLedger(terminal, { ...options, mustExist: true }, ({ documents, access }) =>
      work(localDocuments(documents, new Looking(access, reader))),
    );
  }
  const access = openAccessLogBeside(address, files);
  try {
    return await work(localDocuments(beside, access && new Looking(access, reader)));
  } finally {
    await access?.close();
  }
}
