import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { StoreUnavailable, shownAddress } from '#event-store';
import { fileOfStore } from '#event-store-embedded';

/** Where a ledger is kept when nobody says otherwise. */
export const DEFAULT_ADDRESS = 'embedded:./data/ledger.db';
/** Of a ledger on a server: the folder for what is not in its log, when nobody says otherwise. */
export const DEFAULT_FOLDER = './data';
/** In the place of a file: what ends with the process. */
export const IN_MEMORY = ':memory:';

/** What the address of a store means. */
export type StorePlace =
  | { readonly kind: 'memory' }
  | { readonly kind: 'embedded'; readonly path: string }
  | { readonly kind: 'eventstoredb' };

/**
 * Of a link it is the file that it leads to, so that all that is kept beside a store lies beside that one.
 * @throws StoreUnavailable for an address of another form, or of what cannot be a store
 */
export function placeOf(address: string): StorePlace {
  if (address === 'memory:') return { kind: 'memory' };
  const path = /^embedded:(.+)$/s.exec(address)?.[1];
  if (path !== undefined) return { kind: 'embedded', path: fileOfStore(path) };
  if (/^esdb(\+discover)?:\/\//.test(address)) return { kind: 'eventstoredb' };
  const forms = 'embedded:PATH, memory:, or esdb://HOST:PORT of an EventStoreDB';
  throw new StoreUnavailable(`${shownAddress(address)} is no address of a store here: write ${forms}`);
}

/** What a ledger keeps in files beside its log. */
export type LedgerFiles = {
  /** IN_MEMORY where they end with the process. */
  readonly keyring: string;
  readonly views: string;
  /** The folder of documents. */
  readonly documents: string;
  /** Who looked at what. */
  readonly access: string;
  /** Which imports were begun; undefined where nobody will ask later. */
  readonly imports: string | undefined;
};

export const filesInMemory: LedgerFiles = {
  keyring: IN_MEMORY,
  views: IN_MEMORY,
  documents: IN_MEMORY,
  access: IN_MEMORY,
  imports: undefined,
};

/** @param path  of a store, or of a folder and the name of a ledger in it */
export const filesBeside = (path: string): LedgerFiles => ({
  keyring: `${path}.keyring`,
  views: `${path}.views`,
  documents: `${path}.documents`,
  access: `${path}.access`,
  imports: resolve(`${path}.imports.json`),
});

export const filesIn = (folder: string, name: string): LedgerFiles => filesBeside(join(folder, name));

/** Where the environment wants the files of a ledger: the first two of a ledger on a server. */
export const filesNamed = (environment: Readonly<Record<string, string | undefined>>) => ({
  keyring: environment['LEDGER_KEYRING'] || undefined,
  views: environment['LEDGER_VIEWS'] || undefined,
  documents: environment['LEDGER_DOCUMENTS'] || undefined,
  access: environment['LEDGER_ACCESS_LOG'] || undefined,
  largestDocument: bytesIn(environment['LEDGER_LARGEST_DOCUMENT']),
});

/** @throws StoreUnavailable  for what is no number of bytes */
function bytesIn(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new StoreUnavailable(`LEDGER_LARGEST_DOCUMENT must be a number of bytes, not ${text}`);
}

/**
 * Whether opening a ledger would find one, rather than making it.
 * @throws StoreUnavailable  for an address of another form, or a server that cannot be asked
 */
export async function ledgerIsThere(address: string): Promise<boolean> {
  const place = placeOf(address);
  if (place.kind === 'memory') return true;
  if (place.kind === 'embedded') return existsSync(place.path);
  const { isThereOnServer } = await import('#event-store-esdb');
  return isThereOnServer(address);
}

/**
 * The address of another ledger on the same server, whose namespace goes on with `suffix`; undefined where a store holds
 * one ledger only.
 */
export async function ledgerBeside(address: string, suffix: string): Promise<string | undefined> {
  if (placeOf(address).kind !== 'eventstoredb') return undefined;
  const { inNamespace } = await import('#event-store-esdb');
  return inNamespace(address, (namespace) => `${namespace}-${suffix}`);
}
