import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import type Database from 'libsql';
import {
  StoreUnavailable,
  type AccessLog,
  type AccessPage,
  type AccessQuery,
  type AccessStatus,
  type Look,
} from '#event-store';
import { instantOfMs, type Instant } from '#kernel';
import { IN_MEMORY, failureOf, lastIn, openAccessFile } from './access-file.js';
import { bodyOf, entryOf, keptOf, linked, type KeptLook, type TimedLook } from './entry.js';
import { pageOf } from './page.js';

export type AccessLogOptions = {
  /** A file of its own, made with the first look that is kept; ':memory:' for one that ends with the process. */
  readonly path: string;
  /** The ledger's clock. */
  readonly clock: () => Instant | Promise<Instant>;
  /** Told when looks cannot be kept; standard error by default. */
  readonly warn?: (message: string) => void;
};

/** How long a look may wait to be written, in milliseconds: with others in one transaction, and one sync. */
const GATHERED_MS = 250;
/** How long a file that could not be written is left alone, in milliseconds. */
const RESTED_MS = 2_000;
/** Looks in one transaction: some milliseconds of the process. */
const MOST_AT_ONCE = 500;
/** Looks that wait while the file cannot be written; those beyond are counted only. */
const MOST_WAITING = 20_000;

/** Nothing is opened before the first look is written, and no failure of the file reaches who asks. */
export function openAccessLog({ path, clock, warn = standardWarning }: AccessLogOptions): AccessLog {
  return new SqliteAccessLog(path === IN_MEMORY ? path : resolve(path), clock, warn);
}

const standardWarning = (message: string): void => process.emitWarning(message, 'AccessLog');

class SqliteAccessLog implements AccessLog {
  #db: Database.Database | undefined;
  #waiting: TimedLook[] = [];
  #lost = 0;
  /** Of simulated clocks, which are asked for. */
  #timing: Promise<void> = Promise.resolve();
  #syncing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #reason: string | undefined;
  /** A sync failed, and none has gone through since. */
  #isUnsynced = false;
  #lastAt: Instant = instantOfMs(0);
  #isClosed = false;

  constructor(
    private readonly path: string,
    private readonly clock: AccessLogOptions['clock'],
    private readonly warn: (message: string) => void,
  ) {}

