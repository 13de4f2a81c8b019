import { setTimeout as wait } from 'node:timers/promises';
import { StoreUnavailable } from '#event-store';

const ASK_AGAIN_MS = 20;

/** Asks until the server, or the cluster, is there again. */
export async function untilReached<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      await wait(ASK_AGAIN_MS);
    }
  }
}
