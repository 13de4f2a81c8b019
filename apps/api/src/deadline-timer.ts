import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { passDeadlines, type Ledger } from '#ledger';

const TEN_MINUTES_MS = 600_000;

/**
 * Tells the limits of disputes that passed: at once, for those that passed while nothing ran, and then every so often. On
 * a simulated clock no time passes by itself: `ledger deadlines` tells them there.
 * @returns when `signal` has ended it
 */
export async function tellDeadlines(
  ledger: Ledger,
  log: Logger,
  signal: AbortSignal,
  everyMs = TEN_MINUTES_MS,
): Promise<void> {
  if (ledger.store.clock === 'simulated') return;
  while (!signal.aborted) {
    try {
      for (const passed of await passDeadlines(ledger, { signal })) log.info(passed, 'the limit of a dispute passed');
    } catch (error) {
      log.warn({ err: error }, 'limits of disputes are not told; they will be the next time');
    }
    await wait(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
  }
}
