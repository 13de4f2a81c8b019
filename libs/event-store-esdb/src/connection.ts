import {
  BACKWARDS,
  END,
  EventStoreDBClient,
  FORWARDS,
  ErrorType,
  type AllStreamResolvedEvent,
  type ResolvedEvent,
  type StreamingRead,
} from '@eventstore/db-client';
import { StoreUnavailable, shownAddress } from '#event-store';
import { AppendLine } from './append-line.js';
import type { ProposedEvent } from './append-message.js';
import { failureOf, NoAnswer, typeOf } from './failures.js';
import { forgiving, withWindow } from './client-inside.js';
import type { Recorded } from './recorded.js';
import { followed, type Follower } from './subscription.js';

export type StreamRead = {
  /** The first revision to read, inclusive. Backwards: 'end'. */
  readonly from: number | 'end';
  readonly count: number;
};

const nothing = (): void => undefined;

/**
 * The one place that speaks with the client. Every call has a limit of its own: the client's appends have none that
 * holds while a server hangs, and its reads none at all. An answer that comes after the limit is dropped.
 */
export class Connection {
  readonly #client: EventStoreDBClient;
  readonly #line: AppendLine;
  readonly #address: string;
  readonly #limitMs: number;

  /** @throws StoreUnavailable for an address that the client does not understand */
  constructor(address: string, limitMs: number) {
    this.#address = address;
    this.#limitMs = limitMs;
    try {
      this.#client = withWindow(forgiving(EventStoreDBClient.connectionString(address)));
      this.#line = new AppendLine(this.#client);
    } catch (error) {
      throw new StoreUnavailable(`${shownAddress(address)} is no address of an EventStoreDB: ${withoutQuote(error)}`);
    }
  }

  /**
   * Always with an explicit revision, −1 for no stream: only then does a server know a repeat after its restart.
   * @returns the position of the last event
   * @throws  the client's own error, as its type says what is certain; NoAnswer at the limit
   */
  async append(
    name: string,
    expectedRevision: number,
    events: readonly ProposedEvent[],
    limitMs: number,
  ): Promise<bigint> {
    const deadlineMs = Date.now() + limitMs;
    const position = await within(this.#line.append({ name, expectedRevision, deadlineMs, events }), limitMs);
    if (position === undefined) throw new StoreUnavailable(`${this.shownAddress} tells no positions: it is too old`);
    return BigInt(position);
  }

  /** Events of one stream; none where there is no stream. Backwards from its end where `from` says so. */
  async readStream(name: string, { from, count }: StreamRead): Promise<readonly Recorded[]> {
    const reading = this.#client.readStream(name, {
      direction: from === 'end' ? BACKWARDS : FORWARDS,
      fromRevision: from === 'end' ? END : BigInt(from),
      maxCount: count,
    });
    try {
      return await collected<ResolvedEvent>(reading, this.#limitMs);
    } catch (error) {
      if (typeOf(error) === ErrorType.STREAM_NOT_FOUND) return [];
      throw failureOf(error, this.#address);
    }
  }

  /** Events of all streams of the server after a position on which one lies, whosever they are. */
  async readAll(after: bigint, count: number): Promise<readonly Recorded[]> {
    const fromPosition = { commit: after, prepare: after }; // the server begins with the event that lies there
    try {
      const found = await collected(this.#client.readAll({ fromPosition, maxCount: count + 1 }), this.#limitMs);
      return found.filter(({ position }) => position !== undefined && position.commit > after);
    } catch (error) {
      throw failureOf(error, this.#address);
    }
  }

  /** The last event of a stream, if there is one. */
  async lastOf(name: string): Promise<Recorded | undefined> {
    return (await this.readStream(name, { from: 'end', count: 1 }))[0];
  }

  /**
   * The log after a position, of streams whose names begin so: history, then live, until the follower leaves or is
   * told of a failure. It never resumes by itself.
   * @returns leaves
   */
  follow(prefixes: readonly string[], after: bigint | undefined, follower: Follower): () => void {
    return followed(this.#client, prefixes, after, this.#limitMs, follower);
  }

  get shownAddress(): string {
    return shownAddress(this.#address);
  }

  failureOf(error: unknown): Error {
    return failureOf(error, this.#address);
  }

  async close(): Promise<void> {
    await within(this.#client.dispose(), this.#limitMs).catch(nothing);
  }
}

/** Everything that a reading brings, each event within the limit after the one before. */
function collected<E extends ResolvedEvent | AllStreamResolvedEvent>(
  reading: StreamingRead<E>,
  limitMs: number,
): Promise<readonly Recorded[]> {
  return new Promise((resolve, reject) => {
    const found: Recorded[] = [];
    const limit = setTimeout(() => {
      reject(new NoAnswer(limitMs));
      reading.cancel().catch(nothing);
    }, limitMs);
    reading.on('data', ({ event }) => {
      limit.refresh();
      if (event) found.push(event);
    });
    reading.on('end', () => {
      clearTimeout(limit);
      resolve(found);
    });
    reading.on('error', (error) => {
      clearTimeout(limit); // stays listened to: an error that comes late would end the process
      reject(error);
    });
  });
}

/** The answer, or NoAnswer at the limit; what comes later is dropped. */
async function within<T>(answered: Promise<T>, limitMs: number): Promise<T> {
  let limit: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    limit = setTimeout(() => reject(new NoAnswer(limitMs)), limitMs);
  });
  try {
    return await Promise.race([answered, over]);
  } finally {
    clearTimeout(limit);
    answered.catch(nothing);
  }
}

/** What the client says of an address that it does not understand, without the piece that it quotes: it may be of a password. */
const withoutQuote = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/^Unexpected ".*" at/s, 'unexpected text at');
