import { StoreDamaged, StoreUnavailable, type DirectoryKeys, type StoredEvent } from '#event-store';
import { instantOfMs, msOf } from '#kernel';
import { Awaited } from './awaited.js';
import { Backoff } from './backoff.js';
import type { Connection } from './connection.js';
import { isDefinite, isTooSlow } from './failures.js';
import type { KeptTable } from './kept-table.js';
import type { LogTable } from './log-table.js';
import type { Names } from './names.js';
import { asSent, type Outgoing, type Sent } from './outgoing.js';
import { checked, parsed, type Checked, type Recorded, type Verified } from './recorded.js';
import { Turns } from './turns.js';

/** An event that has come, and what the table is told of it. */
type Taken = {
  readonly checked: Checked;
  readonly recordedAtMs: number;
  readonly keys: readonly string[];
  /** Where it had to be parsed for that. */
  readonly parsed?: Verified;
};

/** One of the last events: as text until it is first read, which few are in the process that wrote them. */
type Recent = { readonly size: number; event: Checked | StoredEvent };

/** Bytes of the last events' bodies that are kept at most. */
const RECENT_BYTES = 16_000_000;

export type SequencerParts = {
  readonly connection: Connection;
  readonly names: Names;
  readonly directoryKeys: DirectoryKeys;
  /** What is known of the log already. */
  readonly table: LogTable;
  /** The position after which the log is heard: at the table's last event or before it, where an append was not written yet. */
  readonly start: bigint;
  /** Where the table is kept between openings. */
  readonly kept: KeptTable | undefined;
  /** How many of the last events are kept whole at least, as what was just written is read soon. */
  readonly recentEvents: number;
  readonly claimPatienceMs: number;
};

/**
 * Reads the ledger's own events from where the table ends, and on as they come, and keeps where each lies, when it was known, and
 * the directory. One subscription serves all readers of the process; when it breaks, the next begins after the last
 * event that came. Claims pass by too: they announce appends, and whoever has written one can wait until all before it has
 * been seen.
 */
export class Sequencer {
  readonly table: LogTable;
  readonly turns: Turns;
  readonly #connection: Connection;
  readonly #names: Names;
  readonly #directoryKeys: DirectoryKeys;
  readonly #recentEvents: number;
  readonly #kept: KeptTable | undefined;
  readonly #awaited = new Awaited();
  readonly #backoff = new Backoff();
  #recent: Recent[] = [];
  #recentSize = 0;
  /** Neighbours in the log often have the same time. */
  #spelt = { ms: Number.NaN, instant: '' };
  /** Of the last event that came, of the log or a claim. */
  #passed: bigint;
  /** Of the last event of the log that came. */
  #lastHash: string | undefined;
  /** Up to which position the table had everything from the start. */
  readonly #known: bigint;
  readonly #start: bigint;
  /** Where the subscription began. */
  #began: bigint;
  #caughtUp = false;
  /** How often the server has told of anything. */
  #told = 0;
  #broken: Error | undefined;
  #closed = false;
  #leave: () => void = () => undefined;
  #resuming: NodeJS.Timeout | undefined;
  #lastFailure: unknown;
  /** The server will not tell of the log, and says so. */
  #isDenied = false;
  /** By their ids, events that this process is writing. */
  readonly #underWay = new Map<string, Sent>();

  constructor(parts: SequencerParts) {
    const { connection, names, directoryKeys, table, start, kept, recentEvents, claimPatienceMs } = parts;
    this.table = table;
    this.turns = new Turns(claimPatienceMs);
    this.#known = table.position(table.count - 1);
    this.#start = start;
    this.#kept = kept;
    this.#connection = connection;
    this.#names = names;
    this.#directoryKeys = directoryKeys;
    this.#recentEvents = recentEvents;
    this.#passed = start;
    this.#began = start;
  }

