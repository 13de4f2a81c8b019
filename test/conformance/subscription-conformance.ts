import { setTimeout as wait } from 'node:timers/promises';
import { WrongRevision, type EventStore, type StoredEvent } from '#event-store';
import { aStoreEach } from './opened.js';
import { anAppend, everything, places, recorded, type Opening } from './sample.js';

/** Long enough for an event that should not come to have come, in milliseconds. */
const A_WHILE_MS = 50;

/** The first `count` events of a subscription, with a pause after each where the reader is a slow one. */
async function followed(store: EventStore, after: bigint, count: number, pauseMs?: number): Promise<StoredEvent[]> {
  const stop = new AbortController();
  const seen: StoredEvent[] = [];
  for await (const event of store.subscribe(after, stop.signal)) {
    seen.push(event);
    if (pauseMs !== undefined) await wait(pauseMs);
    if (seen.length === count) stop.abort();
  }
  return seen;
}

const many = (count: number) => Array.from({ length: count }, () => ({}));

export function subscriptionConformance(open: Opening): void {
  describe('subscribing', () => {
    const store = aStoreEach(open);
    fromHistoryToLive(store);
    ending(store);
  });
}

function fromHistoryToLive(store: () => EventStore): void {
  test('history first, then live, while others append: no gap, no repeat', async () => {
    await recorded(store(), 'case-0', ...many(300));
    const writers = Array.from({ length: 5 }, (_, index) => recorded(store(), `case-${index + 1}`, ...many(60)));
    const seen = await followed(store(), 0n, 600);
    await Promise.all(writers);
    expect(seen).toEqual(await everything(store()));
  });

  test('from a position on, without the event that lies there', async () => {
    const [, second] = await recorded(store(), 'case-1', {}, {}, {}, {});
    expect(places(await followed(store(), second!.position, 2))).toEqual(['case-1@2', 'case-1@3']);
  });

  test('an event of the future is told when it comes', async () => {
    const following = followed(store(), 0n, 2);
    await wait(A_WHILE_MS);
    await recorded(store(), 'case-1', {});
    await wait(A_WHILE_MS);
    await recorded(store(), 'case-1', {});
    expect(places(await following)).toEqual(['case-1@0', 'case-1@1']);
  });

  test('a slow reader misses nothing and holds nobody up', async () => {
    const slow = followed(store(), 0n, 60, 3);
    const quick = followed(store(), 0n, 60);
    await recorded(store(), 'case-1', ...many(60));
    expect((await quick).map(({ revision }) => revision)).toEqual(many(60).map((_, index) => index));
    expect(await slow).toEqual(await quick);
  });

  test('what was refused is never told', async () => {
    const following = followed(store(), 0n, 2);
    await recorded(store(), 'case-1', {});
    await expect(store().append(anAppend('case-1', 9))).rejects.toThrow(WrongRevision);
    await recorded(store(), 'case-1', {});
    expect(places(await following)).toEqual(['case-1@0', 'case-1@1']);
  });
}

function ending(store: () => EventStore): void {
  /** How many events came until the subscription ended. */
  async function counted(signal: AbortSignal): Promise<number> {
    let count = 0;
    for await (const event of store().subscribe(0n, signal)) count += event.position > 0n ? 1 : 0;
    return count;
  }

  test('ends when aborted while it waits', async () => {
    await recorded(store(), 'case-1', {}, {});
    const stop = new AbortController();
    const count = counted(stop.signal);
    await wait(A_WHILE_MS);
    stop.abort();
    expect(await count).toBe(2);
  });

  test('gives nothing when aborted before it began', async () => {
    await recorded(store(), 'case-1', {});
    expect(await counted(AbortSignal.abort())).toBe(0);
  });

  test('stops in the middle of history when aborted there', async () => {
    await recorded(store(), 'case-1', ...many(10));
    expect(await followed(store(), 0n, 3)).toHaveLength(3);
  });

  test('ends when the store closes', async () => {
    await recorded(store(), 'case-1', {}, {});
    const count = counted(new AbortController().signal);
    await wait(A_WHILE_MS);
    await store().close();
    expect(await count).toBe(2);
  });
}
