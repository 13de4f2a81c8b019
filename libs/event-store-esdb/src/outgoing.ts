import type { EventData } from '@eventstore/db-client';
import { canonicalJson } from '#audit';
import {
  hashOf,
  MAX_APPEND_BYTES,
  MAX_EVENT_BYTES,
  TooLarge,
  type Append,
  type EventMetadata,
  type NewEvent,
  type WrittenEvent,
} from '#event-store';
import { instant } from '#kernel';
import { whole, type Names } from './names.js';
import { eventDataOf } from './recorded.js';

/** An append made ready: whatever can be refused without asking the server has been. */
export type Outgoing = Append & {
  readonly commandId: string;
  /** The stream's name on the server. */
  readonly name: string;
  /** Of each event, in order. */
  readonly hashes: readonly string[];
  readonly eventData: readonly EventData[];
  readonly firstRevision: number;
  readonly lastRevision: number;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * What the server takes badly never reaches it: an empty type or an id that is no UUID would cost the next append of
 * this process its answer.
 * @throws TooLarge   past the port's limits
 * @throws RangeError on a programming error: no event, an id or a type or a name that is none
 */
export function madeReady(append: Append, names: Names): Outgoing {
  const { stream, expectedRevision, events, claims, unmoved } = append;
  const [first] = events;
  if (first === undefined) throw new RangeError('an append holds at least one event');
  if (!Number.isSafeInteger(expectedRevision) || expectedRevision < -1) {
    throw new RangeError(`not a revision to expect: ${expectedRevision}`);
  }
  for (const { kind, id } of claims) names.ofClaim(kind, id);
  for (const other of unmoved) names.ofStream(other.stream);
  const metadataJson = spelt();
  const written = events.map((event, index) => writtenEvent(event, stream, expectedRevision + 1 + index, metadataJson));
  mustFit(written.map(bytesOf));
  const hashes = written.map(hashOf);
  return {
    ...append,
    commandId: first.metadata.commandId,
    name: names.ofStream(stream),
    hashes,
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
  if (!UUID.test(id)) throw new RangeError(`not a UUID in lower case: ${id}`);
  if (whole(type) === '' || type.startsWith('$')) throw new RangeError(`not a type of the ledger: ${type}`);
  return { id, type, version, stream, revision, dataJson: canonicalJson(data), metadataJson: metadataJson(metadata) };
}

const bytesOf = ({ dataJson, metadataJson }: WrittenEvent): number =>
  Buffer.byteLength(dataJson) + Buffer.byteLength(metadataJson);

function mustFit(sizes: readonly number[]): void {
  const [largest, sum] = [Math.max(...sizes), sizes.reduce((total, size) => total + size, 0)];
  if (largest > MAX_EVENT_BYTES) {
    throw new TooLarge(`an event of ${largest} bytes is larger than the limit of ${MAX_EVENT_BYTES}`);
  }
  if (sum > MAX_APPEND_BYTES) {
    throw new TooLarge(`an append of ${sum} bytes is larger than the limit of ${MAX_APPEND_BYTES}`);
  }
}
