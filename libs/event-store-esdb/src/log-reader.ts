import { StoreDamaged, type ReadAll, type StoredEvent, type Stretch } from '#event-store';
import type { Connection } from './connection.js';
import { NoAnswer } from './failures.js';
import type { Names } from './names.js';
import { verified, type Recorded } from './recorded.js';
import type { Sequencer } from './sequencer.js';

/** Reads of single streams under way at once. */
const READS_AT_ONCE = 16;
/** A stretch of the log is read whole where at least one in so many of its events is wanted. */
const WORTH_A_STRETCH = 4;
/** Others' events are read along where at least one in so many is the ledger's. */
const WORTH_A_PAGE = 8;
const WHOLE: Stretch = { from: 0, limit: Number.MAX_SAFE_INTEGER };

/** Events of one stream that follow each other. */
type Run = { readonly stream: string; readonly from: number; ordinals: number[] };

/** Claims lie between the events that are wanted. */
const pageFor = (wanted: number): number => Math.ceil(wanted * 1.5) + 16;

/** Reads events from the server, by the places that the sequencer knows, and believes none whose hash does not fit. */
export class LogReader {
  readonly #connection: Connection;
  readonly #names: Names;
  readonly #sequencer: Sequencer;
  readonly #start: bigint;
  readonly #limitMs: number;

  /** @param start the position of the event that opened the ledger: the log lies after it */
  constructor(connection: Connection, names: Names, sequencer: Sequencer, start: bigint, limitMs: number) {
    this.#connection = connection;
    this.#names = names;
    this.#sequencer = sequencer;
    this.#start = start;
    this.#limitMs = limitMs;
  }

