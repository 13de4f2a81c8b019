import { StoreDamaged, type EventStore } from '#event-store';
import { dayOf } from '#kernel';
import { Counting, isOfTheEvents } from './counting.js';
import { readerUntil } from './log-until.js';
import { standingOf } from './standings.js';
import type { Checkpoint, ViewStore } from './view-store.js';

type Where = { readonly store: EventStore; readonly views: ViewStore; readonly signal: AbortSignal };

/** Events counted at most in one go, as the views count them. */
const BATCH = 1_000;

/**
 * Why views cannot be worked out up to where they stand: finds the event, at or before that place, that can be counted no
 * longer, by counting once more beside them.
 * @returns StoreDamaged naming the event; the error itself where it lies in no event
 */
export async function noLongerCounted(
  error: unknown,
  checkpoint: Checkpoint,
  { store, views, signal }: Where,
): Promise<unknown> {
  if (!isOfTheEvents(error, signal)) return error;
  const { position, count, day } = checkpoint;
  const head = () => Promise.resolve({ position: BigInt(position), count, effectiveAt: undefined });
  const reader = readerUntil(store, position, { head });
  const today = () => dayOf(day);
  const beside = await views.beside();
  try {
    const options = { reader, today, batch: BATCH, tell: () => undefined, signal };
    const { apart } = await new Counting(beside, options).build();
    const found = apart.find(
      ({ view, stopped }) => stopped?.event && stopped.event.position <= standingOf(checkpoint, view).position,
    );
    if (!found?.stopped?.event) return error;
    const { event, reason } = found.stopped;
    const named = `entry ${event.position}, ${event.type} in ${event.stream} (${event.id})`;
    return new StoreDamaged(`${named}, is counted in the view ${found.view} and can be no longer: ${reason}`, {
      cause: error,
    });
  } finally {
    await beside.discard();
  }
}
