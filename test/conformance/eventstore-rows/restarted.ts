import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { ANY, NO_STREAM, START, STREAM_EXISTS, streamNameFilter, type AppendResult } from '@eventstore/db-client';
import { testWhere } from '#testing';
import { note, texts, textOf, type Append, type Here } from './here.js';

/** Ends a server as SIGKILL does, and starts it again. */
export type Restart = () => Promise<void>;

const WRITERS = 16;
const WRITING_MS = 300;
const ASK_AGAIN_MS = 50;
/** For a server to start, in milliseconds. */
const PATIENCE_MS = 60_000;

export function restarted(restart: Restart | undefined, append: Append, here: Here): void {
  const whyNot = 'LEDGER_TEST_EVENTSTORE_RESTART names no command that restarts the server of EVENTSTORE_URL';
  const testRestarted = testWhere('eventstore-restart', restart !== undefined, whyNot);

  /** Restarts it, and waits until what was written in the stream is read again. */
  const again = async (): Promise<void> => {
    await restart!();
    const limit = Date.now() + PATIENCE_MS;
    for (;;) {
      try {
        return void (await texts(here()));
      } catch (error) {
        if (Date.now() > limit) throw error;
        await wait(ASK_AGAIN_MS);
      }
    }
  };

  testRestarted('a repeat with its original revision has the original answer', async () => {
    const events = [note('a'), note('b')];
    const first = await append(events, NO_STREAM);
    const next = note('c');
    const second = await append(next, 1n);
    await again();
    expect(await append(events, NO_STREAM)).toEqual(first);
    expect(await append(next, 1n)).toEqual(second);
    expect((await texts(here())).map(({ text }) => text)).toEqual(['a', 'b', 'c']);
  });

  testRestarted('a repeat that expects any revision, or a stream, is written again', async () => {
    await append(note('a'), NO_STREAM);
    const [any, exists] = [note('b'), note('c')];
    await append(any, ANY);
    await append(exists, STREAM_EXISTS);
    await again();
    expect(await append(any, ANY)).toMatchObject({ nextExpectedRevision: 3n });
    expect(await append(exists, STREAM_EXISTS)).toMatchObject({ nextExpectedRevision: 4n });
    expect((await texts(here())).map(({ text }) => text)).toEqual(['a', 'b', 'c', 'b', 'c']);
  });

  testRestarted(
    'what it acknowledged to sixteen writers is there where it said; of what it did not answer, some may be',
    async () => {
      await append(note(), NO_STREAM);
      const prefix = `rows-${randomUUID()}`;
      const lastOf = Array.from({ length: WRITERS }, (_, writer) => written(here(), `${prefix}-${writer}`));
      await wait(WRITING_MS);
      await again();
      const acknowledged = await Promise.all(lastOf);
      const inAll = await countsOf(here(), prefix);
      for (const [writer, count] of acknowledged.entries()) {
        const stream = `${prefix}-${writer}`;
        const found = (await texts({ ...here(), stream })).map(({ text }) => text);
        expect(found.slice(0, count)).toEqual(Array.from({ length: count }, (_, revision) => `${revision}`));
        expect(found.length - count).toBeLessThanOrEqual(1);
        expect(inAll.get(stream)).toBe(found.length);
      }
    },
  );
}

/** Appends to a stream of its own until one fails. @returns how many were acknowledged, each at the revision expected */
async function written({ client }: ReturnType<Here>, stream: string): Promise<number> {
  for (let count = 0; ; count++) {
    const expectedRevision = count === 0 ? NO_STREAM : BigInt(count - 1);
    const answer = client.appendToStream(stream, note(`${count}`), { expectedRevision });
    const heard: AppendResult | undefined = await answer.catch(() => undefined);
    if (heard === undefined) return count;
    expect(heard.nextExpectedRevision).toBe(BigInt(count));
  }
}

/** How many events of each stream lie in the log as a whole, in the order of their revisions. */
async function countsOf({ client }: ReturnType<Here>, prefix: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const filter = streamNameFilter({ prefixes: [prefix] });
  const subscription = client.subscribeToAll({ fromPosition: START, filter });
  subscription.on('caughtUp', () => void subscription.unsubscribe());
  for await (const { event } of subscription) {
    const count = counts.get(event!.streamId) ?? 0;
    expect(textOf(event!.data)).toBe(`${count}`);
    counts.set(event!.streamId, count + 1);
  }
  return counts;
}
