import { Rejected } from '#domain';
import {
  viewOf,
  type Checkpoint,
  type ListName,
  type ListQuery,
  type Page,
  type RowOf,
  type Stopped,
  type Views,
} from '#projections';
import { reasonOf } from '../problem.js';

export type ReadPage<Name extends ListName> = Page<RowOf<Name>> & { readonly checkpoint: Checkpoint };

/** The views as lists are read from them: whatever stands in the way is a refusal that says what. */
export class ServedViews {
  constructor(
    /** Undefined where the views are not run. */
    readonly views: Views | undefined,
    private readonly waitMs: number,
  ) {}

  /** @throws Rejected STORE_UNAVAILABLE where the views are not run */
  mustRun(): Views {
    if (this.views) return this.views;
    throw new Rejected('STORE_UNAVAILABLE', 'the views are not run here, and lists are read from them');
  }

  /**
   * Waits until the views have counted the event at a position.
   * @throws Rejected NOT_YET when they have not after a limit
   */
  async mustReach(atLeast: number | undefined, list: ListName): Promise<void> {
    const views = this.mustRun();
    if (atLeast === undefined || (await views.reach(atLeast, this.waitMs, list))) return;
    throw new Rejected('NOT_YET', `the views have not reached position ${atLeast}: ${await progressOf(views, list)}`);
  }

  /** @throws Rejected NOT_YET while the views are built for the first time; INVALID for a cursor of another query */
  async page<Name extends ListName>(list: Name, query: ListQuery): Promise<ReadPage<Name>> {
    const views = this.mustRun();
    const { checkpoint, ...page } = await views.page(list, query);
    if (checkpoint) return { ...page, checkpoint };
    throw new Rejected('NOT_YET', `the views are being built: ${await progressOf(views, list)}`);
  }
}

const DONE = { events: 'events are read', figures: 'figures are worked out' } as const;

async function progressOf(views: Views, list: ListName): Promise<string> {
  const { state, position, head, reason, progress, views: each } = await views.status();
  const own = each.find(({ view }) => view === viewOf(list));
  if (own?.stopped)
    return `the list has counted up to position ${own.position} of ${head}, and stopped ${whereOf(own.stopped)}`;
  if (progress) return `${progress.done} of ${progress.of} ${DONE[progress.step]}`;
  const far = `they have counted up to position ${position} of ${head}`;
  if (state !== 'stopped') return far;
  return `${far} and have stopped${reason === undefined ? '' : ` (${reasonOf({ message: reason })})`}`;
}

const whereOf = ({ event }: Stopped): string =>
  event ? `before the event at position ${event.position}, which it cannot count` : 'as it cannot count the day';