  /** The stream as the server has it now; what another process wrote waits for its place in the log. */
  async stream(stream: string, upTo?: bigint, { from, limit }: Stretch = WHOLE): Promise<readonly StoredEvent[]> {
    const { table } = this.#sequencer;
    const isWhole = upTo === undefined || upTo > table.position(table.count - 1);
    const end = isWhole ? WHOLE.limit : table.lengthOf(stream, table.countUpTo(upTo));
    const count = Math.min(limit, end - from);
    if (count <= 0) return [];
    const known = Math.min(count, table.revisionOf(stream) + 1 - from);
    const recorded = await this.#connection.readStream(this.#names.ofStream(stream), { from, count });
    if (recorded.length < known) {
      throw new StoreDamaged(`${stream} had ${from + known} events, and has ${from + recorded.length}`);
    }
    if (recorded.length > 0) await this.#sequencer.reached(stream, from + recorded.length - 1, this.#limitMs);
    const events = recorded.map((event, index) => this.#placed(event, table.ordinal(stream, from + index)));
    return events.filter(({ position }) => upTo === undefined || position <= upTo);
  }

  /** @throws RangeError when `limit` is not a whole number above 0 */
  async page({ after, limit, upTo, streams, types }: ReadAll): Promise<readonly StoredEvent[]> {
    if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError(`not a number of events: ${limit}`);
    const { table } = this.#sequencer;
    const from = table.countUpTo(after);
    const end = upTo === undefined ? table.count : table.countUpTo(upTo);
    if (streams === undefined && types === undefined) return this.#stretch(from, Math.min(end, from + limit));
    return this.at(table.select(from, end, limit, streams, types));
  }

  /** The events at these ordinals, which grow. */
  async at(ordinals: readonly number[]): Promise<readonly StoredEvent[]> {
    if (ordinals.length === 0) return [];
    const [first, end] = [ordinals[0]!, ordinals.at(-1)! + 1];
    if (this.#sequencer.recent(first)) return ordinals.map((ordinal) => this.#sequencer.recent(ordinal)!);
    if (ordinals.length * WORTH_A_STRETCH >= end - first) {
      const stretch = await this.#stretch(first, end);
      return ordinals.map((ordinal) => stretch[ordinal - first]!);
    }
    return this.#scattered(ordinals);
  }

  /** Every event from one ordinal to before another. */
  async #stretch(from: number, end: number): Promise<readonly StoredEvent[]> {
    const found: StoredEvent[] = [];
    while (from + found.length < end) {
      const next = from + found.length;
      if (this.#sequencer.recent(next)) return [...found, ...this.#recent(next, end)];
      const page = await this.#connection.readAll(this.#before(next), pageFor(end - next));
      const ofLog = page.filter(({ streamId }) => this.#names.isOfLog(streamId)).slice(0, end - next);
      found.push(...ofLog.map((event, index) => this.#placed(event, next + index)));
      if (ofLog.length * WORTH_A_PAGE < page.length || page.length === 0) {
        return [...found, ...(await this.#filtered(from + found.length, end))];
      }
    }
    return found;
  }

  #recent(from: number, end: number): readonly StoredEvent[] {
    return Array.from({ length: Math.max(0, end - from) }, (_, index) => this.#sequencer.recent(from + index)!);
  }

  /** The position after which the event of this ordinal comes. */
  #before(ordinal: number): bigint {
    return ordinal === 0 ? this.#start : this.#sequencer.table.position(ordinal - 1);
  }

  /** The same where others' events lie so thick between that the server must pass over them. */
  async #filtered(from: number, end: number): Promise<readonly StoredEvent[]> {
    if (from >= end) return [];
    return new Promise((resolve, reject) => {
      const found: StoredEvent[] = [];
      const fail = (error: unknown): void => {
        clearTimeout(limit);
        leave();
        reject(this.#connection.failureOf(error));
      };
      const limit = setTimeout(() => fail(new NoAnswer(this.#limitMs)), this.#limitMs);
      const leave = this.#connection.follow([this.#names.log], this.#before(from), {
        event: (event) => {
          limit.refresh();
          found.push(this.#placed(event, from + found.length));
          if (found.length < end - from) return;
          clearTimeout(limit);
          leave();
          resolve(found);
        },
        passedOver: () => limit.refresh(),
        caughtUp: () => undefined,
        failed: fail,
      });
    });
  }

  async #scattered(ordinals: readonly number[]): Promise<readonly StoredEvent[]> {
    const waiting = this.#runs(ordinals);
    const found = new Map<number, StoredEvent>();
    const read = async (): Promise<void> => {
      for (let run = waiting.pop(); run; run = waiting.pop()) {
        const name = this.#names.ofStream(run.stream);
        const recorded = await this.#connection.readStream(name, { from: run.from, count: run.ordinals.length });
        for (const [index, ordinal] of run.ordinals.entries())
          found.set(ordinal, this.#placed(recorded[index], ordinal));
      }
    };
    await Promise.all(Array.from({ length: READS_AT_ONCE }, read));
    return ordinals.map((ordinal) => found.get(ordinal)!);
  }

  #runs(ordinals: readonly number[]): Run[] {
    const last = new Map<string, Run>();
    const runs: Run[] = [];
    for (const ordinal of ordinals) {
      const { stream, revision } = this.#sequencer.table.place(ordinal);
      const before = last.get(stream);
      if (before && before.from + before.ordinals.length === revision) {
        before.ordinals.push(ordinal);
        continue;
      }
      const run = { stream, from: revision, ordinals: [ordinal] };
      last.set(stream, run);
      runs.push(run);
    }
    return runs;
  }

  /** @throws StoreDamaged when it is not the event that lies at this ordinal */
  #placed(recorded: Recorded | undefined, ordinal: number): StoredEvent {
    const { stream, revision, position } = this.#sequencer.table.place(ordinal);
    if (recorded === undefined) throw new StoreDamaged(`revision ${revision} of ${stream} is missing`);
    const event = verified(recorded, this.#names);
    if (event.stream !== stream || event.revision !== revision || event.position !== position) {
      throw new StoreDamaged(`revision ${revision} of ${stream} is not where it was, at position ${position}`);
    }
    return this.#sequencer.timed(event, ordinal);
  }
}
