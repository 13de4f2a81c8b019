import { BehaviorSubject, firstValueFrom, type Observable } from 'rxjs';
import { filter, timeout } from 'rxjs/operators';
import type { EventStore, StoredEvent } from '#event-store';
import { dateOf, dayOf, londonDay, type Day, type Instant } from '#kernel';
import type { StreamReader } from '#questions';
import { changesOf, VIEWS_VERSION } from './projecting.js';
import { Reach } from './reach.js';
import { rebuilt, type Progress } from './rebuilding.js';
import type { ListName, RowOf } from './lists/index.js';
import type { ListQuery } from './list-query.js';
import type { Checkpoint, Holds, Page, ViewStore } from './view-store.js';
import type { Views, ViewsStatus } from './views.js';

export type RunnerOptions = {
  readonly reader: StreamReader;
  readonly views: ViewStore;
  /** The clock of the process; a simulated store goes by its last event. */
  readonly now: () => Instant;
  /** Told of failures, and of rebuilds. */
  readonly tell?: (message: string, error?: unknown) => void;
  /** Events counted at most in one transaction. */
  readonly batch?: number;
};

const BATCH = 1_000;
const EXPIRED_AT_ONCE = 1_000_000;
/** How often the calendar is looked at, in milliseconds. */
const CALENDAR_MS = 30_000;
const RETRY_MS = [1_000, 2_000, 5_000, 15_000, 30_000];

/** Keeps the views at the end of the log: catches up, then follows, and goes on with the calendar. */
export class ViewsRunner implements Views {
  private readonly counted = new BehaviorSubject(0);
  private readonly ending = new AbortController();
  private readonly store: EventStore;
  private state: ViewsStatus['state'] = 'catching-up';
  private reason: string | undefined;
  private progress: Progress | undefined;
  private running: Promise<void> | undefined;
  /** Of what writes to the views, which is done one after the other. */
  private writing: Promise<unknown> = Promise.resolve();
  private news: Promise<void> = Promise.resolve();
  private hasNews: () => void = () => undefined;

  constructor(private readonly options: RunnerOptions) {
    this.store = options.reader.store;
  }

  /** Positions of the last event counted, as they grow; the present one first. */
  get changes(): Observable<number> {
    return this.counted;
  }

  checkpoint(): Promise<Checkpoint | undefined> {
    return this.options.views.checkpoint();
  }

  page<Name extends ListName>(
    list: Name,
    query: ListQuery,
  ): Promise<Page<RowOf<Name>> & { readonly checkpoint: Checkpoint | undefined }> {
    return this.options.views.page(list, query);
  }

  async reach(position: number, waitMs: number): Promise<boolean> {
    const reached = this.counted.pipe(
      filter((counted) => counted >= position),
      timeout({ first: waitMs }),
    );
    return firstValueFrom(reached).then(
      () => true,
      () => false,
    );
  }

  async status(): Promise<ViewsStatus> {
    const head = Number((await this.store.head()).position);
    const { state, reason, progress } = this;
    return {
      state,
      position: this.counted.value,
      head,
      ...(reason === undefined ? {} : { reason }),
      ...(progress === undefined ? {} : { progress }),
    };
  }

  /** Begins to follow the log, until `close`. */
  start(): void {
    this.running ??= this.follow();
  }

  async close(): Promise<void> {
    this.ending.abort();
    this.hasNews();
    await Promise.all([this.running, this.writing]);
    this.counted.complete();
  }

  /** Counts everything that is in the log now, building anew what is not of this log or of this version. */
  async catchUp(progress?: (progress: Progress) => void): Promise<void> {
    if (!(await this.isOurs(await this.checkpoint()))) await this.rebuild(progress);
    else while (!this.ended && (await this.alone(() => this.advance())));
  }

  /** Builds all views anew beside the old, and puts them in their place. */
  rebuild(progress?: (progress: Progress) => void): Promise<void> {
    return this.alone(() => this.buildAnew(progress));
  }

  private alone<T>(write: () => Promise<T>): Promise<T> {
    const written = this.writing.then(write);
    this.writing = written.catch(() => undefined);
    return written;
  }

