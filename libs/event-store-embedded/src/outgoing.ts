import { mustBeWellFormed, mustFit, whole, type Append, type DirectoryKeys, type NewEvent } from '#event-store';
import { canonicalJson } from '#audit';

/** An event made ready: its JSON canonical, its place in the directory known. */
export type OutgoingEvent = {
  readonly event: NewEvent;
  readonly dataJson: string;
  readonly metadataJson: string;
  readonly recordedAtMs: number;
  readonly keys: readonly string[];
};

/** An append made ready: whatever can be refused without looking into the store has been. */
export type Outgoing = Append & {
  readonly commandId: string;
  readonly outgoing: readonly OutgoingEvent[];
  /** Of the JSON of all its events. */
  readonly bytes: number;
};

/**
 * @throws TooLarge   past the port's limits
 * @throws RangeError on a programming error, as mustBeWellFormed has it, or an instant that is none
 */
export function madeReady(append: Append, directoryKeys: DirectoryKeys): Outgoing {
  mustBeWellFormed(append);
  const outgoing = append.events.map((event) => outgoingEvent(event, append.stream, directoryKeys));
  return { ...append, commandId: append.events[0]!.metadata.commandId, outgoing, bytes: mustFit(outgoing) };
}

function outgoingEvent(event: NewEvent, stream: string, directoryKeys: DirectoryKeys): OutgoingEvent {
  const { recordedAt } = event.metadata;
  const recordedAtMs = Date.parse(recordedAt);
  if (Number.isNaN(recordedAtMs) || new Date(recordedAtMs).toISOString() !== recordedAt) {
    throw new RangeError(`not an instant in UTC to the millisecond: ${recordedAt}`);
  }
  return {
    event,
    dataJson: canonicalJson(event.data),
    metadataJson: canonicalJson(event.metadata),
    recordedAtMs,
    keys: directoryKeys({ ...event, stream }).map(whole),
  };
}
