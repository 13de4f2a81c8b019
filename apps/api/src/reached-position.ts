import { Rejected } from '#domain';
import type { EventStore } from '#event-store';

/**
 * Waits until the log has reached a position.
 * @param limitMs  milliseconds to wait at most
 * @throws Rejected NOT_YET when it has not by then
 */
export async function mustReach(store: EventStore, atLeast: number | undefined, limitMs: number): Promise<void> {
  if (atLeast === undefined) return;
  const wanted = BigInt(atLeast);
  const { position } = await store.head();
  if (position >= wanted) return;
  for await (const event of store.subscribe(position, AbortSignal.timeout(limitMs))) {
    if (event.position >= wanted) return;
  }
  throw new Rejected('NOT_YET', `the log ends before position ${atLeast}`);
}
