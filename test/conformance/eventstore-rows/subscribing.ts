import { setTimeout as wait } from 'node:timers/promises';
import { NO_STREAM, START, streamNameFilter } from '@eventstore/db-client';
import { note, textOf, texts, type Append, type Here } from './here.js';

export function subscribing(append: Append, here: Here): void {
  test('tells what comes after a position, that it has caught up, and then what is new', async () => {
    await append([note('a'), note('b')], NO_STREAM);
    const [first] = await texts(here());
    const { client, stream } = here();
    const filter = streamNameFilter({ prefixes: [stream] });
    const told: string[] = [];
    const subscription = client.subscribeToAll({ fromPosition: first!.position ?? START, filter });
    subscription.on('caughtUp', () => {
      told.push('caught up');
      void append(note('c'), 1n);
    });
    for await (const { event } of subscription) {
      told.push(textOf(event!.data));
      if (told.length === 3) break;
    }
    expect(told.slice(0, 2).toSorted()).toEqual(['b', 'caught up']); // the client tells this beside the events
    expect(told[2]).toBe('c');
  });

  test('a slow reader loses nothing', async () => {
    const { client, stream } = here();
    const count = 1_500;
    const long = 'x'.repeat(2_000);
    for (let from = 0; from < count; from += 100) {
      await append(
        Array.from({ length: 100 }, (_, index) => note(`${from + index} ${long}`)),
        from === 0 ? NO_STREAM : BigInt(from - 1),
      );
    }
    const filter = streamNameFilter({ prefixes: [stream] });
    let read = 0;
    for await (const { event } of client.subscribeToAll({ fromPosition: START, filter })) {
      expect(Number.parseInt(textOf(event!.data), 10)).toBe(read);
      if (++read === count) break;
      if (read % 100 === 0) await wait(30);
    }
    expect(read).toBe(count);
  });
}
