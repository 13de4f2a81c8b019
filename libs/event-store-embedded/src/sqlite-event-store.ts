import { setImmediate as turn } from 'node:timers/promises';
import type Database from 'libsql';
import {
  MaybeWritten,
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
import type { Instant } from '#kernel';
import { isFailedSync, isFullDisk } from '#sqlite-file';
import { AppendQueue } from './append-queue.js';
import type { CheckpointKeeper } from './checkpoint-keeper.js';
import { failureOf } from './failures.js';
import { LogReader } from './log-reader.js';
import { LogWriter, type Outcome } from './log-writer.js';
import { madeReady, type Outgoing } from './outgoing.js';
import { UNINDEXED_TYPE } from './schema.js';

/**
 * Pages of 4 KiB in SQLite's log before they move to the file: a page of an index that changes often is then moved once.
 * Not more, as the log soon reaches that length and keeps it: a sync that also records a new size costs twice.
 */
const CHECKPOINT_PAGES = 2_000;
/** Pages that a commit writes, about: its own, a place in the index by stream for each append, and what its events fill. */
const PAGES_A_COMMIT = 2;
const PAGES_AN_APPEND = 1;
/** Of JSON: the rest of a page is hashes, indexes, and room that is left. */
const BYTES_A_PAGE = 2_048;
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
  /** Undefined in memory, where nothing is remembered. */
  readonly keeper?: CheckpointKeeper;
  readonly unlock: () => void;
  /** Why nothing may be written, where that is so from the start. */
  readonly readOnly?: string;
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
  /** Why nothing is written any more, until the store is opened again. */
  #stopped: string | undefined;
  #pagesToMove = 0;
  readonly #queue = new AppendQueue<Waiting>((batch) => this.#commit(batch));
  readonly #sleepers = new Set<() => void>();

  constructor(parts: StoreParts) {
    this.clock = parts.clock;
    this.#parts = parts;
    this.#stopped = parts.readOnly;
    this.#log = { reader: new LogReader(parts.db), writer: new LogWriter(parts.db, parts.clock) };
  }

  async append(append: Append): Promise<readonly StoredEvent[]> {
    this.#mustTakeWrites();
    const ready = madeReady(append, this.#parts.directoryKeys);
    return new Promise((resolve, reject) => {
      this.#queue.add({ append: ready, resolve, reject });
    });
  }

  async readStream(stream: string, upTo?: bigint, stretch?: Stretch): Promise<readonly StoredEvent[]> {
    return this.#read(({ reader }) => reader.stream(whole(stream), upTo, stretch));
  }

  async streams(upTo: bigint): Promise<readonly StreamLength[]> {
    return this.#read(({ reader }) => reader.streams(upTo));
  }

  async revisions(streams: readonly string[]): Promise<readonly number[]> {
    return this.#read(({ writer }) => streams.map((stream) => writer.revisionOf(whole(stream))));
  }

  /** @throws RangeError when `limit` is not a whole number above 0 */
  async readAll(page: ReadAll): Promise<readonly StoredEvent[]> {
    const { limit, streams, types = [] } = page;
    if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError(`not a number of events: ${limit}`);
    this.#mustBeOpen();
    await turn(); // page after page must not keep commits waiting
    if (streams === undefined && types.includes(UNINDEXED_TYPE)) return this.#lookedThrough(page, types);
    return this.#read(({ reader }) => reader.page(page));
  }

  /** Every event is read and checked, so that one whose type was damaged is found, and not passed over. */
  async #lookedThrough(
    { after, limit, upTo = this.#read(({ reader }) => reader.head()).position }: ReadAll,
    types: readonly string[],
  ): Promise<readonly StoredEvent[]> {
    const found: StoredEvent[] = [];
    for (let last = after; found.length < limit;) {
      const some = this.#read(({ reader }) => reader.page({ after: last, limit: PAGE, upTo }));
      found.push(...some.filter(({ type }) => types.includes(type)));
      if (some.length < PAGE) break;
      last = some.at(-1)!.position;
      await turn();
    }
    return found.slice(0, limit);
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
    this.#queue.drain();
    const { db, path, keeper, unlock } = this.#parts;
    this.#log = undefined;
    this.#wakeSleepers();
    try {
      await keeper?.close();
      if (!db.inTransaction && this.#stopped === undefined) db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').raw().all();
    } catch (error) {
      if (!isFullDisk(error)) throw failureOf(error, path); // what is in SQLite's log stays there, and is read from there
    } finally {
      db.close();
      unlock();
    }
  }

  #commit(batch: readonly Waiting[]): void {
    try {
      this.#mustTakeWrites();
      const outcomes = this.#read(({ writer }) => writer.write(batch.map(({ append }) => append)));
      this.#parts.keeper?.recorded(outcomes.flatMap(hashesIn));
      outcomes.forEach((outcome, index) => {
        const { resolve, reject } = batch[index]!;
        if ('stored' in outcome) resolve(outcome.stored);
        else reject(outcome.refused);
      });
      this.#moved(batch.flatMap(({ append }, index) => (isNew(outcomes[index]!) ? [append] : [])));
    } catch (error) {
      const failure = this.#failedWrite(error);
      for (const { reject } of batch) reject(failure);
    }
    this.#wakeSleepers();
  }

  /** After a failed sync nobody knows what is on the disk: the same pages are not tried again, as a second sync may lie. */
  #failedWrite(error: unknown): StoreUnavailable {
    if (this.#stopped !== undefined) return new StoreUnavailable(this.#stopped);
    if (!isFailedSync((error as Error).cause)) {
      return new StoreUnavailable(`nothing was written: ${messageOf(error)}`, { cause: error });
    }
    this.#stopped = `${messageOf(error)} at a write. Nothing more is written until the store is opened again`;
    return new MaybeWritten(this.#stopped, { cause: error });
  }

  /** Moves SQLite's log into the file now and then. Without room there it stays in the log. */
  #moved(written: readonly Outgoing[]): void {
    if (written.length === 0) return;
    const pages = written.map((append) => PAGES_AN_APPEND + append.bytes / BYTES_A_PAGE);
    this.#pagesToMove += pages.reduce((sum, some) => sum + some, PAGES_A_COMMIT);
    if (this.#pagesToMove < CHECKPOINT_PAGES) return;
    this.#pagesToMove = 0;
    const { db, path } = this.#parts;
    try {
      db.prepare('PRAGMA wal_checkpoint(PASSIVE)').raw().all();
    } catch (error) {
      if (!isFullDisk(error)) this.#failedWrite(failureOf(error, path));
    }
  }

  #read<T>(read: (log: { readonly reader: LogReader; readonly writer: LogWriter }) => T): T {
    const log = this.#mustBeOpen();
    try {
      return read(log);
    } catch (error) {
      throw failureOf(error, this.#parts.path);
    }
  }

  /** @throws StoreUnavailable also after a failed sync */
  #mustTakeWrites(): void {
    this.#mustBeOpen();
    if (this.#stopped !== undefined) throw new StoreUnavailable(this.#stopped);
  }

  /** @throws StoreUnavailable also where a failed transaction could not be taken back: what it left is not on disk */
  #mustBeOpen(): { readonly reader: LogReader; readonly writer: LogWriter } {
    const { path, db } = this.#parts;
    if (this.#log === undefined) throw new StoreUnavailable(`${path} is closed`);
    if (db.inTransaction) throw new StoreUnavailable(`${path}: a failed write could not be taken back; open it again`);
    return this.#log;
  }
}

/** Whether it was written now. */
const isNew = (outcome: Outcome): outcome is Outcome & { readonly stored: readonly StoredEvent[] } =>
  'stored' in outcome && !outcome.isRepeat;

const hashesIn = (outcome: Outcome): readonly string[] =>
  isNew(outcome) ? outcome.stored.map(({ hash }) => hash) : [];

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
