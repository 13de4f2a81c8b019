import { canonicalJson } from '#audit';
import {
  BeforeLastEvent,
  FoundMore,
  hashOf,
  IdTaken,
  mustFit,
  whole,
  WrongRevision,
  type Append,
  type Clock,
  type DirectoryEntry,
  type DirectoryKeys,
  type Head,
  type Holding,
  type ReadAll,
  type StoredEvent,
  type StreamLength,
  type Stretch,
} from '#event-store';
import { instant, type Instant } from '#kernel';

/** The port's promises in the plainest way: lists and maps, one thing after the other. What survives every crash. */
export class MemoryLog {
  readonly events: StoredEvent[] = [];
  private readonly byStream = new Map<string, StoredEvent[]>();
  private readonly claims = new Map<string, Holding>();
  private readonly directory = new Map<string, DirectoryEntry[]>();

  constructor(
    readonly clock: Clock,
    private readonly keysOf: DirectoryKeys,
  ) {}

  append(append: Append): readonly StoredEvent[] {
    const written = this.written(append);
    this.mustBeUnmoved(append);
    this.mustBeFree(append);
    if (this.clock === 'simulated') this.mustNotGoBack(append);
    for (const event of written) this.keep(event);
    const [{ metadata, position }] = written as [StoredEvent];
    for (const { kind, id } of append.claims) {
      this.claims.set(claimKey(kind, id), { commandId: metadata.commandId, stream: append.stream, position });
    }
    return written;
  }

  stream(name: string, upTo?: bigint, stretch?: Stretch): readonly StoredEvent[] {
    const events = (this.byStream.get(whole(name)) ?? []).filter(({ position }) => isUpTo(position, upTo));
    return stretch === undefined ? events : events.slice(stretch.from, stretch.from + stretch.limit);
  }

  streams(upTo: bigint): readonly StreamLength[] {
    return [...this.byStream.keys()]
      .map((stream) => ({ stream, events: this.stream(stream, upTo).length }))
      .filter(({ events }) => events > 0);
  }

  revision(stream: string): number {
    return (this.byStream.get(whole(stream))?.length ?? 0) - 1;
  }

  page({ after, limit, upTo, streams, types }: ReadAll): readonly StoredEvent[] {
    if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError(`not a number of events: ${limit}`);
    const isAsked = ({ position, stream, type }: StoredEvent) =>
      position > after &&
      isUpTo(position, upTo) &&
      (streams === undefined || streams.includes(stream)) &&
      (types === undefined || types.includes(type));
    return this.events.filter(isAsked).slice(0, limit);
  }

  head(): Head {
    const last = this.events.at(-1);
    return { position: last?.position ?? 0n, count: this.events.length, effectiveAt: last?.effectiveAt };
  }

  positionAt(at: Instant): bigint {
    const until = instant(at);
    return this.events.findLast(({ effectiveAt }) => effectiveAt <= until)?.position ?? 0n;
  }

  lookUp(key: string, upTo?: bigint): readonly DirectoryEntry[] {
    return (this.directory.get(whole(key)) ?? []).filter(({ position }) => isUpTo(position, upTo));
  }

  holderOf(kind: string, id: string): Holding | undefined {
    return this.claims.get(claimKey(whole(kind), whole(id)));
  }

  private written({ stream, expectedRevision, events }: Append): readonly StoredEvent[] {
    if (events.length === 0) throw new RangeError('an append holds at least one event');
    const last = this.events.at(-1);
    let effectiveAt = last?.effectiveAt ?? '';
    const sized: { readonly dataJson: string; readonly metadataJson: string }[] = [];
    const written = events.map((event, index): StoredEvent => {
      const [dataJson, metadataJson] = [canonicalJson(event.data), canonicalJson(event.metadata)];
      sized.push({ dataJson, metadataJson });
      const { recordedAt } = event.metadata;
      if (instant(recordedAt) !== recordedAt)
        throw new RangeError(`not an instant in UTC to the millisecond: ${recordedAt}`);
      effectiveAt = recordedAt > effectiveAt ? recordedAt : effectiveAt;
      const revision = expectedRevision + 1 + index;
      return {
        ...event,
        data: JSON.parse(dataJson) as StoredEvent['data'],
        metadata: JSON.parse(metadataJson) as StoredEvent['metadata'],
        stream: whole(stream),
        revision,
        position: (last?.position ?? 0n) + BigInt(index + 1),
        effectiveAt,
        hash: hashOf({ ...event, stream, revision, dataJson, metadataJson }),
      };
    });
    mustFit(sized);
    return written;
  }

  private mustBeUnmoved({ stream, expectedRevision, unmoved, found }: Append): void {
    for (const place of [{ stream, revision: expectedRevision }, ...unmoved]) {
      const actual = this.revision(place.stream);
      if (actual !== place.revision) throw new WrongRevision(place.stream, place.revision, actual);
    }
    for (const { key, streams } of found) {
      const actual = this.lookUp(key).length;
      if (actual !== streams) throw new FoundMore(key, streams, actual);
    }
  }

  private mustBeFree({ claims }: Append): void {
    for (const { kind, id, insteadOf } of claims) {
      const holder = this.holderOf(kind, id);
      if (holder !== undefined && holder.commandId !== insteadOf) throw new IdTaken(kind, id, holder.commandId);
    }
  }

  private mustNotGoBack({ events }: Append): void {
    let last = this.events.at(-1)?.effectiveAt ?? '';
    for (const { metadata } of events) {
      if (metadata.recordedAt < last)
        throw new BeforeLastEvent(`${metadata.recordedAt} lies before the last event, ${last}`);
      last = metadata.recordedAt;
    }
  }

  private keep(event: StoredEvent): void {
    this.events.push(event);
    this.byStream.set(event.stream, [...(this.byStream.get(event.stream) ?? []), event]);
    for (const key of this.keysOf(event).map(whole)) {
      const found = this.directory.get(key) ?? [];
      if (found.some(({ stream }) => stream === event.stream)) continue;
      this.directory.set(key, [...found, { stream: event.stream, position: event.position }]);
    }
  }
}

const claimKey = (kind: string, id: string): string => JSON.stringify([kind, id]);
const isUpTo = (position: bigint, upTo: bigint | undefined): boolean => upTo === undefined || position <= upTo;
