import { join } from 'node:path';
import { openLedger } from '../built.mjs';
import { throughPort } from './embedded.mjs';

export const SYNC = 'as the server is set';

/** The ledger on EventStoreDB, through its port, in a namespace of its own. */
export async function opened({ eventStoreUrl, name, folder }) {
  const ledger = await openLedger(inNamespace(eventStoreUrl, name), { keyring: join(folder, 'keyring') });
  return throughPort(ledger);
}

/** The address of a ledger of its own on a server. */
export const inNamespace = (url, name) => `${url}${url.includes('?') ? '&' : '?'}namespace=${name}`;
