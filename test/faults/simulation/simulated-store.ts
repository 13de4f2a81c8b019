import {
  StoreUnavailable,
  type Append,
  type Clock,
  type DirectoryEntry,
  type EventStore,
  type Head,
  type Holding,
  type ReadAll,
  type StoredEvent,
  type StreamLength,
  type Stretch,
} from '#event-store';
import type { Instant } from '#kernel';
import type { Chance } from '../../reference/chance.js';
import type { MemoryLog } from './memory-log.js';
import type { Scheduler } from './scheduler.js';

/** What happens to one call. */
export type Likelihoods = {
  /** A read finds the store away. */
  readonly readFails: number;
  /** An append is refused, and nothing is written. */
  readonly refused: number;
  /** It is written, and the caller never hears of it. */
  readonly answerLost: number;
  /** The caller gives up, and it arrives some time later: perhaps when there is another process. */
  readonly arrivesLate: number;
  /** EIO: whether it is written or not, the store does nothing more until it is opened again. */
  readonly stops: number;
  /** An answer takes its time; what it says was so when it was given. */
  readonly slow: number;
};

export const CALM: Likelihoods = { readFails: 0, refused: 0, answerLost: 0, arrivesLate: 0, stops: 0, slow: 0 };

/** What goes wrong is the same for the stores of all processes, one after the other. */
export type Weather = {
  likelihoods: Likelihoods;
  /** ENOSPC: appends are refused, reads go on. */
  isFull: boolean;
};

export type Surroundings = {
  readonly log: MemoryLog;
  readonly scheduler: Scheduler;
  readonly chance: Chance;
  readonly weather: Weather;
  /** What the log's end showed to each command when it was decided. */
  readonly decidedAt: Map<string, Head | undefined>;
};

/** A store as one process has it open: the log lies elsewhere, and between the two anything may go wrong. */
export class SimulatedStore implements EventStore {
  readonly clock: Clock;
  private hasStopped = false;
  /** The end of the log as each actor was last told. */
  private readonly ends = new WeakMap<object, Head>();

  constructor(private readonly around: Surroundings) {
    this.clock = around.log.clock;
  }

  get stopped(): boolean {
    return this.hasStopped;
  }

  async append(append: Append): Promise<readonly StoredEvent[]> {
    const { log, scheduler, chance, weather, decidedAt } = this.around;
    const [{ metadata }] = append.events as [Append['events'][number]];
    const what = `append ${metadata.commandId}`;
    const end = this.ends.get(scheduler.actor!);
    const write = () => {
      const stored = log.append(append);
      scheduler.note(`${what} at ${stored[0]?.position}`);
      decidedAt.set(metadata.commandId, end);
      return stored;
    };
    const arrive = () => this.arrive(write, what);
    await scheduler.point(what, () => (chance.likely(0.5) ? scheduler.later(`${what} late`, arrive) : undefined));
    this.mustWork();
    const { refused, answerLost, arrivesLate, stops } = weather.likelihoods;
    if (weather.isFull) throw this.unavailable('the disk is full', what);
    if (chance.likely(refused)) throw this.unavailable('refused', what);
    if (chance.likely(arrivesLate)) {
      scheduler.later(`${what} late`, arrive);
      throw this.unavailable('no answer in time', what);
    }
    if (chance.likely(stops)) {
      this.hasStopped = true;
      if (chance.likely(0.5)) arrive();
      throw this.unavailable('EIO', what);
    }
    const stored = write();
    if (chance.likely(answerLost)) throw this.unavailable('the answer was lost', what);
    await this.answer(what);
    return stored;
  }

  readStream(stream: string, upTo?: bigint, stretch?: Stretch): Promise<readonly StoredEvent[]> {
    return this.read(`readStream ${stream}`, (log) => log.stream(stream, upTo, stretch));
  }

  streams(upTo: bigint): Promise<readonly StreamLength[]> {
    return this.read('streams', (log) => log.streams(upTo));
  }

  revisions(streams: readonly string[]): Promise<readonly number[]> {
    return this.read('revisions', (log) => streams.map((stream) => log.revision(stream)));
  }

  readAll(page: ReadAll): Promise<readonly StoredEvent[]> {
    return this.read(`readAll after ${page.after}`, (log) => log.page(page));
  }

  async *subscribe(after: bigint, signal: AbortSignal): AsyncGenerator<StoredEvent, void> {
    for (let last = after; !signal.aborted;) {
      const [event] = await this.readAll({ after: last, limit: 1 });
      if (!event || signal.aborted) continue;
      yield event;
      last = event.position;
    }
  }

  async head(): Promise<Head> {
    const head = await this.read('head', (log) => log.head());
    this.ends.set(this.around.scheduler.actor!, head);
    return head;
  }

  positionAt(at: Instant): Promise<bigint> {
    return this.read('positionAt', (log) => log.positionAt(at));
  }

  lookUp(key: string, upTo?: bigint): Promise<readonly DirectoryEntry[]> {
    return this.read(`lookUp ${key}`, (log) => log.lookUp(key, upTo));
  }

  holderOf(kind: string, id: string): Promise<Holding | undefined> {
    return this.read(`holderOf ${kind} ${id}`, (log) => log.holderOf(kind, id));
  }

  async close(): Promise<void> {
    this.hasStopped = true;
  }

  private async read<T>(what: string, look: (log: MemoryLog) => T): Promise<T> {
    const { scheduler, chance, weather, log } = this.around;
    await scheduler.point(what);
    this.mustWork();
    if (chance.likely(weather.likelihoods.readFails)) throw this.unavailable('away', what);
    const found = look(log);
    await this.answer(what);
    return found;
  }

  private async answer(what: string): Promise<void> {
    const { scheduler, chance, weather } = this.around;
    if (chance.likely(weather.likelihoods.slow)) await scheduler.point(`answer to ${what}`);
  }

  /** Of an append nobody waits for: whatever it comes to, nobody hears of it. */
  private arrive(write: () => void, what: string): void {
    try {
      write();
    } catch (error) {
      this.around.scheduler.note(`${what} in vain: ${(error as Error).message}`);
    }
  }

  private mustWork(): void {
    if (this.hasStopped) throw new StoreUnavailable('the store has stopped');
  }

  private unavailable(why: string, what: string): StoreUnavailable {
    this.around.scheduler.note(`${what}: ${why}`);
    return new StoreUnavailable(why);
  }
}
