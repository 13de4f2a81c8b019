import { join } from 'node:path';
import type { Clock, DirectoryKeys, EventStore } from '#event-store';
import { partsOf } from './address.js';
import { isThere, openedLedger } from './clock.js';
import { Connection } from './connection.js';
import { EventStoreDb } from './event-store-db.js';
import { KeptTable, type Kept } from './kept-table.js';
import { LogReader } from './log-reader.js';
import { LogTable } from './log-table.js';
import { Names } from './names.js';
import { verified } from './recorded.js';
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
  /** Keeps a table of the log between openings, so that an opening reads only what is new; left out, none is kept. */
  readonly keptTable?: {
    /** Where it lies, under the ledger's name. */
    readonly folder: string;
    /** Of `directoryKeys`: a table that was made by another version is not used. */
    readonly directoryVersion: number;
  };
  /** How long a call may take, its tries together, in milliseconds. */
  readonly limitMs?: number;
  /** How long another command's claim may stay without its event until it is taken for abandoned, in milliseconds. */
  readonly claimPatienceMs?: number;
  /** How many of the last events are kept in memory at least; the rest is read from the server when it is asked for. */
  readonly recentEvents?: number;
};

export type LedgerOnServer = EventStore & {
  /** Of this ledger and no other: its namespace, and the beginning of the id that it got when it was begun. */
  readonly name: string;
};

const DEFAULT_LIMIT_MS = 10_000;
const DEFAULT_CLAIM_PATIENCE_MS = 60_000;
const DEFAULT_RECENT_EVENTS = 4_096;

/**
 * Opens a ledger on an EventStoreDB, a node or a cluster, and reads what is new in its log. Positions are the
 * server's commit positions; any number of processes may have it open.
 * @throws ClockMismatch    the ledger runs on the other clock
 * @throws StoreUnavailable the server cannot be used; the message says why
 * @throws StoreDamaged     the log is not what was written
 */
export async function openEventStoreDb(options: EventStoreDbOptions): Promise<LedgerOnServer> {
  const { clock: asked, limitMs = DEFAULT_LIMIT_MS, claimPatienceMs = DEFAULT_CLAIM_PATIENCE_MS } = options;
  const { server, namespace } = partsOf(options.address, options.namespace);
  const names = new Names(namespace);
  const connection = new Connection(server, limitMs);
  try {
    const { clock, id, position: start } = await openedLedger(connection, names, asked, limitMs);
    const name = `${namespace}-${id.slice(0, 8)}`;
    const sequencer = await sequencing(options, { connection, names, start, limitMs, claimPatienceMs, name, id });
    const reader = new LogReader(connection, names, sequencer, start, limitMs);
    const { directoryKeys } = options;
    const parts = { name, connection, names, sequencer, reader, clock, directoryKeys, limitMs, claimPatienceMs };
    return new EventStoreDb(parts);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

type Place = {
  readonly connection: Connection;
  readonly names: Names;
  readonly start: bigint;
  readonly limitMs: number;
  readonly claimPatienceMs: number;
  readonly name: string;
  readonly id: string;
};

/** A sequencer that has read all that is there. */
async function sequencing(
  { directoryKeys, keptTable, recentEvents = DEFAULT_RECENT_EVENTS }: EventStoreDbOptions,
  { connection, names, start, limitMs, claimPatienceMs, name, id }: Place,
): Promise<Sequencer> {
  const kept =
    keptTable &&
    new KeptTable(join(keptTable.folder, `${name}.table`), {
      ledger: id,
      directoryVersion: keptTable.directoryVersion,
    });
  const found = await keptThere(kept, connection, names);
  const table = found?.table ?? new LogTable();
  const after = found?.resumesAfter ?? start;
  const parts = { connection, names, directoryKeys, table, start: after, kept, recentEvents, claimPatienceMs };
  const sequencer = new Sequencer(parts);
  sequencer.start();
  try {
    await sequencer.caughtUp(limitMs);
  } catch (error) {
    sequencer.close();
    throw error;
  }
  void sequencer.settle();
  return sequencer;
}

/** The table that was kept, where its last event still lies at its place on the server. */
async function keptThere(kept: KeptTable | undefined, connection: Connection, names: Names): Promise<Kept | undefined> {
  const found = kept?.read();
  if (!found) return undefined;
  const { stream, revision, position } = found.table.place(found.table.count - 1);
  const [last] = await connection.readStream(names.ofStream(stream), { from: revision, count: 1 });
  const fits = last?.position?.commit === position && verified(last, names).hash === found.lastHash;
  return fits ? found : kept?.dismiss();
}

/**
 * Whether there is a ledger at an address; none is made.
 * @throws StoreUnavailable the server cannot be asked
 */
export async function isThereOnServer(address: string): Promise<boolean> {
  const { server, namespace } = partsOf(address, undefined);
  const connection = new Connection(server, DEFAULT_LIMIT_MS);
  try {
    return await isThere(connection, new Names(namespace));
  } finally {
    await connection.close();
  }
}
