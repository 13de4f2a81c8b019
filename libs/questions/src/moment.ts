import type { EventStore } from '#event-store';
import { instant, londonDay, type Day, type Instant } from '#kernel';

/** Rule 1: how much of the log a question may know, and on which day of the calendar. */
export type Moment = {
  readonly knownAt: Instant;
  /** The last event known. */
  readonly position: number;
  /** The day of `knownAt` in London. */
  readonly day: Day;
};

const BEGINNING: Instant = '1970-01-01T00:00:00.000Z';

/**
 * @param now       the clock of the process; a simulated store's own now is its last event's time
 * @param knownAt   takes in that instant; left out, everything recorded
 * @param position  events up to that position only
 */
export async function momentOf(
  store: EventStore,
  now: () => Instant,
  knownAt: string | undefined,
  position: number | undefined,
): Promise<Moment> {
  const head = await store.head();
  const at = knownAt === undefined ? defaultInstant(store, now, head.effectiveAt) : instant(knownAt);
  const known = knownAt === undefined ? head.position : await store.positionAt(at);
  return { knownAt: at, position: Math.min(Number(known), position ?? Infinity), day: londonDay(at) };
}

function defaultInstant(store: EventStore, now: () => Instant, last: Instant | undefined): Instant {
  if (store.clock === 'simulated') return last ?? BEGINNING;
  const clock = now();
  return last !== undefined && last > clock ? last : clock;
}
