import { FoundMore, WrongRevision, type Append, type EventStore } from '#event-store';
import type { Gathering } from '#questions';

/** What a decision rests on: where the streams stood that were read, and to how many the directory led. */
export type Grounds = Pick<Append, 'unmoved' | 'found'>;

export const groundsOf = ({ histories, found }: Gathering): Grounds => ({
  unmoved: [...histories.values()].map(({ name, revision }) => ({ stream: name, revision })),
  found: [...found].map(([key, streams]) => ({ key, streams: streams.length })),
});

/**
 * Of a refusal, which no append checks: what it rests on was read bit by bit, and is what stood at one moment only if it
 * stands there still.
 * @throws WrongRevision | FoundMore where it does not
 */
export async function mustStand(store: EventStore, { unmoved, found }: Grounds): Promise<void> {
  const now = await store.revisions(unmoved.map(({ stream }) => stream));
  for (const [index, { stream, revision }] of unmoved.entries()) {
    if (now[index] !== revision) throw new WrongRevision(stream, revision, now[index]!);
  }
  for (const { key, streams } of found) {
    const { length } = await store.lookUp(key);
    if (length !== streams) throw new FoundMore(key, streams, length);
  }
}
