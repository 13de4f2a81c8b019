import type { Progress } from './rebuilding.js';
import type { ViewReader } from './view-store.js';

/** What the runner of the views is at. */
export type ViewsStatus = {
  /**
   * `rebuilding`: built anew beside the old, which are read meanwhile; `catching-up`: events wait; `live`: none waits;
   * `stopped`: a failure, told in `reason`.
   */
  readonly state: 'rebuilding' | 'catching-up' | 'live' | 'stopped';
  /** The last event counted in what is read now. */
  readonly position: number;
  /** The last event of the log. */
  readonly head: number;
  readonly reason?: string;
  /** While `rebuilding`: how far that has come. */
  readonly progress?: Progress;
};

/** The views as the doors use them: read, and waited for. */
export interface Views extends ViewReader {
  /** Waits until the event at `position` is counted. @returns false when it was not within `waitMs` milliseconds */
  reach(position: number, waitMs: number): Promise<boolean>;
  status(): Promise<ViewsStatus>;
}
