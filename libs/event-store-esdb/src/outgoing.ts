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
  type NewEvent,
  type WrittenEvent,
} from '#event-store';
import { instant } from '#kernel';
import type { Names } from './names.js';
import { eventDataOf, verifiedOf, type Recorded, type Verified } from './recorded.js';

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
  const metadataJson = spelt();
  const written = events.map((event, index) => writtenEvent(event, stream, expectedRevision + 1 + index, metadataJson));
  mustFit(written);
  const hashes = written.map(hashOf);
  return {
    ...append,
    commandId: events[0]!.metadata.commandId,
    name: names.ofStream(stream),
    hashes,
    spelt: written,
    keys: events.map((event) => directoryKeys({ ...event, stream }).map(whole)),
    eventData: written.map((event, index) => eventDataOf(event, hashes[index]!)),
    firstRevision: expectedRevision + 1,
    lastRevision: expectedRevision + events.length,
  };
}

/** Events of one command share their metadata: it is looked at and spelt once. */
function spelt(): (metadata: EventMetadata) => string {
  const known = new Map<EventMetadata, string>();
  return (metadata) => {
    const before = known.get(metadata);
    if (before !== undefined) return before;
    const { recordedAt } = metadata;
    if (instant(recordedAt) !== recordedAt) {
      throw new RangeError(`not an instant in UTC to the millisecond: ${recordedAt}`);
    }
    const json = canonicalJson(metadata);
    known.set(metadata, json);
    return json;
  };
}

function writtenEvent(
  event: NewEvent,
  stream: string,
  revision: number,
  metadataJson: (metadata: EventMetadata) => string,
): WrittenEvent {
  const { id, type, version, data, metadata } = event;
  return { id, type, version, stream, revision, dataJson: canonicalJson(data), metadataJson: metadataJson(metadata) };
}

/** One event of an append that is being written. */
export type Sent = { readonly append: Outgoing; readonly index: number };

/** The event that was sent, where what has come back is that, byte for byte; it was hashed when it was made ready. */
export function asSent(recorded: Recorded, sent: Sent | undefined): Verified | undefined {
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
  return isThis ? verifiedOf(event, hashes[sent.index]!, recorded.position.commit) : undefined;
}

const isSame = (a: unknown, b: unknown): boolean =>
  a instanceof Uint8Array && b instanceof Uint8Array && Buffer.compare(a, b) === 0;