  start(): void {
    const { log, claims } = this.#names;
    this.#began = this.#passed;
    this.#leave = this.#connection.follow([log, claims], this.#passed, {
      event: (event) => this.#take(event),
      passedOver: () => this.#heard(),
      caughtUp: () => {
        this.#heard();
        this.#caughtUp = true;
        this.#backoff.reset();
        this.#awaited.changed(LOG);
      },
      failed: (error) => this.#resume(error),
    });
  }

  #resume(error: unknown): void {
    if (this.#closed) return;
    if (error instanceof StoreDamaged) {
      this.#broken = error;
      this.#awaited.fail(error);
      return;
    }
    this.#lastFailure = error;
    this.#isDenied = isDefinite(error);
    this.#resuming = setTimeout(
      () => this.start(),
      isTooSlow(error) && this.#passed > this.#began ? 0 : this.#backoff.nextMs(),
    );
  }

  /**
   * An append that is about to be written: its events need not be read and hashed again when they come back as they
   * were sent, byte for byte.
   * @returns no longer
   */
  expect(append: Outgoing): () => void {
    for (const [index, { id }] of append.events.entries()) this.#underWay.set(id, { append, index });
    return () => {
      for (const { id } of append.events) this.#underWay.delete(id);
    };
  }

  #heard(): void {
    this.#told += 1;
    this.#isDenied = false;
  }

  #take(recorded: Recorded): void {
    this.#backoff.reset();
    this.#heard();
    const position = recorded.position?.commit ?? this.#passed;
    if (!this.#names.isOfLog(recorded.streamId)) this.turns.heard(recorded, (stream) => this.table.revisionOf(stream));
    else if (position > this.#known) this.#takeEvent(recorded);
    this.#passed = position;
    this.#awaited.changed(LOG);
  }

  #takeEvent(recorded: Recorded): void {
    const sent = this.#underWay.get(recorded.id);
    const same = asSent(recorded, sent);
    const taken = same ? ownTaken(same, sent!) : this.#taken(checked(recorded, this.#names));
    this.#sequence(taken, sizeOf(recorded));
    this.turns.written(taken.checked.written);
    this.#awaited.changed(ofStream(taken.checked.written.stream));
  }

  #taken(event: Checked): Taken {
    const whole = parsed(event);
    const recordedAtMs = msOf(whole.metadata.recordedAt);
    return { checked: event, recordedAtMs, keys: this.#directoryKeys(whole), parsed: whole };
  }

  /** @throws StoreDamaged where the log lacks an event that it once had */
  #sequence({ checked: event, recordedAtMs, keys, parsed: whole }: Taken, size: number): void {
    const { written, hash, position } = event;
    const { stream, type, revision } = written;
    const next = this.table.revisionOf(stream) + 1;
    if (revision !== next) throw new StoreDamaged(`revision ${next} of ${stream} is missing`);
    this.table.add({ stream, type, position, hash }, recordedAtMs, keys);
    this.#recent.push({ size, event: whole ? this.timed(whole, this.table.count - 1) : event });
    this.#recentSize += size;
    this.#lastHash = hash;
    this.#kept?.hasGrown(this.table, hash, () => this.#resumesAfter());
    if (this.#recent.length > 2 * this.#recentEvents || this.#recentSize > 2 * RECENT_BYTES) this.#forgetOldest();
  }

  #forgetOldest(): void {
    let keep = this.#recent.length;
    let kept = 0;
    while (keep > 0 && this.#recent.length - keep < this.#recentEvents && kept < RECENT_BYTES) {
      keep -= 1;
      kept += this.#recent[keep]!.size;
    }
    this.#recent = this.#recent.slice(keep);
    this.#recentSize = kept;
  }

  /** An event with its effective time. */
  timed(event: Verified, ordinal: number): StoredEvent {
    const ms = this.table.effectiveMs(ordinal);
    if (this.#spelt.ms !== ms) this.#spelt = { ms, instant: instantOfMs(ms) };
    return { ...event, effectiveAt: this.#spelt.instant };
  }

  /**
   * What an append has written, once it has come back: the events as they were given, at their places.
   * @returns undefined where another event is known to lie at one of them, or it is not kept any more what lies there
   */
  answerOf({ stream, events, hashes, firstRevision }: Outgoing): readonly StoredEvent[] | undefined {
    const found: StoredEvent[] = [];
    for (const [index, { id, type, version, data, metadata }] of events.entries()) {
      const [revision, hash] = [firstRevision + index, hashes[index]!];
      const ordinal = this.table.ordinal(stream, revision);
      const recent = this.#recentAt(ordinal);
      if (recent?.event.hash !== hash) return undefined;
      const { position } = recent.event;
      found.push(this.timed({ id, type, version, data, metadata, stream, revision, position, hash }, ordinal));
    }
    return found;
  }

  /** The event at an ordinal, where it is still kept whole. */
  recent(ordinal: number): StoredEvent | undefined {
    const recent = this.#recentAt(ordinal);
    if (recent === undefined) return undefined;
    if ('written' in recent.event) recent.event = this.timed(parsed(recent.event), ordinal);
    return recent.event;
  }

  #recentAt(ordinal: number): Recent | undefined {
    return this.#recent[ordinal - (this.table.count - this.#recent.length)];
  }

  /** Waits until all that lay in the log when it began has come; each `limitMs` must bring something, be it a sign of life. */
  async caughtUp(limitMs: number): Promise<void> {
    for (let before = -1; !this.#caughtUp && this.#told !== before;) {
      before = this.#told;
      await this.#when(LOG, () => this.#caughtUp, limitMs);
    }
    if (!this.#caughtUp) throw this.#notReached();
  }

  /** @throws StoreUnavailable when the stream has not come to this revision within the limit */
  async reached(stream: string, revision: number, limitMs: number): Promise<void> {
    if (!(await this.comesTo(stream, revision, limitMs))) throw this.#notReached();
  }

  /** @returns whether the stream came to this revision within the limit */
  comesTo(stream: string, revision: number, limitMs: number): Promise<boolean> {
    return this.#when(ofStream(stream), () => this.table.revisionOf(stream) >= revision, limitMs);
  }

  /** @throws StoreUnavailable when the event at this position has not come within the limit */
  async passed(position: bigint, limitMs: number): Promise<void> {
    const hasPassed = (): boolean => this.#passed >= position;
    if (!(await this.#when(LOG, hasPassed, limitMs))) throw this.#notReached();
  }

  /** Waits until a command is not announced any more, or some time has gone by. */
  async resolved(command: string, limitMs: number): Promise<void> {
    await this.#when(LOG, () => !this.turns.isOpen(command), Math.min(limitMs, GLANCE_MS));
  }

  /** Waits until the log is longer than `count` events, or `signal` aborts, or the store closes. */
  async longer(count: number, signal: AbortSignal): Promise<void> {
    const wake = (): void => this.#awaited.changed(LOG);
    signal.addEventListener('abort', wake);
    try {
      const ended = (): boolean => signal.aborted || this.#closed || this.table.count > count;
      while (!(await this.#when(LOG, ended, A_WHILE_MS)));
    } finally {
      signal.removeEventListener('abort', wake);
    }
  }

  async #when(about: string, hasCome: () => boolean, limitMs: number): Promise<boolean> {
    this.mustBeWhole();
    return this.#awaited.when(about, hasCome, limitMs);
  }

  /** @throws StoreDamaged when the log is not what was written */
  mustBeWhole(): void {
    if (this.#broken) throw this.#broken;
  }

  /** @throws StoreUnavailable too where the server refuses to tell of the log: nobody would hear that an append was written */
  mustHear(): void {
    this.mustBeWhole();
    if (this.#isDenied) throw this.#notReached();
  }

  #notReached(): Error {
    if (this.#lastFailure !== undefined) return this.#connection.failureOf(this.#lastFailure);
    return new StoreUnavailable(`${this.#connection.shownAddress} has not told of what was written there in time`);
  }

  /** Where the next opening must begin to hear of every append that is announced and not written. */
  #resumesAfter(): bigint {
    const { oldest } = this.turns;
    const last = oldest === undefined ? this.table.count - 1 : this.table.countUpTo(oldest) - 1;
    return last < 0 ? this.#start : this.table.position(last);
  }

  /** Keeps the table for the next opening. */
  async settle(): Promise<void> {
    if (this.#broken === undefined) await this.#kept?.settle(this.table, this.#lastHash, () => this.#resumesAfter());
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#resuming);
    this.#leave();
    this.#awaited.changed(LOG);
  }
}

/** What may be waited for: the log as a whole, or one stream of it. */
const LOG = 'log';
const ofStream = (stream: string): string => `stream ${stream}`;

/** How long another's append is waited for before it is looked at again, in milliseconds: it may have been given up. */
const GLANCE_MS = 250;

/** How long a subscriber sleeps at most before it looks again, in milliseconds. */
const A_WHILE_MS = 60_000;

/** What is known of an event since it was made ready. */
const ownTaken = (own: Checked, { append, index }: Sent): Taken => ({
  checked: own,
  recordedAtMs: append.recordedAtMs[index]!,
  keys: append.keys[index]!,
});

const sizeOf = ({ data }: Recorded): number => (data instanceof Uint8Array ? data.byteLength : 0);
