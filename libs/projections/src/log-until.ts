import type { EventStore, StreamLength } from '#event-store';
import { StreamReader } from '#questions';

type Until = {
  /** Every stream there is up to the position: another is not asked for, and none is asked whether it moved. */
  readonly streams?: readonly StreamLength[] | undefined;
  readonly keep?: ConstructorParameters<typeof StreamReader>[1] | undefined;
  readonly head?: EventStore['head'];
};

/** The log as it was at a position: what came later is not there, and cannot stand in the way. */
export function readerUntil(store: EventStore, position: number, options: Until = {}): StreamReader {
  const { streams: all, keep, head = () => store.head() } = options;
  const end = BigInt(position);
  const until = (upTo: bigint | undefined) => (upTo === undefined || upTo > end ? end : upTo);
  const revisions = new Map(all?.map(({ stream, events }) => [stream, events - 1])); // they move no more
  const isThere = (stream: string) => all === undefined || (revisions.get(stream) ?? -1) >= 0;
  const log: EventStore = {
    clock: store.clock,
    append: (append) => store.append(append),
    async readStream(stream, upTo, stretch) {
      if (!isThere(stream)) return [];
      const events = await store.readStream(stream, until(upTo), stretch);
      if (upTo === undefined && stretch === undefined) revisions.set(stream, events.length - 1);
      return events;
    },
    async revisions(streams) {
      for (const stream of streams) {
        if (revisions.has(stream)) continue;
        revisions.set(stream, isThere(stream) ? (await store.readStream(stream, end)).length - 1 : -1);
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
  };
  return new StreamReader(log, keep);
}
