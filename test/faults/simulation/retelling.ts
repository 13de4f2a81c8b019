import { canonicalJson } from '#audit';
import { Rejected } from '#domain';
import type { Head, StoredEvent } from '#event-store';
import type { Instant } from '#kernel';
import { StreamReader } from '#questions';
import { Recorder } from '#recording';
import { englishCalendar } from '#working-days';
import type { SimulatedKeyring } from './simulated-keyring.js';
import { openly } from './sealing.js';
import { SimulatedStore, type Surroundings } from './simulated-store.js';
import { Broken, type Named } from './oracle.js';

/** The log's end as it was when a command was decided, before others came in between: some say by which one they were. */
class DecidedThen extends SimulatedStore {
  then: Head | undefined;

  override async head(): Promise<Head> {
    return this.then ?? { ...(await super.head()), effectiveAt: undefined };
  }
}

/**
 * The log must be what one client would have made, one command after the other: whatever came in between while a command
 * was decided, it says what it would have said on what stands before it.
 * @param around  another log, empty, on which nothing goes wrong
 */
export async function mustBeRetold(
  events: readonly StoredEvent[],
  orders: ReadonlyMap<string, Named>,
  decidedAt: ReadonlyMap<string, Head | undefined>,
  keyring: SimulatedKeyring,
  around: Surroundings,
): Promise<void> {
  const store = new DecidedThen(around);
  let now: Instant;
  const recorder = new Recorder(new StreamReader(store), keyring, () => now, englishCalendar);
  for (const [index, { metadata }] of events.entries()) {
    const { commandId, recordedAt } = metadata;
    if (around.log.events.length > index) continue; // a later event of the command before
    [now, store.then] = [recordedAt, decidedAt.get(commandId)];
    await recorder.record(orders.get(commandId)!).catch((error: unknown) => {
      if (!(error instanceof Rejected)) throw error;
      throw new Broken(`${commandId}: recorded, though what stands before it refuses it with ${error.code}`);
    });
    for (const retold of around.log.events.slice(index)) mustBeTheSame(events[Number(retold.position) - 1], retold);
  }
}

function mustBeTheSame(event: StoredEvent | undefined, retold: StoredEvent): void {
  const [said, wanted] = [event && shown(event), shown(retold)];
  if (said !== wanted) throw new Broken(`recorded ${said}, and on what stands before it: ${wanted}`);
}

/** But for what is sealed, and for the time. */
function shown(event: StoredEvent): string {
  const { id, type, stream, revision, position, metadata } = event;
  const said = openly(event);
  return canonicalJson({ id, type, stream, revision, position: String(position), said, hash: metadata.contentHash });
}
