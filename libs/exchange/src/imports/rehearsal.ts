import {
  IdTaken,
  WrongRevision,
  type Append,
  type Clock,
  type DirectoryEntry,
  type EventStore,
  type Head,
  type Holding,
  type Keyring,
  type StoredEvent,
} from '#event-store';
import { instant, later } from '#kernel';
import { directoryKeys } from '#questions';

/**
 * A store over another: what is appended is kept in memory and seen by whoever decides next, and goes when it goes. So
 * every command of a file can be decided, each knowing those before it, before the first is recorded.
 */
export class RehearsalStore implements EventStore {
  readonly clock: Clock;
  private readonly added = new Map<string, StoredEvent[]>();
  private readonly revisionOf = new Map<string, number>();
  private readonly claims = new Map<string, Holding>();
  private readonly directory = new Map<string, DirectoryEntry[]>();
  private last: Head | undefined;

  constructor(private readonly below: EventStore) {
    this.clock = below.clock;
  }

  async append({ stream, expectedRevision, events, claims }: Append): Promise<readonly StoredEvent[]> {
    const [revision] = await this.revisions([stream]);
    if (revision !== expectedRevision) throw new WrongRevision(stream, expectedRevision, revision!);
    for (const { kind, id, insteadOf } of claims) {
      const held = await this.holderOf(kind, id);
      if (held && held.commandId !== insteadOf) throw new IdTaken(kind, id, held.commandId);
    }
    const before = await this.head();
    const stored = events.map((event, index) => this.keep(event, stream, expectedRevision + 1 + index, before, index));
    const { position } = stored.at(-1)!;
    const { commandId } = events[0]!.metadata;
    for (const { kind, id } of claims) this.claims.set(`${kind} ${id}`, { commandId, stream, position });
    return stored;
  }

  private keep(
    event: Append['events'][number],
    stream: string,
    revision: number,
    { position, count, effectiveAt }: Head,
    index: number,
  ): StoredEvent {
    const recordedAt = instant(event.metadata.recordedAt);
    const stored: StoredEvent = {
      ...event,
      ...{ stream, revision, position: position + BigInt(index + 1) },
      effectiveAt: effectiveAt === undefined ? recordedAt : later(recordedAt, effectiveAt),
      hash: '', // never written, so never read back
    };
    put(this.added, stream, stored);
    for (const key of directoryKeys({ ...event, stream }))
      put(this.directory, key, { stream, position: stored.position });
    this.revisionOf.set(stream, revision);
    this.last = { position: stored.position, count: count + index + 1, effectiveAt: stored.effectiveAt };
    return stored;
  }

  /** Whole: who decides reads nothing else. */
  async readStream(stream: string): Promise<readonly StoredEvent[]> {
    return [...(await this.below.readStream(stream)), ...(this.added.get(stream) ?? [])];
  }

  async revisions(streams: readonly string[]): Promise<readonly number[]> {
    const below = await this.below.revisions(streams);
    return streams.map((stream, index) => this.revisionOf.get(stream) ?? below[index]!);
  }

  async head(): Promise<Head> {
    return this.last ?? this.below.head();
  }

  async lookUp(key: string): Promise<readonly DirectoryEntry[]> {
    const below = await this.below.lookUp(key);
    const added = (this.directory.get(key) ?? []).filter(
      ({ stream }) => !below.some((entry) => entry.stream === stream),
    );
    return [...below, ...added];
  }

  async holderOf(kind: string, id: string): Promise<Holding | undefined> {
    return this.claims.get(`${kind} ${id}`) ?? this.below.holderOf(kind, id);
  }

  streams(): Promise<never> {
    return Promise.reject(onlyDecides());
  }

  readAll(): Promise<never> {
    return Promise.reject(onlyDecides());
  }

  positionAt(): Promise<never> {
    return Promise.reject(onlyDecides());
  }

  subscribe(): AsyncIterable<StoredEvent> {
    throw onlyDecides();
  }

  /** The store below is not this one's to close. */
  async close(): Promise<void> {}
}

const onlyDecides = () => new Error('a rehearsal decides commands; it answers no question about the log');

function put<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

const REHEARSED = 'rehearsed:';

/** Seals nothing and makes no key: a file that is only checked leaves no trace of the people in it. */
export const rehearsalKeyring = (below: Keyring): Keyring => ({
  seal: async (_subject, text) => REHEARSED + text,
  open: async (sealed) => (sealed.startsWith(REHEARSED) ? sealed.slice(REHEARSED.length) : below.open(sealed)),
  fingerprint: async (_subject, text) => REHEARSED + text,
  erase: async () => false,
  close: async () => undefined,
});
