import {
  MAX_APPEND_BYTES,
  MAX_EVENT_BYTES,
  TooLarge,
  type Append,
  type DirectoryKeys,
  type NewEvent,
} from '#event-store';
import { canonicalJson } from '#audit';
import { instant, msOf } from '#kernel';

/** An event made ready: its JSON canonical, its place in the directory known. */
export type OutgoingEvent = {
  readonly event: NewEvent;
  readonly dataJson: string;
  readonly metadataJson: string;
  readonly recordedAtMs: number;
  readonly keys: readonly string[];
};

/** An append made ready: whatever can be refused without looking into the store has been. */
export type Outgoing = Append & { readonly commandId: string; readonly outgoing: readonly OutgoingEvent[] };

/**
 * @throws TooLarge   past the port's limits
 * @throws RangeError on a programming error: no event, an instant that is none, a name that SQLite would change
 */
export function madeReady(append: Append, directoryKeys: DirectoryKeys): Outgoing {
  const [first] = append.events;
  if (first === undefined) throw new RangeError('an append holds at least one event');
  whole(append.stream);
  for (const { kind, id } of append.claims) whole(`${kind} ${id}`);
  const outgoing = append.events.map((event) => outgoingEvent(event, append.stream, directoryKeys));
  mustFit(outgoing.map(bytesOf));
  return { ...append, commandId: first.metadata.commandId, outgoing };
}

function outgoingEvent(event: NewEvent, stream: string, directoryKeys: DirectoryKeys): OutgoingEvent {
  const { recordedAt } = event.metadata;
  if (instant(recordedAt) !== recordedAt)
    throw new RangeError(`not an instant in UTC to the millisecond: ${recordedAt}`);
  return {
    event,
    dataJson: canonicalJson(event.data),
    metadataJson: canonicalJson(event.metadata),
    recordedAtMs: msOf(recordedAt),
    keys: directoryKeys({ ...event, stream }).map(whole),
  };
}

const bytesOf = ({ dataJson, metadataJson }: OutgoingEvent): number =>
  Buffer.byteLength(dataJson) + Buffer.byteLength(metadataJson);

function mustFit(sizes: readonly number[]): void {
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
  if (largest > MAX_EVENT_BYTES) {
    throw new TooLarge(`an event of ${largest} bytes is larger than the limit of ${MAX_EVENT_BYTES}`);
  }
  const sum = sizes.reduce((total, size) => total + size, 0);
  if (sum > MAX_APPEND_BYTES) {
    throw new TooLarge(`an append of ${sum} bytes is larger than the limit of ${MAX_APPEND_BYTES}`);
  }
}

/** SQLite ends a text at its first NUL, and UTF-8 has no half surrogates: such names would meet others. */
export function whole(name: string): string {
  if (name.includes('\0') || /\p{Surrogate}/u.test(name)) throw new RangeError(`not a name: ${JSON.stringify(name)}`);
  return name;
}
