import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { openAccessLog } from '#access-log';
import { openDocuments, type DocumentStore } from '#documents';
import {
  StoreUnavailable,
  shownAddress,
  type AccessLog,
  type Clock,
  type EventStore,
  type Keyring,
} from '#event-store';
import { openEmbedded, openKeyring, openEmbeddedForReading } from '#event-store-embedded';
import { instantOfMs, type Instant } from '#kernel';
import { DIRECTORY_VERSION, Questions, StreamReader, directoryKeys } from '#questions';
import { Recorder } from '#recording';
import { englishCalendar } from '#working-days';
import {
  DEFAULT_FOLDER,
  filesBeside,
  filesIn,
  filesInMemory,
  IN_MEMORY,
  placeOf,
  type LedgerFiles,
} from './store-address.js';

/** A ledger that is open: commands in, answers out, and the log that both rest on. */
export type Ledger = {
  /** For people: without a password. */
  readonly address: string;
  readonly files: LedgerFiles;
  readonly store: EventStore;
  readonly keyring: Keyring;
  readonly recorder: Recorder;
  readonly questions: Questions;
  readonly reader: StreamReader;
  readonly documents: DocumentStore;
  /** Who looked at what; it is told by the doors. */
  readonly access: AccessLog;
  close(): Promise<void>;
};

export type OpenOptions = {
  /** Of a new store, for ever ('system' by default); of one that exists, the clock that it must have. */
  readonly clock?: Clock | undefined;
  /** The clock of the process. */
  readonly now?: () => Instant;
  /**
   * Of a ledger on a server: the file with the keys of sealed names, one for all processes that have the ledger open.
   * What else it keeps in files lies beside it. IN_MEMORY for a ledger whose names nobody will read again.
   */
  readonly keyring?: string | undefined;
  /** Of a ledger on a server: where its views lie, as each process that runs views needs its own. */
  readonly views?: string | undefined;
  /** The folder of documents; left out, one beside the store, or one that ends with a ledger in memory. */
  readonly documents?: string | undefined;
  /** The file of the access log; left out, one beside the store, or one that ends with a ledger in memory. */
  readonly access?: string | undefined;
  /** Bytes that one document may have. */
  readonly largestDocument?: number | undefined;
};

export const systemNow = (): Instant => instantOfMs(Date.now());

/**
 * Opens the ledger at an address: `embedded:PATH`, `memory:` for one that ends with the process, or `esdb://…` on an
 * EventStoreDB. The one place that knows which adapter stands behind a port.
 * @throws StoreUnavailable  an address of another form, or a store that cannot be used; the message says why
 * @throws ClockMismatch     the store runs on the other clock
 */
