import { join } from 'node:path';
import { openLedger } from '../built.mjs';
import { throughPort } from './embedded.mjs';

export const SYNC = 'as the server is set';

/** The ledger on EventStoreDB, through its port, in a namespace of its own. */
export async function opened({ eventStoreUrl, name, folder }) {
  const joint = eventStoreUrl.includes('?') ? '&' : '?';
  const ledger = await openLedger(`${eventStoreUrl}${joint}namespace=${name}`, { keyring: join(folder, 'keyring') });
  return throughPort(ledger);
}
