import { StoreUnavailable, type Clock, type EventStore, type Keyring } from '#event-store';
import { openEmbedded, openKeyring } from '#event-store-embedded';
import { instantOfMs, type Instant } from '#kernel';
import { Questions, StreamReader, directoryKeys } from '#questions';
import { Recorder } from '#recording';

/** A ledger that is open: commands in, answers out, and the log that both rest on. */
export type Ledger = {
  readonly address: string;
  readonly store: EventStore;
  readonly keyring: Keyring;
  readonly recorder: Recorder;
  readonly questions: Questions;
  readonly reader: StreamReader;
  close(): Promise<void>;
};

export type OpenOptions = {
  /** Of a new store, for ever ('system' by default); of one that exists, the clock that it must have. */
  readonly clock?: Clock | undefined;
  /** The clock of the process. */
  readonly now?: () => Instant;
};

/** Where a ledger is kept when nobody says otherwise. */
export const DEFAULT_ADDRESS = 'embedded:./data/ledger.db';

export const systemNow = (): Instant => instantOfMs(Date.now());

/**
 * Opens the ledger at an address: `embedded:PATH`, or `memory:` for one that ends with the process. The one place that
 * knows which adapter stands behind a port.
 * @throws StoreUnavailable  an address of another form, or a store that cannot be used; the message says why
 * @throws ClockMismatch     the store runs on the other clock
 */
export async function openLedger(address: string, { clock, now = systemNow }: OpenOptions = {}): Promise<Ledger> {
  const path = pathOf(address);
  const store = await openEmbedded({ path, directoryKeys, ...(clock === undefined ? {} : { clock }) });
  try {
    const keyring = await openKeyring({ path: path === IN_MEMORY ? IN_MEMORY : `${path}.keyring` });
    return assembled(address, store, keyring, now);
  } catch (error) {
    await store.close();
    throw error;
  }
}

export const IN_MEMORY = ':memory:';

export function pathOf(address: string): string {
  if (address === 'memory:') return IN_MEMORY;
  const path = /^embedded:(.+)$/.exec(address)?.[1];
  if (path !== undefined) return path;
  throw new StoreUnavailable(`${address} is no address of a store here: write embedded:PATH or memory:`);
}

function assembled(address: string, store: EventStore, keyring: Keyring, now: () => Instant): Ledger {
  const reader = new StreamReader(store);
  return {
    address,
    store,
    keyring,
    recorder: new Recorder(reader, keyring, now),
    questions: new Questions(reader, now),
    reader,
    async close() {
      await store.close();
      await keyring.close();
    },
  };
}
