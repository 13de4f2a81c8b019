import {
  StoreUnavailable,
  whole,
  type Append,
  type Clock,
  type DirectoryEntry,
  type DirectoryKeys,
  type EventStore,
  type Head,
  type Holding,
  type ReadAll,
  type StoredEvent,
  type StreamLength,
  type Stretch,
} from '#event-store';
import { instant, instantOfMs, msOf, type Instant } from '#kernel';
import { Appending } from './appending.js';
import { Backoff } from './backoff.js';
import { Claims } from './claims.js';
import type { Connection } from './connection.js';
import type { LogReader } from './log-reader.js';
import type { Names } from './names.js';
import { madeReady } from './outgoing.js';
import type { Sequencer } from './sequencer.js';

/** Events that a subscription holds at most. */
const PAGE = 256;

export type StoreParts = {
  readonly name: string;
  readonly connection: Connection;
  readonly names: Names;
  readonly sequencer: Sequencer;
  readonly reader: LogReader;
  readonly clock: Clock;
  readonly directoryKeys: DirectoryKeys;
  readonly limitMs: number;
  readonly claimPatienceMs: number;
};

/**
 * The event store on EventStoreDB. What it answers of order, time and directory rests on the sequencer, which has always
 * reached what this process has written before an append answers; single streams and claims are asked of the server.
 */
export class EventStoreDb implements EventStore {
  readonly clock: Clock;
  readonly name: string;
  readonly #parts: StoreParts;
  readonly #claims: Claims;
  readonly #appending: Appending;
  readonly #underWay = new Set<Promise<unknown>>();
  #closing: Promise<void> | undefined;

  constructor(parts: StoreParts) {
    this.clock = parts.clock;
    this.name = parts.name;
    this.#parts = parts;
    this.#claims = new Claims(parts);
    this.#appending = new Appending({ ...parts, claims: this.#claims });
  }

  async append(append: Append): Promise<readonly StoredEvent[]> {
    this.#mustBeOpen();
    const ready = madeReady(append, this.#parts.names, this.#parts.directoryKeys);
    const appended = this.#appending.append(ready);
    this.#underWay.add(appended);
    try {
      return await appended;
    } finally {
      this.#underWay.delete(appended);
    }
  }

  async readStream(stream: string, upTo?: bigint, stretch?: Stretch): Promise<readonly StoredEvent[]> {
    this.#mustBeOpen();
    return this.#parts.reader.stream(whole(stream), upTo, stretch);
  }

  async streams(upTo: bigint): Promise<readonly StreamLength[]> {
    this.#mustBeOpen();
    return this.#table.streams(this.#table.countUpTo(upTo));
  }

  async revisions(streams: readonly string[]): Promise<readonly number[]> {
    this.#mustBeOpen();
    return streams.map((stream) => this.#table.revisionOf(whole(stream)));
  }

  async readAll(page: ReadAll): Promise<readonly StoredEvent[]> {
    this.#mustBeOpen();
    return this.#parts.reader.page(page);
  }

  subscribe(after: bigint, signal: AbortSignal): AsyncIterable<StoredEvent> {
    this.#mustBeOpen();
    return this.#follow(after, signal);
  }

  /** Page after page, and at the end of the log asleep until it grows. A server that is away is waited for. */
  async *#follow(after: bigint, signal: AbortSignal): AsyncGenerator<StoredEvent, void> {
    const { reader, sequencer } = this.#parts;
    const goesOn = (): boolean => !signal.aborted && this.#closing === undefined;
    const backoff = new Backoff();
    let last = after;
    while (goesOn()) {
      const count = sequencer.table.count;
      let page: readonly StoredEvent[] = [];
      try {
        page = await reader.page({ after: last, limit: PAGE });
        backoff.reset();
        if (page.length === 0) await sequencer.longer(count, signal);
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        await new Promise((resolve) => setTimeout(resolve, backoff.nextMs()));
      }
      for (const event of page) {
        if (!goesOn()) return;
        yield event;
        last = event.position;
      }
    }
  }

  async head(): Promise<Head> {
    this.#mustBeOpen();
    const { count } = this.#table;
    const last = count - 1;
    if (last < 0) return { position: 0n, count, effectiveAt: undefined };
    return { position: this.#table.position(last), count, effectiveAt: instantOfMs(this.#table.effectiveMs(last)) };
  }

  async positionAt(at: Instant): Promise<bigint> {
    this.#mustBeOpen();
    return this.#table.position(this.#table.countKnownAt(msOf(instant(at))) - 1);
  }

  async lookUp(key: string, upTo?: bigint): Promise<readonly DirectoryEntry[]> {
    this.#mustBeOpen();
    return this.#table.lookUp(whole(key), upTo);
  }

  async holderOf(kind: string, id: string): Promise<Holding | undefined> {
    this.#mustBeOpen();
    return this.#claims.holderOf(kind, id);
  }

  /** Lets what was asked before come to its end, each within its own limit. */
  async close(): Promise<void> {
    this.#closing ??= this.#close();
    await this.#closing;
  }

  async #close(): Promise<void> {
    const { sequencer, connection } = this.#parts;
    await Promise.allSettled(this.#underWay);
    sequencer.close();
    await Promise.all([sequencer.settle(), connection.close()]);
  }

  get #table(): Sequencer['table'] {
    return this.#parts.sequencer.table;
  }

  #mustBeOpen(): void {
    if (this.#closing) throw new StoreUnavailable(`${this.#parts.connection.shownAddress} is closed`);
    this.#parts.sequencer.mustBeWhole();
  }
}
