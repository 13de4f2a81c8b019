import { setTimeout as wait } from 'node:timers/promises';
import { BehaviorSubject, firstValueFrom, type Observable } from 'rxjs';
import { filter, map, timeout } from 'rxjs/operators';
import type { EventStore } from '#event-store';
import { londonDay, type Day, type Instant } from '#kernel';
import type { StreamReader } from '#questions';
import { Counting } from './counting.js';
import type { Crew } from './crew.js';
import { VIEWS_VERSION } from './projecting.js';
import type { Progress } from './rebuilding.js';
import { checkpointFor, standingOf } from './standings.js';
import { verified, type Verified } from './verifying.js';
import { VIEW_NAMES, viewOf, type ViewName } from './view-names.js';
import type { ListName, RowOf } from './lists/index.js';
import type { ListQuery } from './list-query.js';
import type { Apart, Checkpoint, Page, ViewStore } from './view-store.js';
import type { Views, ViewsStatus, ViewStatus } from './views.js';

export type RunnerOptions = {
  readonly reader: StreamReader;
  readonly views: ViewStore;
  /** The clock of the process; a simulated store goes by its last event. */
  readonly now: () => Instant;
  /** Told of failures, and of rebuilds. */
  readonly tell?: (message: string, error?: unknown) => void;
  /** Events counted at most in one transaction. */
  readonly batch?: number;
  /** Who works out the figures of a rebuild; this thread where nobody is named. */
  readonly crew?: Crew | undefined;
};

const BATCH = 1_000;
/** How often the calendar is looked at, in milliseconds. */
const CALENDAR_MS = 30_000;
/** What takes less disturbs nobody. */
const LONG_MS = 20;
const LONGEST_REST_MS = 1_000;
const RETRY_MS = [1_000, 2_000, 5_000, 15_000, 30_000];

