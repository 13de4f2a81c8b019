import { randomUUID } from 'node:crypto';
import { binaryEvent, EventStoreDBClient } from '@eventstore/db-client';
import { FoundMore, StoreUnavailable, WrongRevision, type Append, type EventStore } from '#event-store';
import type { EventStoreDbOptions } from '#event-store-esdb';
import { anAppend, anEvent, claimOf, everything, recorded } from './sample.js';

export type Open = (asked?: Partial<EventStoreDbOptions>) => Promise<EventStore>;

const claims = (id: string): Append['claims'] => [{ kind: 'command', id }];

/** Of a command that found nothing under `key`: its figure would be another one. */
const restingOn = (key: string, stream: string): Append =>
  anAppend(stream, -1, { claims: claims(stream), found: [{ key, streams: 0 }] });

/** What would lead to its stream from `key`. */
export const changing = (key: string, stream: string): Append =>
  anAppend(stream, -1, { claims: claims(stream), events: [anEvent({ data: { keys: [key] } })] });

/** What a process leaves that announces an append which rests on `key`, and ends before it writes it. */
export async function announcedAndLeft(
  store: EventStore,
  { key, address, namespace }: { readonly key: string; readonly address: string; readonly namespace: string },
): Promise<void> {
  await store.append(restingOn(key, 'account-written'));
  const client = EventStoreDBClient.connectionString(address);
  try {
    for await (const { event } of client.readStream(`${namespace}:id-command-account-written`)) {
      const claim = { command: 'crashed', event: randomUUID(), revision: 0, stream: 'account-left' };
      const left = {
        type: 'IdClaimed',
        data: Buffer.from(JSON.stringify(claim)),
        metadata: event!.metadata as Uint8Array,
      };
      await client.appendToStream(`${namespace}:id-command-crashed`, binaryEvent(left), {
        expectedRevision: 'no_stream',
      });
    }
  } finally {
    await client.dispose();
  }
}

export function betweenProcesses(open: Open): void {
  test('finds what it rests on still there when it is written, whoever writes beside it', async () => {
    const stores = await Promise.all([open(), open(), open()]);
    const rounds = Array.from({ length: 40 }, (_, index) => index);
    const claimed = (stream: string, rest: Partial<Append>) =>
      anAppend(stream, -1, { claims: [{ kind: 'command', id: stream }], ...rest });
    await Promise.all(
      rounds.map((index) => {
        const [key, own, other] = [`key-${index}`, stores[index % 3]!, stores[(index + 1) % 3]!];
        const restsOn =
          index % 2 === 0
            ? { found: [{ key, streams: 0 }] }
            : { unmoved: [{ stream: `agreements-${index}`, revision: -1 }] };
        const events = [anEvent({ data: { keys: [key] } })];
        return Promise.all([
          own.append(claimed(`account-${index}`, restsOn)).catch(unlessMoved),
          other.append(claimed(`agreements-${index}`, { events })),
        ]);
      }),
    );
    const log = await everything(await open());
    const at = (name: string) => log.findIndex(({ stream }) => stream === name);
    for (const index of rounds) {
      expect(at(`agreements-${index}`)).not.toBe(-1);
      expect(at(`account-${index}`)).toBeLessThan(at(`agreements-${index}`)); // −1 where it was refused
    }
  });

  test('is refused where it rests on what another changes that rests on what it changes', async () => {
    const [one, two] = [await open(), await open()];
    for (let round = 0; round < 20; round += 1) {
      const [left, right] = [`left-${round}`, `right-${round}`] as const;
      const crossed = (stream: string, other: string): Append =>
        anAppend(stream, -1, {
          events: [anEvent({ data: { keys: [stream] } })],
          claims: [claimOf(stream), { kind: 'command', id: stream }],
          ...(round % 2 === 0
            ? { unmoved: [{ stream: other, revision: -1 }] }
            : { found: [{ key: other, streams: 0 }] }),
        });
      const outcomes = await Promise.all([
        one.append(crossed(left, right)).catch(unlessMoved),
        two.append(crossed(right, left)).catch(unlessMoved),
      ]);
      expect(outcomes.filter((stored) => stored !== undefined)).toHaveLength(1);
    }
  });
}

function unlessMoved(error: unknown): undefined {
  if (!(error instanceof WrongRevision || error instanceof FoundMore)) throw error;
}

export function announcements(open: Open, address: string, namespace: () => string): void {
  const left = async (asked: Partial<EventStoreDbOptions>): Promise<EventStore> => {
    const store = await open(asked);
    await announcedAndLeft(store, { key: 'key', address, namespace: namespace() });
    return store;
  };

  test('is waited for by whoever changes what it rests on, and by nobody else', async () => {
    const store = await left({ limitMs: 600 });
    const changed = store.append(changing('key', 'agreements-A'));
    await expect(changed).rejects.toThrow(StoreUnavailable);
    await expect(changed).rejects.toThrow(/nothing was written: command crashed is about to/);
    expect(await store.revisions(['agreements-A'])).toEqual([-1]);
    await expect(store.append(changing('other', 'agreements-B'))).resolves.toHaveLength(1);
  });

  test('holds up nobody for longer than the limit, how many ever wait for the same stream', async () => {
    const store = await left({ limitMs: 600 });
    const began = performance.now();
    const all = await Promise.allSettled(
      Array.from({ length: 8 }, () => store.append(changing('key', 'agreements-A'))),
    );
    expect(performance.now() - began).toBeLessThan(4 * 600);
    for (const each of all) expect(each).toMatchObject({ reason: expect.any(StoreUnavailable) as unknown });
    expect(await store.revisions(['agreements-A'])).toEqual([-1]);
  });

  test('is not waited for once another event lies where it was to be written', async () => {
    const store = await left({ limitMs: 600 });
    await recorded(store, 'account-left', {});
    await expect(store.append(changing('key', 'agreements-A'))).resolves.toHaveLength(1);
  });

  test('is taken for abandoned after long enough', async () => {
    const store = await left({ claimPatienceMs: 300 });
    await expect(store.append(changing('key', 'agreements-A'))).resolves.toHaveLength(1);
  });
}