  looked(asked: Look): void {
    if (this.#isClosed) return;
    const at = this.clock();
    const look = kept(asked);
    if (typeof at === 'string') return this.#take(look, at);
    const known = at.catch(() => this.#lastAt);
    this.#timing = this.#timing.then(async () => this.#take(look, await known));
  }

  async page(query: AccessQuery): Promise<AccessPage> {
    await this.#timing;
    if (this.#isClosed) throw new StoreUnavailable('the access log is closed');
    while (this.#waiting.length > 0 && this.#write());
    if (this.#lost > 0) this.#write();
    const db = this.#opened();
    try {
      return pageOf(db, query);
    } catch (error) {
      throw failureOf(error, this.path);
    }
  }

  status(): AccessStatus {
    return { waiting: this.#waiting.length, lost: this.#lost, reason: this.#reason };
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true; // looks that come from now on are of requests that the server has not waited for
    await this.#timing;
    clearTimeout(this.#timer);
    if (this.path !== IN_MEMORY) while (this.#waiting.length > 0 && this.#write());
    const left = this.#waiting.length + this.#lost;
    if (this.path !== IN_MEMORY && left > 0) this.warn(`${left} looks were not kept: ${this.#reason}`);
    await this.#syncing;
    this.#leave();
  }

  /** The time never goes back from one entry of a process to the next. */
  #take(look: KeptLook | undefined, at: Instant): void {
    if (at > this.#lastAt) this.#lastAt = at;
    if (look === undefined || this.#waiting.length >= MOST_WAITING) this.#lost += 1;
    else this.#waiting.push({ look, at: this.#lastAt });
    this.#later(this.#reason === undefined ? GATHERED_MS : RESTED_MS);
  }

  #later(ms: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.#write() && this.#waiting.length > 0) this.#later(0);
    }, ms).unref();
  }

  /** Some of what is waiting, in one transaction. @returns whether it is written */
  #write(): boolean {
    if (this.#waiting.length === 0 && this.#lost === 0 && this.#reason === undefined) return true;
    try {
      const looks = this.#waiting.slice(0, MOST_AT_ONCE);
      append(this.#opened(), looks, { looks: this.#lost, at: this.#lastAt });
      this.#waiting.splice(0, looks.length);
      this.#lost = 0;
      if (!this.#isUnsynced) this.#reason = undefined;
      this.#sync();
      return true;
    } catch (error) {
      this.#failed(failureOf(error, this.path));
      return false;
    }
  }

  /** SQLite's log made durable beside the process's work, and not in its way. */
  #sync(): void {
    if (this.path === IN_MEMORY) return;
    this.#syncing = this.#syncing
      .then(() => synced(`${this.path}-wal`))
      .then(() => {
        if (this.#isUnsynced) this.#reason = undefined;
        this.#isUnsynced = false;
      })
      .catch((error: unknown) => {
        this.#isUnsynced = true;
        this.#failed(failureOf(error, this.path));
      });
  }

  /**
   * The file is opened anew at the next try, which comes by itself: after a failed write nobody knows what SQLite still holds
   * for written. What is in memory would be gone.
   */
  #failed({ message }: Error): void {
    if (this.#reason === undefined) this.warn(`looks are not kept for now, and answers go on: ${message}`);
    this.#reason = message;
    if (this.path !== IN_MEMORY) this.#leave();
    if (!this.#isClosed) this.#later(RESTED_MS);
  }

  #opened(): Database.Database {
    this.#db ??= openAccessFile(this.path);
    return this.#db;
  }

  /** What lies in SQLite's log goes into the file, so that the file alone is whole. */
  #leave(): void {
    const db = this.#db;
    this.#db = undefined;
    try {
      if (this.#reason === undefined) db?.prepare('PRAGMA wal_checkpoint(TRUNCATE)').raw().all();
    } catch (error) {
      this.warn(failureOf(error, this.path).message);
    } finally {
      db?.close();
    }
  }
}

/** @returns undefined for what cannot be read as a look: it is counted */
function kept(look: Look): KeptLook | undefined {
  try {
    return keptOf(look);
  } catch {
    return undefined;
  }
}

type Lost = { readonly looks: number; readonly at: Instant };

const entryOfLost = ({ looks, at }: Lost): TimedLook => ({
  look: keptOf({
    ...{ actor: 'ledger', organisation: null, way: 'API', question: 'lost', asked: {}, outcome: 'LOST' },
    ...{ code: null, rowCount: looks, answerPosition: null },
  }),
  at,
});

/**
 * Other processes may write to the same file: the chain goes on from what it says is its last entry now. A look that cannot
 * be spelt is counted with those that are lost, and holds back no other.
 */
function append(db: Database.Database, looks: readonly TimedLook[], before: Lost): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    let last = lastIn(db);
    let lost = before.looks;
    const insert = db.prepare('INSERT INTO entry (number, body, hash) VALUES (?, ?, ?)');
    const add = (look: TimedLook): boolean => {
      const number = last.number + 1;
      const body = spelt(look, number);
      if (body === undefined) return false;
      last = { number, hash: linked(last.hash, body) };
      insert.run(number, body, last.hash);
      return true;
    };
    for (const look of looks) if (!add(look)) lost += 1;
    if (lost > 0) add(entryOfLost({ looks: lost, at: before.at }));
    db.prepare('UPDATE last SET number = ?, hash = ?').run(last.number, last.hash);
    db.exec('COMMIT');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function spelt(look: TimedLook, number: number): string | undefined {
  try {
    return bodyOf(entryOf(look, number));
  } catch {
    return undefined;
  }
}

async function synced(log: string): Promise<void> {
  const file = await open(log, 'r').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined; // closed meanwhile: it is in the file
    throw error;
  });
  try {
    await file?.sync();
  } finally {
    await file?.close();
  }
}
