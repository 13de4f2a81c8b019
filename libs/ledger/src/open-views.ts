import type { Crew, ViewsRunner, ViewStore } from '#projections';
import { threadsOn } from './crew/threads.js';
import { systemNow, type Ledger, type LedgerToRead } from './open-ledger.js';
import { placeOf } from './store-address.js';

export type OpenedViews = {
  readonly views: ViewsRunner;
  close(): Promise<void>;
};

export type ViewsOptions = {
  /** A PostgreSQL connection string; left out, a SQLite file beside the store. */
  readonly databaseUrl?: string | undefined;
  /** Told of failures and of views that had to be built anew. */
  readonly tell?: (message: string, error?: unknown) => void;
};

/**
 * Opens the views of a ledger; `views.start()` makes them follow it. The one place that knows which adapter stands behind
 * the port.
 * @throws ViewsUnavailable  they cannot be opened; the message says why
 */
export async function openViews(ledger: Ledger, { databaseUrl, tell }: ViewsOptions = {}): Promise<OpenedViews> {
  const { views: file } = ledger.files;
  const store = databaseUrl === undefined ? openFile(file, tell) : openOnServer(databaseUrl);
  return runBy(ledger, await store, tell);
}

/**
 * Opens the views of a ledger to see where they stand and whether they are what the log says. Those in a file may be open
 * elsewhere, and nothing of them is changed.
 * @throws ViewsDamaged      they are not what was written
 * @throws ViewsUnavailable  they cannot be opened; the message says why
 */
export async function openViewsToRead(
  ledger: LedgerToRead,
  { databaseUrl, tell }: ViewsOptions = {},
): Promise<OpenedViews> {
  const store = databaseUrl === undefined ? openFileForReading(ledger.files.views) : openOnServer(databaseUrl);
  return runBy(ledger, await store, tell);
}

/** Views and their adapters are loaded here only: most of a short command's time is what it loads. */
async function runBy(ledger: LedgerToRead, store: ViewStore, tell: ViewsOptions['tell']): Promise<OpenedViews> {
  const { ViewsRunner } = await import('#projections');
  const { reader } = ledger;
  const crew = await crewFor(ledger);
  const views = new ViewsRunner({ reader, crew, views: store, now: systemNow, ...(tell ? { tell } : {}) });
  return {
    views,
    async close() {
      await views.close();
      await store.close();
    },
  };
}

/** Who works out the figures of a rebuild: threads, where the store can be opened beside; undefined for this one alone. */
export async function crewFor({ address, reader }: LedgerToRead): Promise<Crew | undefined> {
  const place = placeOf(address);
  if (place.kind !== 'embedded') return undefined;
  const { inThisThread } = await import('#projections');
  return threadsOn(place.path, inThisThread(reader));
}

async function openOnServer(url: string): Promise<ViewStore> {
  const { openPostgresViews } = await import('#view-store-postgres');
  return openPostgresViews({ url });
}

async function openFileForReading(path: string): Promise<ViewStore> {
  const { openEmbeddedViewsForReading } = await import('#view-store-embedded');
  return openEmbeddedViewsForReading({ path });
}

/** A damaged file is no loss: the log has everything, and the views are built anew. */
async function openFile(path: string, tell: ViewsOptions['tell']): Promise<ViewStore> {
  const { ViewsDamaged, openEmbeddedViews, removeEmbeddedViews } = await import('#view-store-embedded');
  try {
    return await openEmbeddedViews({ path });
  } catch (error) {
    if (!(error instanceof ViewsDamaged)) throw error;
    tell?.(`the views in ${path} are damaged and are built anew`, error);
    await removeEmbeddedViews(path);
    return openEmbeddedViews({ path });
  }
}
