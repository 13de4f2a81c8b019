import { setImmediate as turn } from 'node:timers/promises';
import type Database from 'libsql';
import {
  StoreUnavailable,
  type Append,
  type Clock,
  type DirectoryEntry,
  type DirectoryKeys,
  type EventStore,
  type Head,
  type Holding,
  type ReadAll,
  type StoredEvent,
} from '#event-store';
import type { Instant } from '#kernel';
import { failureOf } from './failures.js';
import { LogReader } from './log-reader.js';
import { LogWriter } from './log-writer.js';
import { madeReady, whole, type Outgoing } from './outgoing.js';

/** Appends in one transaction at most, so that the loop turns now and then under any load. */
const BATCH = 256;
/** Events that a subscription holds at most. */
const PAGE = 128;

type Waiting = {
  readonly append: Outgoing;
  readonly resolve: (stored: readonly StoredEvent[]) => void;
  readonly reject: (error: Error) => void;
};

export type StoreParts = {
  readonly db: Database.Database;
  readonly path: string;
  readonly clock: Clock;
  readonly directoryKeys: DirectoryKeys;
  readonly unlock: () => void;
};

/**
 * The event store on SQLite. SQLite is called in the event loop's own thread, so nothing else of this process runs
 * during a commit, and appends that arrive meanwhile share the next one. Nothing of the log is kept in memory: what is
 * read is what is committed.
 */
export class SqliteEventStore implements EventStore {
  readonly clock: Clock;
  readonly #parts: StoreParts;
  /** Let go of at closing: a statement that lives keeps libsql's connection open. */
  #log: { readonly reader: LogReader; readonly writer: LogWriter } | undefined;
  #waiting: Waiting[] = [];
  #flushing: NodeJS.Immediate | undefined;
  readonly #sleepers = new Set<() => void>();

  constructor(parts: StoreParts) {
    this.clock = parts.clock;
    this.#parts = parts;
    this.#log = { reader: new LogReader(parts.db), writer: new LogWriter(parts.db, parts.clock) };
  }

  async append(append: Append): Promise<readonly StoredEvent[]> {
    this.#mustBeOpen();
    const ready = madeReady(append, this.#parts.directoryKeys);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ append: ready, resolve, reject });
      this.#flushing ??= setImmediate(() => this.#flush());
    });
  }

  async readStream(stream: string, upTo?: bigint): Promise<readonly StoredEvent[]> {
    return this.#read(({ reader }) => reader.stream(whole(stream), upTo));
  }

  async revisions(streams: readonly string[]): Promise<readonly number[]> {
    return this.#read(({ writer }) => streams.map((stream) => writer.revisionOf(whole(stream))));
  }

  async readAll(page: ReadAll): Promise<readonly StoredEvent[]> {
    this.#mustBeOpen();
    await turn(); // page after page must not keep commits waiting
    return this.#read(({ reader }) => reader.page(page));
  }

  subscribe(after: bigint, signal: AbortSignal): AsyncIterable<StoredEvent> {
    this.#mustBeOpen();
    return this.#follow(after, signal);
  }

  /** Pulls page after page from the log, and sleeps at its end until the next commit. */
  async *#follow(after: bigint, signal: AbortSignal): AsyncGenerator<StoredEvent, void> {
    const goesOn = () => !signal.aborted && this.#log !== undefined;
    let last = after;
    while (goesOn()) {
      const page = this.#read(({ reader }) => reader.page({ after: last, limit: PAGE }));
      if (page.length === 0) await this.#nextCommit(signal);
      for (const event of page) {
        if (!goesOn()) return;
        yield event;
        last = event.position;
      }
      await turn();
    }
  }

  #nextCommit(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#sleepers.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#sleepers.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  #wakeSleepers(): void {
    for (const wake of [...this.#sleepers]) wake();
  }

  async head(): Promise<Head> {
    return this.#read(({ reader }) => reader.head());
  }

  async positionAt(at: Instant): Promise<bigint> {
    return this.#read(({ reader }) => reader.positionAt(at));
  }

  async lookUp(key: string, upTo?: bigint): Promise<readonly DirectoryEntry[]> {
    return this.#read(({ reader }) => reader.lookUp(whole(key), upTo));
  }

  async holderOf(kind: string, id: string): Promise<Holding | undefined> {
    return this.#read(({ reader }) => reader.holderOf(whole(kind), whole(id)));
  }

  /** Writes what still waits, folds the WAL into the file, and gives the lock back. */
  async close(): Promise<void> {
    if (this.#log === undefined) return;
    while (this.#waiting.length > 0) this.#flush();
    const { db, path, unlock } = this.#parts;
    this.#log = undefined;
    this.#wakeSleepers();
    try {
      if (!db.inTransaction) db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').raw().all();
    } catch (error) {
      throw failureOf(error, path);
    } finally {
      db.close();
      unlock();
    }
  }

  #flush(): void {
    clearImmediate(this.#flushing);
    const batch = this.#waiting.splice(0, BATCH);
    this.#flushing = this.#waiting.length > 0 ? setImmediate(() => this.#flush()) : undefined;
    try {
      const outcomes = this.#read(({ writer }) => writer.write(batch.map(({ append }) => append)));
      outcomes.forEach((outcome, index) => {
        const { resolve, reject } = batch[index]!;
        if ('stored' in outcome) resolve(outcome.stored);
        else reject(outcome.refused);
      });
    } catch (error) {
      const failure = new StoreUnavailable(`nothing was written: ${messageOf(error)}`, { cause: error });
      for (const { reject } of batch) reject(failure);
    }
    this.#wakeSleepers();
  }

  #read<T>(read: (log: { readonly reader: LogReader; readonly writer: LogWriter }) => T): T {
    const log = this.#mustBeOpen();
    try {
      return read(log);
    } catch (error) {
      throw failureOf(error, this.#parts.path);
    }
  }

  /** @throws StoreUnavailable also where a failed transaction could not be taken back: what it left is not on disk */
  #mustBeOpen(): { readonly reader: LogReader; readonly writer: LogWriter } {
    const { path, db } = this.#parts;
    if (this.#log === undefined) throw new StoreUnavailable(`${path} is closed`);
    if (db.inTransaction) throw new StoreUnavailable(`${path}: a failed write could not be taken back; open it again`);
    return this.#log;
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
