import { StoreDamaged, StoreUnavailable, type StoredEvent } from '#event-store';
import { dateOf, dayOf, type Day, type Instant } from '#kernel';
import type { StreamReader } from '#questions';
import { readerUntil } from './log-until.js';
import type { Crew } from './crew.js';
import type { Standing } from './plan.js';
import { changesOf, VIEWS_VERSION } from './projecting.js';
import { rebuilt, type Progress } from './rebuilding.js';
import { emptied, togetherAt } from './standings.js';
import { VIEW_NAMES, type ViewName } from './view-names.js';
import {
  ViewsDamaged,
  ViewsUnavailable,
  type Apart,
  type Checkpoint,
  type Holds,
  type ViewStore,
} from './view-store.js';

/** So many that none is left. */
const EVERY = 1_000_000;
const LAST_DAY = '9999-12-31';
const FIRST_DAY = '1970-01-01';

export type CountingOptions = {
  readonly reader: StreamReader;
  /** The day of the calendar once an event is the last one known. */
  readonly today: (last: Instant | undefined) => Day;
  /** Events counted at most in one transaction. */
  readonly batch: number;
  readonly tell: (message: string, error?: unknown) => void;
  /** Who works out the figures of a rebuild. */
  readonly crew?: Crew | undefined;
  readonly signal: AbortSignal;
};

/**
 * Counts events into views, batch by batch: all together, or one alone that stands before the others. A view that an event
 * stops stands at the event before it.
 */
export class Counting {
  constructor(
    private readonly views: ViewStore,
    private readonly options: CountingOptions,
  ) {}

  /** One batch for the views that stand together, once those that come after them are there. @returns whether more may wait */
  async advance(): Promise<boolean> {
    await this.join(({ stopped }) => !stopped);
    const checkpoint = await this.checkpoint();
    const together = togetherAt(checkpoint);
    if (together.length === 0) return false;
    const { reader, batch, today } = this.options;
    const events = await reader.store.readAll({ after: BigInt(checkpoint.position), limit: batch });
    const last = events.at(-1)?.effectiveAt ?? (await reader.store.head()).effectiveAt;
    const day = Math.max(dayOf(checkpoint.day), today(last));
    if (events.length === 0 && day === dayOf(checkpoint.day)) return false;
    const next = movedBy(checkpoint, events, day);
    try {
      const changes = await this.changes(reader, checkpoint, events, next, new Set(together));
      await this.views.advance(changes, next);
    } catch (error) {
      if (!this.isOfTheEvents(error)) throw error;
      await this.views.advance([], setApart(next, together, checkpoint));
      return true;
    }
    return events.length === batch;
  }

  /** Brings views that stand apart to where the others stand, each as far as it comes. */
  async join(which: (apart: Apart) => boolean): Promise<void> {
    for (const { view } of (await this.views.checkpoint())?.apart.filter(which) ?? []) await this.follow(view);
  }

  /** Works everything out anew, into an empty store that nobody reads. */
  async build(progress?: (progress: Progress) => void): Promise<Checkpoint> {
    const { reader, today } = this.options;
    const head = await reader.store.head();
    const [first] = await reader.store.readAll({ after: 0n, limit: 1 });
    const standing = { position: Number(head.position), day: today(head.effectiveAt) };
    const done: Checkpoint = {
      ...{
        position: standing.position,
        day: dateOf(standing.day),
        count: head.count,
        first: Number(first?.position ?? 0),
      },
      ...{ log: first?.id ?? '', version: VIEWS_VERSION, apart: [] },
    };
    if (await this.worksOut(VIEW_NAMES, done, standing, progress)) return done;
    const before = { position: 0, day: FIRST_DAY, count: 0 };
    let checkpoint: Checkpoint = setApart(done, VIEW_NAMES, before);
    for (const view of VIEW_NAMES) {
      const without = setApart(checkpoint, [], before, view);
      if (await this.worksOut([view], without, standing, progress)) checkpoint = without;
      else await this.views.advance([], checkpoint);
    }
    await this.join(() => true);
    return this.checkpoint();
  }

  /** @returns whether it could; if not, the views are as empty as they were */
  private async worksOut(
    names: readonly ViewName[],
    done: Checkpoint,
    standing: Standing,
    progress: ((progress: Progress) => void) | undefined,
  ): Promise<boolean> {
    const { reader, crew, signal } = this.options;
    const unfinished = { ...done, position: 0 };
    try {
      const write = (changes: Parameters<ViewStore['advance']>[0]) => this.views.advance(changes, unfinished);
      const counted = await rebuilt({
        ...{ reader, crew, views: new Set(names), standing, write, progress, signal },
        events: done.count,
      });
      if (counted.count !== done.count) {
        throw new StoreDamaged(`the log has ${done.count} events, and gave ${counted.count} to be counted`);
      }
      await this.views.advance([], done);
      return true;
    } catch (error) {
      if (!this.isOfTheEvents(error)) throw error;
      const holds = await this.views.expired(LAST_DAY, EVERY);
      await this.views.advance(
        names.flatMap((name) => emptied(name, holds)),
        unfinished,
      );
      return false;
    }
  }

