import { setTimeout as wait } from 'node:timers/promises';
import { ErrorType, EventStoreDBClient, NO_STREAM, streamNameFilter } from '@eventstore/db-client';
import { Proxy } from '../eventstore-proxy.js';
import { note, textOf, type Here } from './here.js';

export function away(address: string, here: Here): void {
  let line: Proxy;
  let client: EventStoreDBClient;
  beforeEach(async () => {
    line = await Proxy.before(address);
    client = EventStoreDBClient.connectionString(line.address);
  });
  afterEach(async () => {
    await client.dispose();
    await line.cut();
  });
  const write = (text: string) =>
    client.appendToStream(here().stream, note(text), { expectedRevision: text === 'a' ? NO_STREAM : 0n });

  test('a subscription tells one error, then nothing; the next one goes on after the last event', async () => {
    const { position } = await write('a');
    const filter = streamNameFilter({ prefixes: [here().stream] });
    const subscription = client.subscribeToAll({ fromPosition: position!, filter });
    const told: string[] = [];
    subscription.on('data', ({ event }) => told.push(textOf(event!.data)));
    const failed = new Promise((resolve) => subscription.on('error', resolve));
    await new Promise((resolve) => subscription.on('caughtUp', () => resolve(undefined)));
    await line.cut();
    expect(await failed).toMatchObject({ type: ErrorType.UNAVAILABLE });
    await line.mend();
    await here().client.appendToStream(here().stream, note('b'), { expectedRevision: 0n });
    for await (const { event } of client.subscribeToAll({ fromPosition: position!, filter })) {
      expect(textOf(event!.data)).toBe('b');
      break;
    }
    expect(told).toEqual([]);
  });

  test('an append says so with a number; once there is no line, with no type; the same client appends again', async () => {
    await write('a');
    await line.cut();
    const failed = async (): Promise<unknown> => write('b').catch((error: unknown) => error);
    expect(await failed()).toMatchObject({ code: 14 });
    const later = await failed();
    expect(later).toMatchObject({ code: 14 });
    expect(later).not.toHaveProperty('type');
    await line.mend();
    await expect(write('b')).resolves.toMatchObject({ nextExpectedRevision: 1n });
  });

  test('an append and a read have no answer from a server that hangs, long after the time they were given', async () => {
    await write('a');
    line.hang();
    const given = { deadline: 100 };
    const ended: string[] = [];
    const appended = client.appendToStream(here().stream, note('b'), { expectedRevision: 0n, ...given });
    const read = async (): Promise<void> => {
      for await (const _event of client.readStream(here().stream, given));
    };
    void appended.catch(() => undefined).finally(() => ended.push('append'));
    void read()
      .catch(() => undefined)
      .finally(() => ended.push('read'));
    await wait(1_000);
    expect(ended).toEqual([]);
  });
}
