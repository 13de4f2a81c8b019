import { inThisThread, ViewsRunner, type Crew, type ViewStore } from '#projections';
import {
  ViewsDamaged,
  openEmbeddedViews,
  openEmbeddedViewsForReading,
  removeEmbeddedViews,
} from '#view-store-embedded';
import { openPostgresViews } from '#view-store-postgres';
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
  const store = databaseUrl === undefined ? await openFile(file, tell) : await openPostgresViews({ url: databaseUrl });
  return runBy(ledger, store, tell);
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
  const { views: path } = ledger.files;
  const file =
    databaseUrl === undefined ? openEmbeddedViewsForReading({ path }) : openPostgresViews({ url: databaseUrl });
  return runBy(ledger, await file, tell);
}

function runBy(ledger: LedgerToRead, store: ViewStore, tell: ViewsOptions['tell']): OpenedViews {
  const { reader } = ledger;
  const crew = crewFor(ledger);
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
export function crewFor({ address, reader }: LedgerToRead): Crew | undefined {
  const place = placeOf(address);
  return place.kind === 'embedded' ? threadsOn(place.path, inThisThread(reader)) : undefined;
}

/** A damaged file is no loss: the log has everything, and the views are built anew. */
async function openFile(path: string, tell: ViewsOptions['tell']): Promise<ViewStore> {
  try {
    return await openEmbeddedViews({ path });
  } catch (error) {
    if (!(error instanceof ViewsDamaged)) throw error;
    tell?.(`the views in ${path} are damaged and are built anew`, error);
    await removeEmbeddedViews(path);
    return openEmbeddedViews({ path });
  }
}