/** Keeps the views at the end of the log: catches up, then follows, and goes on with the calendar. */
export class ViewsRunner implements Views {
  private readonly counted = new BehaviorSubject<Checkpoint | undefined>(undefined);
  private readonly ending = new AbortController();
  private readonly store: EventStore;
  private readonly counting: Counting;
  /** Whether what was found at the start is known to be whole, and views that had stopped were tried again. */
  private isChecked = false;
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
    this.counting = this.countingInto(options.views);
  }

  /** Positions of the last event counted, as they grow; the present one first. */
  get changes(): Observable<number> {
    return this.counted.pipe(map((checkpoint) => checkpoint?.position ?? 0));
  }

  checkpoint(): Promise<Checkpoint | undefined> {
    return this.options.views.checkpoint();
  }

  async page<Name extends ListName>(
    list: Name,
    query: ListQuery,
  ): Promise<Page<RowOf<Name>> & { readonly checkpoint: Checkpoint | undefined }> {
    const { checkpoint, ...page } = await this.options.views.page(list, query);
    return { ...page, checkpoint: checkpoint && checkpointFor(checkpoint, viewOf(list)) };
  }

  async reach(position: number, waitMs: number, list?: ListName): Promise<boolean> {
    const countedBy = (checkpoint: Checkpoint) =>
      list === undefined ? checkpoint.position : standingOf(checkpoint, viewOf(list)).position;
    const reached = this.counted.pipe(
      filter((checkpoint) => (checkpoint ? countedBy(checkpoint) : 0) >= position),
      timeout({ first: waitMs }),
    );
    return firstValueFrom(reached).then(
      () => true,
      () => false,
    );
  }

  /** Compares what is kept with what the log says. Nothing of it is changed. */
  verify(progress?: (progress: Progress) => void): Promise<Verified> {
    const { views } = this.options;
    return this.alone(() => verified({ store: this.store, views, progress, signal: this.ending.signal }));
  }

  async status(): Promise<ViewsStatus> {
    const { position, count } = await this.store.head();
    const head = Number(position);
    const checkpoint = this.counted.value ?? (await this.checkpoint());
    const { state, reason, progress } = this;
    return {
      state,
      position: checkpoint?.position ?? 0,
      head,
      remaining: Math.max(0, count - (checkpoint?.count ?? 0)),
      ...(reason === undefined ? {} : { reason }),
      ...(progress === undefined ? {} : { progress }),
      views: VIEW_NAMES.map((view) => statusOf(view, checkpoint, count)),
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

  /**
   * Counts everything that is in the log now, building anew what is not of this log or of this version, or has a hole. Views
   * that had stopped when the process began are tried again.
   */
  catchUp(progress?: (progress: Progress) => void): Promise<void> {
    return this.countAll(() => Promise.resolve(), progress);
  }

  /** @param rest  between two batches */
  private async countAll(rest: (workedMs: number) => Promise<void>, progress?: (progress: Progress) => void) {
    if (!(await this.isOurs(await this.checkpoint()))) return this.rebuild(progress);
    if (!this.isChecked) await this.alone(() => this.told(this.counting.join(() => true)));
    this.isChecked = true;
    for (let goesOn = true; goesOn && !this.ended;) {
      const began = performance.now();
      goesOn = await this.alone(() => this.told(this.counting.advance()));
      await rest(performance.now() - began);
    }
    if (this.ended || (await this.isAllCounted())) return;
    this.options.tell?.('the views have a hole, and are built anew');
    await this.rebuild(progress);
  }

  /** Builds all views anew beside the old, and puts them in their place. */
  rebuild(progress?: (progress: Progress) => void): Promise<void> {
    return this.alone(() => this.told(this.buildAnew(progress)));
  }

  private alone<T>(write: () => Promise<T>): Promise<T> {
    const written = this.writing.then(write);
    this.writing = written.catch(() => undefined);
    return written;
  }

  /** Tells those who wait how far it came. */
  private async told<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } finally {
      const checkpoint = await this.checkpoint().catch(() => undefined); // of a store that is away nothing is known
      if (checkpoint) this.counted.next(checkpoint);
    }
  }

  private countingInto(views: ViewStore): Counting {
    const { reader, crew, batch = BATCH, tell = () => undefined } = this.options;
    const today = (last: Instant | undefined) => this.today(last);
    return new Counting(views, { reader, crew, batch, tell, today, signal: this.ending.signal });
  }

  private async buildAnew(told: ((progress: Progress) => void) | undefined): Promise<void> {
    this.state = 'rebuilding';
    const beside = await this.options.views.beside();
    const progress = (made: Progress) => {
      this.progress = made;
      told?.(made);
    };
    try {
      await this.countingInto(beside).build(progress);
      await beside.swap();
      this.isChecked = true;
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
        await this.countAll((workedMs) => this.rest(workedMs));
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

  /**
   * As long as was worked: under a load of commands half of the time is theirs, and what comes meanwhile is counted at once,
   * which costs little more than one of them.
   */
  private async rest(workedMs: number): Promise<void> {
    if (workedMs < LONG_MS || this.ended) return;
    await wait(Math.min(workedMs, LONGEST_REST_MS), undefined, { signal: this.ending.signal }).catch(() => undefined);
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
    this.counted.next(checkpoint);
    const isOfLog = checkpoint.log === (first?.id ?? '') && checkpoint.version === VIEWS_VERSION;
    return isOfLog && checkpoint.position <= head && (this.isChecked || this.isWhole(checkpoint));
  }

  /** Whether no event was left out on the way to the end of the log. */
  private async isAllCounted(): Promise<boolean> {
    const { position, count } = await this.store.head();
    const checkpoint = await this.checkpoint();
    return checkpoint?.position !== Number(position) || checkpoint.count === count;
  }

  /** Whether the journal has as many rows as were counted, from the first event to the last: a check that takes no time. */
  private async isWhole(checkpoint: Checkpoint): Promise<boolean> {
    const { position, count } = standingOf(checkpoint, 'journal');
    const { rows, first, last } = await this.options.views.journal();
    return rows === count && first === (count === 0 ? 0 : checkpoint.first) && last === position;
  }
}

/** @param events in the log */
function statusOf(view: ViewName, checkpoint: Checkpoint | undefined, events: number): ViewStatus {
  const { position, count, stopped } = checkpoint ? standingOf(checkpoint, view) : NOWHERE;
  const remaining = Math.max(0, events - count);
  const state = stopped ? 'stopped' : remaining > 0 ? 'catching-up' : 'live';
  return { view, state, position, remaining, ...(stopped ? { stopped } : {}) };
}

const NOWHERE: Omit<Apart, 'view'> = { position: 0, day: '1970-01-01', count: 0 };
