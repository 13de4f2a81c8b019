import type { ListName } from './lists/index.js';
import type { Progress } from './rebuilding.js';
import type { ViewName } from './view-names.js';
import type { Stopped, ViewReader } from './view-store.js';

/** Where one view stands. */
export type ViewStatus = {
  readonly view: ViewName;
  readonly state: 'live' | 'catching-up' | 'stopped';
  /** The last event counted. */
  readonly position: number;
  /** Events that wait to be counted. */
  readonly remaining: number;
  /** While `stopped`: at which event, and why. The other views go on. */
  readonly stopped?: Stopped;
};

/** What the runner of the views is at. */
export type ViewsStatus = {
  /**
   * `rebuilding`: built anew beside the old, which are read meanwhile; `catching-up`: events wait; `live`: none waits;
   * `stopped`: a failure, told in `reason`. A view that has stopped by itself is told in `views`.
   */
  readonly state: 'rebuilding' | 'catching-up' | 'live' | 'stopped';
  /** The last event counted in what is read now, but by views that have stopped. */
  readonly position: number;
  /** The last event of the log. */
  readonly head: number;
  /** Events that wait to be counted. */
  readonly remaining: number;
  readonly reason?: string;
  /** While `rebuilding`: how far that has come. */
  readonly progress?: Progress;
  readonly views: readonly ViewStatus[];
};

/** The views as the doors use them: read, and waited for. A page comes with the checkpoint of its own view. */
export interface Views extends ViewReader {
  /**
   * Waits until the event at `position` is counted.
   * @param list  by the view out of which this list is read; else by all that have not stopped
   * @returns false when it was not within `waitMs` milliseconds
   */
  reach(position: number, waitMs: number, list?: ListName): Promise<boolean>;
  status(): Promise<ViewsStatus>;
}