export async function openLedger(address: string, options: OpenOptions = {}): Promise<Ledger> {
  const opened = await openStore(address, options);
  const { store } = opened;
  const files = { ...opened.files, ...named(options) };
  try {
    const keyring = await openKeyring({ path: files.keyring });
    const documents = documentsIn(files, options);
    return assembled({ address: shownAddress(address), store, files, keyring, documents }, options.now ?? systemNow);
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** A ledger that is open to read its log: nothing can be recorded, and no sealed name be read. */
export type LedgerToRead = Pick<Ledger, 'address' | 'files' | 'store' | 'reader' | 'access' | 'close'>;

/**
 * Opens the ledger at an address to read its log; of an embedded store also while another process has it open, and without
 * what is compared when a store is opened to write. On a server it is opened as ever.
 * @throws StoreUnavailable  it is not there, or cannot be read
 */
export async function openLedgerToRead(address: string, options: OpenOptions = {}): Promise<LedgerToRead> {
  const place = placeOf(address);
  if (place.kind !== 'embedded') return openLedger(address, options);
  const store = openEmbeddedForReading(place.path);
  const [files, reader] = [{ ...filesBeside(place.path), ...named(options) }, new StreamReader(store)];
  const access = accessLogOf(store, files, options.now ?? systemNow);
  const close = async () => {
    await access.close();
    await store.close();
  };
  return { address: shownAddress(address), files, store, reader, access, close };
}

const named = ({ documents, access }: OpenOptions) => ({
  ...(documents === undefined ? {} : { documents }),
  ...(access === undefined ? {} : { access }),
});

const documentsIn = ({ documents }: LedgerFiles, { largestDocument }: OpenOptions): DocumentStore =>
  openDocuments({ folder: documents === IN_MEMORY ? undefined : documents, largest: largestDocument });

/**
 * The documents of a ledger in a file without its log, which another process may have open; undefined for other ledgers.
 * @throws StoreUnavailable  an address of another form
 */
export function openDocumentsBeside(address: string, options: OpenOptions = {}): DocumentStore | undefined {
  const place = placeOf(address);
  if (place.kind !== 'embedded') return undefined;
  return documentsIn({ ...filesBeside(place.path), ...named(options) }, options);
}

/**
 * The access log of a ledger in a file without its log, which another process may have open; undefined where there is none.
 * @throws StoreUnavailable  an address of another form
 */
export function openAccessLogBeside(address: string, options: OpenOptions = {}): AccessLog | undefined {
  const place = placeOf(address);
  if (place.kind !== 'embedded' || !existsSync(place.path)) return undefined;
  const { access } = { ...filesBeside(place.path), ...named(options) };
  return openAccessLog({ path: access, clock: () => timeOf(place.path) });
}

/** By the store's clock; of one that cannot be read, the machine's. */
async function timeOf(path: string): Promise<Instant> {
  try {
    const store = openEmbeddedForReading(path);
    try {
      return store.clock === 'system' ? systemNow() : ((await store.head()).effectiveAt ?? BEGINNING);
    } finally {
      await store.close();
    }
  } catch {
    return systemNow();
  }
}

type OpenStore = { readonly store: EventStore; readonly files: LedgerFiles };

async function openStore(address: string, { clock, keyring, views }: OpenOptions): Promise<OpenStore> {
  const place = placeOf(address);
  const asked = { directoryKeys, ...(clock === undefined ? {} : { clock }) };
  if (place.kind === 'memory')
    return { store: await openEmbedded({ path: IN_MEMORY, ...asked }), files: filesInMemory };
  if (place.kind === 'eventstoredb') return openOnServer(address, asked, { keyring, views });
  return { store: await openEmbedded({ path: place.path, ...asked }), files: filesBeside(place.path) };
}

type Asked = { readonly directoryKeys: typeof directoryKeys; readonly clock?: Clock };

/** The client of the server is loaded only where one is meant: most of a short command's time is what it loads. */
async function openOnServer(address: string, asked: Asked, { keyring, views }: OpenOptions): Promise<OpenStore> {
  const { openEventStoreDb } = await import('#event-store-esdb');
  if (keyring === IN_MEMORY) return { store: await openEventStoreDb({ address, ...asked }), files: filesInMemory };
  const folder = keyring === undefined ? DEFAULT_FOLDER : dirname(keyring);
  const keptTable = { folder, directoryVersion: DIRECTORY_VERSION };
  const store = await openEventStoreDb({ address, keptTable, ...asked });
  const usual = filesIn(folder, store.name);
  const files = { ...usual, keyring: keyring ?? usual.keyring, views: views ?? usual.views };
  try {
    await keysMustBeThere(store, files.keyring);
  } catch (error) {
    await store.close();
    throw error;
  }
  return { store, files };
}

/** With an empty keyring every sealed name would read as erased, and what is sealed anew nobody else could read. */
async function keysMustBeThere(store: EventStore, keyring: string): Promise<void> {
  const { position } = await store.head();
  if (position === 0n || existsSync(keyring)) return;
  throw new StoreUnavailable(
    `the keyring of this ledger is not at ${keyring}: bring it there, or say with LEDGER_KEYRING where it is; ` +
      'where it is lost for good, an empty file there begins a new one, and what was sealed stays sealed',
  );
}

const BEGINNING: Instant = instantOfMs(0);

/** On a simulated clock time passes with the events. */
function accessLogOf(store: EventStore, { access }: LedgerFiles, now: () => Instant): AccessLog {
  const last = async () => (await store.head()).effectiveAt ?? BEGINNING;
  return openAccessLog({ path: access, clock: store.clock === 'system' ? now : last });
}

type Parts = Pick<Ledger, 'address' | 'store' | 'files' | 'keyring' | 'documents'>;

function assembled(parts: Parts, now: () => Instant): Ledger {
  const { store, keyring, documents, files } = parts;
  const access = accessLogOf(store, files, now);
  const hasDocument = (sha256: string) => documents.has(sha256);
  const reader = new StreamReader(store);
  return {
    ...parts,
    recorder: new Recorder(reader, keyring, now, englishCalendar, hasDocument),
    questions: new Questions(reader, now, englishCalendar, hasDocument, (query) => access.page(query)),
    reader,
    access,
    async close() {
      await access.close(); // first: its clock may be the store's
      await store.close();
      await keyring.close();
      await documents.close();
    },
  };
}
