import { openViews } from '#ledger';
import { ViewsDamaged, type Progress, type ViewsRunner } from '#projections';
import { EXIT, Stop } from '../exit.js';
import { withLedger, type OpeningOptions } from '../opening.js';
import { unlessInterrupted, type Terminal } from '../terminal.js';
import { FollowingProgress } from './following-progress.js';

/** Opens a ledger that is there, and its views, works on them, and closes both, however the work ends. */
export function withViews<T>(
  terminal: Terminal,
  options: OpeningOptions,
  work: (views: ViewsRunner, told: (progress: Progress) => void) => Promise<T>,
): Promise<T> {
  return withLedger(terminal, { ...options, mustExist: true }, async (ledger) => {
    const opened = await openViews(ledger, {
      databaseUrl: terminal.environment['DATABASE_URL'] || undefined,
      tell: (message) => terminal.say(message),
    });
    const progress = new FollowingProgress(terminal);
    try {
      return await unlessInterrupted(terminal, work(opened.views, progress.tell));
    } catch (error) {
      if (!(error instanceof ViewsDamaged)) throw error;
      throw new Stop(EXIT.failed, `${error.message}; ledger rebuild builds the views anew`);
    } finally {
      progress.ends();
      await opened.close();
    }
  });
}
