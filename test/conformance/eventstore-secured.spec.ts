import { randomUUID } from 'node:crypto';
import { binaryEvent, EventStoreDBClient, NO_STREAM } from '@eventstore/db-client';
import { StoreUnavailable, type EventStore } from '#event-store';
import { openEventStoreDb } from '#event-store-esdb';
import { testWhere } from '#testing';
import { eventStoreConformance } from './event-store-conformance.js';
import { onServer } from './eventstore-opening.js';
import { anAppend, claimOf, everything, keysInData } from './sample.js';

/**
 * A real server with TLS and users, such as esdb://admin:changeit@127.0.0.1:2113?tlsCAFile=ca.crt, with the rights of an
 * administrator; nothing there but new namespaces is written.
 */
const address = process.env['EVENTSTORE_SECURED_URL'];

if (address === undefined) {
  const where = testWhere('eventstore-secured', false, 'EVENTSTORE_SECURED_URL names no server');
  where('EventStoreDB with TLS and users keeps the promises of an event store', () => undefined);
} else {
  eventStoreConformance('EventStoreDB with TLS and users', onServer(address), { outlivesClosing: true });
  describe('EventStoreDB with TLS and users', () => access(address));
}

function access(asked: string): void {
  const [opened, namespace]: [EventStore[], string] = [[], `secured-${randomUUID()}`];
  const open = async (at: string): Promise<EventStore> => {
    const store = await openEventStoreDb({ address: at, namespace, directoryKeys: keysInData, limitMs: 5_000 });
    opened.push(store);
    return store;
  };
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
  });
  const server = new URL(asked.replace(/^esdb:/, 'http:'));
  const authority = server.searchParams.get('tlsCAFile')!;
  const as = (user: string, query = `?tlsCAFile=${authority}`): string => `esdb://${user}${server.host}${query}`;

  test('takes appends and claims of a user, and of nobody without a name', async () => {
    const store = await open(asked);
    await expect(store.append(anAppend('case-1', -1, { claims: [claimOf('X')] }))).resolves.toHaveLength(1);
    expect(await everything(store)).toHaveLength(1);
    const nobody = EventStoreDBClient.connectionString(as(''));
    const written = nobody.appendToStream(
      `${namespace}/case-2`,
      binaryEvent({ type: 'Noted', data: Buffer.from('') }),
      {
        expectedRevision: NO_STREAM,
      },
    );
    await expect(written).rejects.toMatchObject({ type: 'access-denied' });
    await nobody.dispose();
  });

  test.each([
    [
      'a wrong password',
      () => as(`${server.username}:not-${server.password}@`),
      /denied access: look at the user and the password/,
    ],
    ['a user that it does not know', () => as('nobody-knows:secret@'), /denied access/],
    ['nobody', () => as(''), /denied access/],
    ['a line without TLS', () => as('clerk:secret@', '?tls=false'), /cannot be reached/],
    [
      'an authority that is not told',
      () => as('clerk:secret@', ''),
      /certificate that is not trusted here.*tlsCAFile=FILE/,
    ],
  ])('refuses %s in a few words, soon, and no password is told', async (_, at, told) => {
    const before = performance.now();
    const refused = open(at());
    await expect(refused).rejects.toThrow(StoreUnavailable);
    await expect(refused).rejects.toThrow(told);
    await expect(refused).rejects.not.toThrow(/secret|not-/);
    expect(performance.now() - before).toBeLessThan(5_000);
  });
}
