import { MAX_APPEND_BYTES, MAX_APPEND_EVENTS, MAX_EVENT_BYTES, type WrittenEvent } from './envelope.js';
import { TooLarge } from './errors.js';
import type { Append } from './port.js';

/**
 * @returns the bytes of all of them
 * @throws TooLarge where an event, or all of them as one append, is past what every store takes
 */
export function mustFit(events: readonly Pick<WrittenEvent, 'dataJson' | 'metadataJson'>[]): number {
  if (events.length > MAX_APPEND_EVENTS) {
    throw new TooLarge(`an append of ${events.length} events is larger than the limit of ${MAX_APPEND_EVENTS}`);
  }
  const sizes = events.map(bytesOf);
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
  if (largest > MAX_EVENT_BYTES) {
    throw new TooLarge(`an event of ${largest} bytes is larger than the limit of ${MAX_EVENT_BYTES}`);
  }
  const sum = sizes.reduce((total, size) => total + size, 0);
  if (sum > MAX_APPEND_BYTES) {
    throw new TooLarge(`an append of ${sum} bytes is larger than the limit of ${MAX_APPEND_BYTES}`);
  }
  return sum;
}

const bytesOf = ({ dataJson, metadataJson }: Pick<WrittenEvent, 'dataJson' | 'metadataJson'>): number =>
  Buffer.byteLength(dataJson) + Buffer.byteLength(metadataJson);

/**
 * The name as it is. UTF-8 has no half surrogates, and SQLite ends a text at its first NUL: such names would meet others.
 * @throws RangeError for a name that not every store keeps as it is
 */
export function whole(name: string): string {
  if (name.includes('\0') || /\p{Surrogate}/u.test(name)) throw new RangeError(`not a name: ${JSON.stringify(name)}`);
  return name;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * What one store would take badly is refused by every store: on EventStoreDB an empty type, or an id that is no UUID,
 * costs the next append of the process its answer, and types that begin with $ are the server's own.
 * @throws RangeError on a programming error: no event, or an id, a type, a name or a revision that is none
 */
export function mustBeWellFormed({ stream, expectedRevision, events, claims, unmoved, found }: Append): void {
  if (events.length === 0) throw new RangeError('an append holds at least one event');
  if (!Number.isSafeInteger(expectedRevision) || expectedRevision < -1) {
    throw new RangeError(`not a revision to expect: ${expectedRevision}`);
  }
  for (const name of [stream, ...unmoved.map((other) => other.stream)]) {
    if (whole(name) === '') throw new RangeError('a stream has a name');
  }
  for (const { key, streams } of found) {
    whole(key);
    if (!Number.isSafeInteger(streams) || streams < 0) throw new RangeError(`not a number of streams: ${streams}`);
  }
  for (const { kind, id } of claims) {
    if (whole(kind).includes('-')) throw new RangeError(`not a kind of id: ${kind}`);
    whole(id);
  }
  for (const { id, type } of events) {
    if (!UUID.test(id)) throw new RangeError(`not a UUID in lower case: ${id}`);
    if (whole(type) === '' || type.startsWith('$')) throw new RangeError(`not a type of the ledger: ${type}`);
  }
}
