import { openViews, openViewsToRead, type OpenedViews, type ViewsOptions } from '#ledger';
import { ViewsDamaged, type Progress, type ViewsRunner } from '#projections';
import { EXIT, Stop } from '../exit.js';
import { closedAfter, opened, openedToRead, type OpeningOptions } from '../opening.js';
import { unlessInterrupted, type Terminal } from '../terminal.js';
import { FollowingProgress } from './following-progress.js';

type Work<T> = (views: ViewsRunner, told: (progress: Progress) => void) => Promise<T>;

/**
 * Opens a ledger that is there, and its views, works on them, and closes both, however the work ends. When the user
 * interrupts, what was begun beside the views is taken away before the process ends.
 */
export const withViews = async <T>(terminal: Terminal, options: OpeningOptions, work: Work<T>): Promise<T> =>
  closedAfter(await opened(terminal, { ...options, mustExist: true }), (ledger) =>
    worked(terminal, (viewsIn) => openViews(ledger, viewsIn), work),
  );

/** The same to read them, also while they are being served. */
export const withViewsToRead = async <T>(terminal: Terminal, options: OpeningOptions, work: Work<T>): Promise<T> =>
  closedAfter(await openedToRead(terminal, options), (ledger) =>
    worked(terminal, (viewsIn) => openViewsToRead(ledger, viewsIn), work),
  );

async function worked<T>(
  terminal: Terminal,
  open: (viewsIn: ViewsOptions) => Promise<OpenedViews>,
  work: Work<T>,
): Promise<T> {
  const progress = new FollowingProgress(terminal);
  let views: OpenedViews | undefined;
  try {
    views = await open({
      databaseUrl: terminal.environment['DATABASE_URL'] || undefined,
      tell: (message) => terminal.say(message),
    });
    return await unlessInterrupted(terminal, work(views.views, progress.tell));
  } catch (error) {
    if (!(error instanceof ViewsDamaged)) throw error;
    throw new Stop(EXIT.failed, `${error.message}; ledger rebuild builds the views anew`);
  } finally {
    progress.ends();
    await views?.close();
  }
}
