import type { ProposedEvent } from './append-message.js';
import { canonicalJson } from '#audit';
import {
  hashOf,
  mustFit,
  mustBeWellFormed,
  whole,
  type Append,
  type DirectoryKeys,
  type EventMetadata,
  type WrittenEvent,
} from '#event-store';
import type { Names } from './names.js';
import { eventDataOf, type Checked, type Recorded } from './recorded.js';

/** An append made ready: whatever can be refused without asking the server has been. */
export type Outgoing = Append & {
  readonly commandId: string;
  /** The stream's name on the server. */
  readonly name: string;
  /** Of each event, in order. */
  readonly hashes: readonly string[];
  readonly eventData: readonly ProposedEvent[];
  /** Of each event's data and metadata, the canonical JSON. */
  readonly spelt: readonly WrittenEvent[];
  /** Of each event, what it is found under. */
  readonly keys: readonly (readonly string[])[];
  /** Of each event. */
  readonly recordedAtMs: readonly number[];
  readonly firstRevision: number;
  readonly lastRevision: number;
};

/**
 * What the server takes badly never reaches it.
 * @throws TooLarge   past the port's limits
 * @throws RangeError on a programming error, as mustBeWellFormed has it
 */
export function madeReady(append: Append, names: Names, directoryKeys: DirectoryKeys): Outgoing {
  mustBeWellFormed(append);
  const { stream, expectedRevision, events } = append;
  const tellingOf = told();
  const telling = events.map(({ metadata }) => tellingOf(metadata));
  const written = events.map(({ id, type, version, data }, index) => {
    const [dataJson, metadataJson] = [canonicalJson(data), telling[index]!.json];
    return { id, type, version, stream, revision: expectedRevision + 1 + index, dataJson, metadataJson };
  });
  mustFit(written);
  const hashes = written.map(hashOf);
  return {
    ...append,
    commandId: events[0]!.metadata.commandId,
    name: names.ofStream(stream),
    hashes,
    spelt: written,
    recordedAtMs: telling.map(({ ms }) => ms),
    keys: events.map((event) => directoryKeys({ ...event, stream }).map(whole)),
    eventData: written.map((event, index) => eventDataOf(event, hashes[index]!)),
    firstRevision: expectedRevision + 1,
    lastRevision: expectedRevision + events.length,
  };
}

/** Of metadata, the JSON and when it was recorded. */
type Telling = { readonly json: string; readonly ms: number };

/** What four digits of a year can say. */
const LENGTH_OF_INSTANT = '2009-04-01T00:00:00.000Z'.length;

/** Events of one command share their metadata: it is looked at and spelt once. */
function told(): (metadata: EventMetadata) => Telling {
  const known = new Map<EventMetadata, Telling>();
  return (metadata) => {
    const before = known.get(metadata);
    if (before !== undefined) return before;
    const { recordedAt } = metadata;
    const ms = Date.parse(recordedAt);
    const isInstant = !Number.isNaN(ms) && recordedAt.length === LENGTH_OF_INSTANT;
    if (!isInstant || new Date(ms).toISOString() !== recordedAt) {
      throw new RangeError(`not an instant in UTC to the millisecond: ${recordedAt}`);
    }
    const telling = { json: canonicalJson(metadata), ms };
    known.set(metadata, telling);
    return telling;
  };
}

/** One event of an append that is being written. */
export type Sent = { readonly append: Outgoing; readonly index: number };

/** The event that was sent, where what has come back is that, byte for byte; it was hashed when it was made ready. */
export function asSent(recorded: Recorded, sent: Sent | undefined): Checked | undefined {
  if (sent === undefined || recorded.position === undefined) return undefined;
  const { name, hashes, eventData, spelt: written } = sent.append;
  const [event, data] = [written[sent.index]!, eventData[sent.index]!];
  const isThis =
    recorded.streamId === name &&
    recorded.id === event.id &&
    recorded.type === event.type &&
    Number(recorded.revision) === event.revision &&
    isSame(recorded.data, data.data) &&
    isSame(recorded.metadata, data.metadata);
  return isThis ? { written: event, hash: hashes[sent.index]!, position: recorded.position.commit } : undefined;
}

const isSame = (a: unknown, b: unknown): boolean =>
  a instanceof Uint8Array && b instanceof Uint8Array && Buffer.compare(a, b) === 0;
