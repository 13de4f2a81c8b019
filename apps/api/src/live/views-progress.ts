import { setTimeout as pause } from 'node:timers/promises';
import type { Views } from '#projections';
import type { LiveEntry } from './send-live.js';

/** At most four entries a second. */
const PAUSE_MS = 250;
/** For how long the views are asked to wait; no longer is anything kept of a reader who left. In milliseconds. */
const WAIT_MS = 1_000;

/**
 * Where the views stand, at first unless it is `after` or nowhere, then whenever they have counted further: not each position, but
 * always the latest.
 */
export async function* viewsProgress(views: Views, after: number, signal: AbortSignal): AsyncGenerator<LiveEntry> {
  for (let last = after; !signal.aborted;) {
    const { position } = await views.status();
    if (position !== last && position > 0) {
      yield { id: position, event: 'position', data: { position } };
      last = position;
    }
    await pause(PAUSE_MS, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted) await views.reach(last + 1, WAIT_MS);
  }
}
