import { randomUUID } from 'node:crypto';
import type { ProposedEvent } from './append-message.js';
import { canonicalJson, sha256 } from '#audit';
import { ClockMismatch, StoreDamaged, StoreUnavailable, type Clock } from '#event-store';
import type { Connection } from './connection.js';
import { Deadline } from './deadline.js';
import type { Names } from './names.js';
import { bytes, type Recorded } from './recorded.js';
import { isMoved, written } from './writing.js';

/** How this ledger lays its events out on a server. A change of it takes the next number. */
const FORMAT = 1;

export type Opened = {
  readonly clock: Clock;
  /** Drawn when the ledger was begun: what tells it from every other, by whatever address it is reached. */
  readonly id: string;
  readonly position: bigint;
};

/** Whether there is a ledger in this namespace. @throws StoreUnavailable when the server cannot be asked */
export const isThere = async (connection: Connection, names: Names): Promise<boolean> =>
  (await read(connection, names)) !== undefined;

/**
 * Reads what the ledger of this namespace is, or writes it where there is none: of two that begin it at once, one wins
 * and both read the same.
 * @throws ClockMismatch    it runs on the other clock
 * @throws StoreUnavailable it was written by a newer ledger, or the server cannot be used
 */
export async function openedLedger(
  connection: Connection,
  names: Names,
  asked: Clock | undefined,
  limitMs: number,
): Promise<Opened> {
  const found = (await read(connection, names)) ?? (await begun(connection, names, asked ?? 'system', limitMs));
  const { clock, format, id } = describing(found);
  if (format > FORMAT) {
    throw new StoreUnavailable(
      `${names.ledger} was written by a newer ledger (format ${format}; this one reads up to ${FORMAT})`,
    );
  }
  if (asked !== undefined && asked !== clock) throw new ClockMismatch(asked, clock);
  if (found.position === undefined) {
    throw new StoreUnavailable(`${connection.shownAddress} is no EventStoreDB of version 23.10 or later`);
  }
  return { clock, id, position: found.position.commit };
}

async function read(connection: Connection, names: Names): Promise<Recorded | undefined> {
  return (await connection.readStream(names.ledger, { from: 0, count: 1 }))[0];
}

async function begun(connection: Connection, names: Names, clock: Clock, limitMs: number): Promise<Recorded> {
  const events = [openingEvent(names, clock)];
  try {
    await written(connection, { name: names.ledger, expectedRevision: -1, events }, new Deadline(limitMs));
  } catch (error) {
    if (!isMoved(error)) throw error;
  }
  const opening = await read(connection, names);
  if (!opening) throw new StoreUnavailable(`${connection.shownAddress} does not show what it has written`);
  return opening;
}

const openingEvent = (names: Names, clock: Clock): ProposedEvent => {
  const hex = sha256(`${names.ledger} ${clock}`);
  const id = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)];
  return {
    id: id.join('-'),
    type: 'LedgerOpened',
    data: bytes(canonicalJson({ clock, format: FORMAT, id: randomUUID() })),
    metadata: undefined,
  };
};

type Description = { readonly clock: Clock; readonly format: number; readonly id: string };

function describing({ data, streamId }: Recorded): Description {
  try {
    const description = JSON.parse(Buffer.from(data as Uint8Array).toString('utf8')) as Description;
    if (/^[0-9a-f-]{36}$/.test(description.id)) return description;
  } catch (error) {
    throw new StoreDamaged(`${streamId} is not what a ledger wrote`, { cause: error });
  }
  throw new StoreDamaged(`${streamId} is not what a ledger wrote: it has no id`);
}