  private async buildAnew(told: ((progress: Progress) => void) | undefined): Promise<void> {
    this.state = 'rebuilding';
    const { reader, views } = this.options;
    const beside = await views.beside();
    const progress = (made: Progress) => {
      this.progress = made;
      told?.(made);
    };
    try {
      const day = (last: Instant | undefined) => this.today(last);
      const checkpoint = await rebuilt({ reader, views: beside, day, progress, signal: this.ending.signal });
      await beside.swap();
      this.counted.next(checkpoint?.position ?? 0);
    } catch (error) {
      await beside.discard();
      throw error;
    } finally {
      this.progress = undefined;
    }
  }

  private get ended(): boolean {
    return this.ending.signal.aborted;
  }

  private async follow(): Promise<void> {
    const listening = this.listen();
    for (let failures = 0; !this.ended;) {
      try {
        this.news = new Promise((resolve) => (this.hasNews = resolve));
        await this.catchUp();
        if (this.ended) break;
        [this.state, this.reason, failures] = ['live', undefined, 0];
        await this.pause(CALENDAR_MS);
        this.state = 'catching-up';
      } catch (error) {
        if (this.ended) break;
        this.fail(error);
        await this.pause(RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)]!);
      }
    }
    await listening;
  }

  private fail(error: unknown): void {
    [this.state, this.reason] = ['stopped', error instanceof Error ? error.message : String(error)];
    this.options.tell?.('the views stand still; they are tried again', error);
  }

  /** Until there is news, or time is up. */
  private async pause(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const time = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
    await Promise.race([this.news, time]);
    clearTimeout(timer);
  }

  /** Hears of new events; what they are is read from the log. */
  private async listen(): Promise<void> {
    while (!this.ended) {
      try {
        const { position } = await this.store.head();
        this.hasNews();
        for await (const _event of this.store.subscribe(position, this.ending.signal)) this.hasNews();
      } catch (error) {
        this.options.tell?.('the log cannot be followed; it is tried again', error);
        await this.pause(RETRY_MS[0]!);
      }
    }
  }

  private today(last: Instant | undefined): Day {
    const known = last === undefined ? 0 : londonDay(last);
    return this.store.clock === 'simulated' ? known : Math.max(known, londonDay(this.options.now()));
  }

  /** Whether the views are of this log, this version, and no further than it. An empty log has no views to build. */
  private async isOurs(checkpoint: Checkpoint | undefined): Promise<boolean> {
    const [first] = await this.store.readAll({ after: 0n, limit: 1 });
    if (!checkpoint) return false;
    const head = Number((await this.store.head()).position);
    this.counted.next(checkpoint.position);
    return checkpoint.log === (first?.id ?? '') && checkpoint.version === VIEWS_VERSION && checkpoint.position <= head;
  }

  /** One batch. @returns whether more may wait */
  private async advance(): Promise<boolean> {
    const { views, batch = BATCH } = this.options;
    const checkpoint = (await this.checkpoint())!;
    const events = await this.store.readAll({ after: BigInt(checkpoint.position), limit: batch });
    const last = events.at(-1)?.effectiveAt ?? (await this.store.head()).effectiveAt;
    const day = Math.max(dayOf(checkpoint.day), this.today(last));
    const expired = day > dayOf(checkpoint.day) ? await views.expired(dateOf(day), EXPIRED_AT_ONCE) : [];
    if (events.length === 0 && day === dayOf(checkpoint.day)) return false;
    await this.count(checkpoint, events, expired, day);
    return events.length === batch;
  }

  private async count(
    checkpoint: Checkpoint,
    events: readonly StoredEvent[],
    expired: readonly Holds[],
    day: Day,
  ): Promise<void> {
    const { reader, views } = this.options;
    const position = Number(events.at(-1)?.position ?? checkpoint.position);
    const changes = await changesOf(reader, events, expired, new Reach(), { position, day });
    await views.advance(changes, { ...checkpoint, position, day: dateOf(day) });
    this.counted.next(position);
  }
}