  /** Counts for one view alone, in ever smaller batches where it fails, until it is where the others are or one event stops it. */
  private async follow(view: ViewName): Promise<void> {
    for (let limit = this.options.batch; ;) {
      this.options.signal.throwIfAborted();
      const checkpoint = await this.checkpoint();
      const at = checkpoint.apart.find((apart) => apart.view === view);
      if (!at) return;
      const upTo = BigInt(checkpoint.position);
      const events = await this.options.reader.store.readAll({ after: BigInt(at.position), limit, upTo });
      try {
        await this.step(checkpoint, at, events);
      } catch (error) {
        if (!this.isOfTheEvents(error)) throw error;
        if (events.length <= 1) return this.stop(checkpoint, at, events[0], error);
        limit = Math.ceil(events.length / 2);
      }
    }
  }

  private async step(checkpoint: Checkpoint, at: Apart, events: readonly StoredEvent[]): Promise<void> {
    const { view } = at;
    const { reader, today } = this.options;
    const [last, end] = [events.at(-1), dayOf(checkpoint.day)];
    const isThere = Number(last?.position ?? at.position) >= checkpoint.position;
    const day = isThere ? end : Math.max(dayOf(at.day), Math.min(end, today(last?.effectiveAt)));
    const { stopped: _, ...next } = movedBy(at, events, day);
    const changes = await this.changes(readerUntil(reader.store, next.position), at, events, next, new Set([view]));
    const others = checkpoint.apart.filter((apart) => apart.view !== view);
    await this.views.advance(changes, { ...checkpoint, apart: isThere ? others : [...others, next] });
  }

  private async stop(checkpoint: Checkpoint, at: Apart, event: StoredEvent | undefined, error: unknown): Promise<void> {
    const reason = error instanceof Error ? error.message : String(error);
    const named = event && { ...pick(event), position: Number(event.position) };
    const stopped = { reason, ...(named ? { event: named } : {}) };
    const apart = checkpoint.apart.map((one) => (one.view === at.view ? { ...at, stopped } : one));
    await this.views.advance([], { ...checkpoint, apart });
    const where = named ? `event ${named.position} (${named.type} in ${named.stream})` : 'the calendar';
    this.options.tell(`the view ${at.view} has stopped before ${where}; the others go on`, error);
  }

  private async changes(
    reader: StreamReader,
    from: Pick<Checkpoint, 'day'>,
    events: readonly StoredEvent[],
    { position, day }: Pick<Checkpoint, 'position' | 'day'>,
    views: ReadonlySet<ViewName>,
  ) {
    const expired: readonly Holds[] = day > from.day ? await this.views.expired(day, EVERY) : [];
    return changesOf(reader, events, expired, { position, day: dayOf(day) }, views);
  }

  private async checkpoint(): Promise<Checkpoint> {
    return (await this.views.checkpoint())!;
  }

  private isOfTheEvents(error: unknown): boolean {
    return isOfTheEvents(error, this.options.signal);
  }
}

/** Whether it lies in what the events say, and not in a store that is away, or in the end of the process. */
export const isOfTheEvents = (error: unknown, signal: AbortSignal): boolean =>
  !signal.aborted &&
  ![ViewsUnavailable, ViewsDamaged, StoreUnavailable, StoreDamaged].some((kind) => error instanceof kind);

const pick = ({ id, type, stream }: StoredEvent) => ({ id, type, stream });

type Place = Pick<Checkpoint, 'position' | 'day' | 'count'>;

/** Where it stands once `events` are counted and it is `day`. */
const movedBy = <P extends Place>(place: P, events: readonly StoredEvent[], day: Day): P => ({
  ...place,
  position: Number(events.at(-1)?.position ?? place.position),
  day: dateOf(day),
  count: place.count + events.length,
});

/** `views` stand at a place of their own; `joined` no longer does. */
function setApart(
  checkpoint: Checkpoint,
  views: readonly ViewName[],
  { position, day, count }: Place,
  joined?: ViewName,
): Checkpoint {
  const apart = views.map((view) => ({ view, position, day, count }));
  return { ...checkpoint, apart: [...checkpoint.apart.filter(({ view }) => view !== joined), ...apart] };
}
