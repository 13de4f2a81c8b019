import type { Instant } from '#kernel';
import type { NewEvent, StoredEvent } from './envelope.js';

/** A store runs on one clock for ever: the machine's, or the times that its commands bring (scenarios, demonstration). */
export type Clock = 'system' | 'simulated';

/** An id that must be unique across streams, claimed in the append's transaction. */
export type Claim = {
  /** `command`, `label`, `agreement`, … */
  readonly kind: string;
  readonly id: string;
  /** The command that holds the claim now and may be replaced, as what it recorded no longer counts. */
  readonly insteadOf?: string;
};

export type Append = {
  readonly stream: string;
  /** Revision of the stream's last event; −1 when there must be no stream. Always given. */
  readonly expectedRevision: number;
  /** 1 or more, written together or not at all, in this order. */
  readonly events: readonly NewEvent[];
  readonly claims: readonly Claim[];
  /** Other streams that were read to decide: they stand there still when this is written. */
  readonly unmoved: readonly { readonly stream: string; readonly revision: number }[];
  /** Directory keys that were asked to decide: they lead nowhere else when this is written. */
  readonly found: readonly Found[];
};

/** A directory key, and to how many streams it led. None is ever taken away, so that the same number is the same streams. */
export type Found = { readonly key: string; readonly streams: number };

/** Who holds a claimed id. */
export type Holding = { readonly commandId: string; readonly stream: string; readonly position: bigint };

/** One line of the directory: a key leads to a stream since `position`. It never holds a figure. */
export type DirectoryEntry = { readonly stream: string; readonly position: bigint };

/** The keys under which an event's stream is to be found, by the domain. */
export type DirectoryKeys = (event: NewEvent & { readonly stream: string }) => readonly string[];

export type ReadAll = {
  /** Exclusive; 0n reads from the start. */
  readonly after: bigint;
  /** Events at most. */
  readonly limit: number;
  /** Up to and with this position. */
  readonly upTo?: bigint;
  /** Only these streams. */
  readonly streams?: readonly string[];
  /** Only these event types. */
  readonly types?: readonly string[];
};

/** A part of a stream. */
export type Stretch = {
  /** Revision of the first event wanted. */
  readonly from: number;
  /** Events at most. */
  readonly limit: number;
};

/** How much one stream holds. */
export type StreamLength = { readonly stream: string; readonly events: number };

export type Head = {
  /** 0n in an empty store. */
  readonly position: bigint;
  /** Events in the log. */
  readonly count: number;
  /** Of the last event; undefined in an empty store. */
  readonly effectiveAt: Instant | undefined;
};

/**
 * The log. Total order; nothing is skipped, nothing is changed. Positions grow strictly and are above 0; whether they
 * are contiguous is the adapter's own affair. What `append` has answered is durable and readable at once.
 */
export interface EventStore {
  readonly clock: Clock;

  /**
   * Writes events to one stream, all or none. The same append again, with the same ids, content and expected revision,
   * has no second effect and the first answer, however much was written since and however often the store was opened;
   * with other content it is refused as any other that comes too late.
   * @returns the events as stored, in order
   * @throws WrongRevision   the stream, or one of `unmoved`, is elsewhere
   * @throws FoundMore       one of `found` leads to another number of streams
   * @throws IdTaken         a claim belongs to another command
   * @throws BeforeLastEvent simulated clock: `recordedAt` lies before the last event's effective time
   * @throws TooLarge        past MAX_EVENT_BYTES, MAX_APPEND_BYTES or MAX_APPEND_EVENTS
   * @throws RangeError      a mistake of the caller: no event, or an id, a type or a name that is none
   * @throws MaybeWritten    it is not known whether it was written: ask again with the same ids
   * @throws StoreUnavailable nothing was written
   */
  append(append: Append): Promise<readonly StoredEvent[]>;

  /** Events of one stream in order, up to and with position `upTo`: all, or a stretch; empty when there is no stream. */
  readStream(stream: string, upTo?: bigint, stretch?: Stretch): Promise<readonly StoredEvent[]>;

  /** Every stream of the log that has events up to and with position `upTo`, and how many; no event is read for it. */
  streams(upTo: bigint): Promise<readonly StreamLength[]>;

  /** Revision of the last event of each stream; −1 where there is none. */
  revisions(streams: readonly string[]): Promise<readonly number[]>;

  /** Events of all streams in log order, by pages; forwards only, as whoever wants the newest first reads a view. */
  readAll(page: ReadAll): Promise<readonly StoredEvent[]>;

  /** Everything after `after`, history first, then live, without gap or repeat, until `signal` aborts. */
  subscribe(after: bigint, signal: AbortSignal): AsyncIterable<StoredEvent>;

  head(): Promise<Head>;

  /** The last position whose effective time is at or before `at`; 0n when there is none. */
  positionAt(at: Instant): Promise<bigint>;

  /** The streams found under a directory key, in the order in which they came, up to and with position `upTo`. */
  lookUp(key: string, upTo?: bigint): Promise<readonly DirectoryEntry[]>;

  /** Who holds a claimed id, if anyone. */
  holderOf(kind: string, id: string): Promise<Holding | undefined>;

  close(): Promise<void>;
}

/**
 * Keys of the people whose data is sealed in events. Destroying a key erases what was sealed under it; no event and no
 * hash changes.
 */
export interface Keyring {
  /** Seals `text` under the key of `subject`, made on first use and durable before this answers. Compact JWE, A256GCM. */
  seal(subject: string, text: string): Promise<string>;
  /** The text, or undefined where its key was destroyed. */
  open(sealed: string): Promise<string | undefined>;
  /** A keyed hash of `text` under the subject's key: equal texts compare equal, nobody else can guess them. */
  fingerprint(subject: string, text: string): Promise<string>;
  /** Destroys the subject's key. @returns whether there was one */
  erase(subject: string): Promise<boolean>;
  close(): Promise<void>;
}
