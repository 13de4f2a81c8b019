import type { EventStore } from '#event-store';
import { StreamReader } from '#questions';

/** The log as it was at a position: what came later is not there, and cannot stand in the way. */
export function readerUntil(store: EventStore, position: number, head = () => store.head()): StreamReader {
  const end = BigInt(position);
  const until = (upTo: bigint | undefined) => (upTo === undefined || upTo > end ? end : upTo);
  const revisions = new Map<string, number>(); // they move no more
  return new StreamReader({
    clock: store.clock,
    append: (append) => store.append(append),
    async readStream(stream, upTo, stretch) {
      const events = await store.readStream(stream, until(upTo), stretch);
      if (upTo === undefined && stretch === undefined) revisions.set(stream, events.length - 1);
      return events;
    },
    async revisions(streams) {
      for (const stream of streams) {
        if (!revisions.has(stream)) revisions.set(stream, (await store.readStream(stream, end)).length - 1);
      }
      return streams.map((stream) => revisions.get(stream)!);
    },
    streams: (upTo) => store.streams(until(upTo)),
    readAll: (page) => store.readAll({ ...page, upTo: until(page.upTo) }),
    subscribe: (after, signal) => store.subscribe(after, signal),
    head,
    positionAt: (at) => store.positionAt(at),
    lookUp: (key, upTo) => store.lookUp(key, until(upTo)),
    holderOf: (kind, id) => store.holderOf(kind, id),
    close: () => store.close(),
  });
}
