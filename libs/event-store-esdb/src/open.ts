import type { Clock, DirectoryKeys, EventStore } from '#event-store';
import { partsOf } from './address.js';
import { openedLedger } from './clock.js';
import { Connection } from './connection.js';
import { EventStoreDb } from './event-store-db.js';
import { LogReader } from './log-reader.js';
import { Names } from './names.js';
import { Sequencer } from './sequencer.js';

export type EventStoreDbOptions = {
  /**
   * The client's connection string, such as `esdb://127.0.0.1:2113?tls=false`, `esdb://user:password@a,b,c` or
   * `esdb+discover://cluster.example`; it may name a `namespace` of the ledger's own.
   */
  readonly address: string;
  /** Which ledger of the server; 'ledger' by default. Streams of two namespaces never meet. */
  readonly namespace?: string;
  /** The clock that a new ledger runs on for ever, 'system' by default; of one that exists, the clock it must have. */
  readonly clock?: Clock;
  readonly directoryKeys: DirectoryKeys;
  /** How long a call may take, its tries together, in milliseconds. */
  readonly limitMs?: number;
  /** How long another command's claim may stay without its event until it is taken for abandoned, in milliseconds. */
  readonly claimPatienceMs?: number;
  /** How many of the last events are kept in memory at least; the rest is read from the server when it is asked for. */
  readonly recentEvents?: number;
};

const DEFAULT_LIMIT_MS = 10_000;
const DEFAULT_CLAIM_PATIENCE_MS = 60_000;
const DEFAULT_RECENT_EVENTS = 4_096;

/**
 * Opens a ledger on an EventStoreDB, a node or a cluster, and reads its log once from the start. Positions are the
 * server's commit positions; any number of processes may have it open.
 * @throws ClockMismatch    the ledger runs on the other clock
 * @throws StoreUnavailable the server cannot be used; the message says why
 * @throws StoreDamaged     the log is not what was written
 */
export async function openEventStoreDb(options: EventStoreDbOptions): Promise<EventStore> {
  const { directoryKeys, clock: asked, limitMs = DEFAULT_LIMIT_MS, recentEvents = DEFAULT_RECENT_EVENTS } = options;
  const { claimPatienceMs = DEFAULT_CLAIM_PATIENCE_MS } = options;
  const { server, namespace } = partsOf(options.address, options.namespace);
  const names = new Names(namespace);
  const connection = new Connection(server, limitMs);
  try {
    const { clock, position: start } = await openedLedger(connection, names, asked, limitMs);
    const sequencer = new Sequencer({ connection, names, directoryKeys, start, recentEvents });
    sequencer.start();
    await sequencer.caughtUp(limitMs).catch((error: unknown) => {
      sequencer.close();
      throw error;
    });
    const reader = new LogReader(connection, names, sequencer, start, limitMs);
    return new EventStoreDb({ connection, names, sequencer, reader, clock, limitMs, claimPatienceMs });
  } catch (error) {
    await connection.close();
    throw error;
  }
}
