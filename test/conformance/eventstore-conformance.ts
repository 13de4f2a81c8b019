import { randomUUID } from 'node:crypto';
import { binaryEvent, EventStoreDBClient, jsonEvent, StreamNotFoundError } from '@eventstore/db-client';
import {
  ClockMismatch,
  IdTaken,
  MaybeWritten,
  StoreDamaged,
  StoreUnavailable,
  type Append,
  type EventStore,
  type StoredEvent,
} from '#event-store';
import { openEventStoreDb, type EventStoreDbOptions } from '#event-store-esdb';
import { announcements, betweenProcesses, type Open } from './eventstore-announced.js';
import { Proxy } from './eventstore-proxy.js';
import { anAppend, anEvent, claimOf, EVENING, everything, keysInData, MORNING, places, recorded } from './sample.js';
import { untilReached } from './until-reached.js';

const opened: EventStore[] = [];
let namespace: string;

/** What the adapter for EventStoreDB promises beyond the port, on whatever stands at the address. */
export function eventStoreDbConformance(name: string, address: string): void {
  const open = async (asked: Partial<EventStoreDbOptions> = {}): Promise<EventStore> => {
    const store = await openEventStoreDb({ address, namespace, directoryKeys: keysInData, ...asked });
    opened.push(store);
    return store;
  };
  describe(`${name}, beyond the port,`, () => {
    beforeEach(() => {
      namespace = `beyond-${randomUUID()}`;
    });
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((store) => store.close()));
    });
    describe('a repeat', () => repeats(open));
    describe('several processes', () => severalProcesses(open));
    describe('an append of one of several processes', () => betweenProcesses(open));
    describe('claims', () => openClaims(open, address));
    describe('an append that was announced, and left unwritten,', () => announcements(open, address, () => namespace));
    describe('a namespace', () => namespaces(open, address));
    describe('what no ledger wrote', () => foreignEvents(open, address));
    describe('a line that breaks', () => brokenLines(open, address));
    describe('an address', () => addresses());
  });
}

function repeats(open: Open): void {
  const first = anAppend('case-1', -1, { events: [anEvent(), anEvent({ data: { b: 1, a: 'ü' } })] });

  test('is found by a process that did not write it, other content too', async () => {
    const stored = await (await open()).append(first);
    const store = await open({ recentEvents: 0 });
    expect(await store.append(first)).toEqual(stored);
    const [a, b] = first.events;
    const changed = { ...first, events: [a!, { ...b!, data: { b: 2 } }] };
    await expect(store.append(changed)).rejects.toMatchObject({ stream: 'case-1', expected: -1, actual: 1 });
    expect(await everything(store)).toHaveLength(2);
  });
}

function severalProcesses(open: Open): void {
  test('write to one log that each of them reads in the same order', async () => {
    const [one, two] = [await open(), await open()];
    const write = (store: EventStore, stream: string) => recorded(store, stream, {}, {}, {}, {}, {});
    await Promise.all([write(one, 'case-1'), write(two, 'case-2'), write(one, 'case-3'), write(two, 'case-4')]);
    const log = await settled(one, 20);
    expect(await settled(two, 20)).toEqual(log);
    expect(await everything(await open({ recentEvents: 3 }))).toEqual(log);
  });

  test('of two that write one revision the loser knows at once what the winner wrote', async () => {
    const [one, two] = [await open(), await open()];
    for (let revision = -1; revision < 20; revision += 1) {
      const outcomes = await Promise.allSettled(
        [one, two].map(async (store) => {
          await store.append(anAppend('case-1', revision)).catch(async (error: unknown) => {
            expect(await store.revisions(['case-1'])).toEqual([revision + 1]);
            throw error;
          });
        }),
      );
      const lost = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
      expect(lost).toHaveLength(1);
      expect(lost[0]!.reason).toMatchObject({ expected: revision, actual: revision + 1 });
    }
  });

  test('an append of one refuses what another has decided before it', async () => {
    const [one, two] = [await open(), await open()];
    const unmoved = [{ stream: 'agreements-A', revision: -1 }];
    await recorded(one, 'agreements-A', {});
    const decided = anAppend('account-A', -1, { unmoved });
    await expect(two.append(decided)).rejects.toMatchObject({ stream: 'agreements-A', expected: -1, actual: 0 });
    const claiming = { ...anAppend('account-B', -1, { unmoved }), claims: [claimOf('X')] };
    await expect(two.append(claiming)).rejects.toMatchObject({ stream: 'agreements-A' });
    expect(await two.holderOf('agreement', 'X')).toBeUndefined();
    await expect(one.append(anAppend('account-C', -1, { claims: [claimOf('X')] }))).resolves.toHaveLength(1);
  });

  test('what one claimed belongs to it everywhere, at once', async () => {
    const [one, two] = [await open(), await open()];
    for (let index = 0; index < 10; index += 1) {
      const [held] = await one.append(anAppend(`case-${index}`, -1, { claims: [claimOf(`X${index}`)] }));
      const { commandId } = held!.metadata;
      expect(await two.holderOf('agreement', `X${index}`)).toMatchObject({ commandId, position: held!.position });
      const second = two.append(anAppend(`dispute-${index}`, -1, { claims: [claimOf(`X${index}`)] }));
      await expect(second).rejects.toMatchObject({ id: `X${index}`, commandId });
    }
  });

  test('of many that claim two ids in either order exactly one gets both', async () => {
    const stores = [await open(), await open()];
    const both = [claimOf('A'), claimOf('B')];
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, (_, index) => {
        const claims = index % 2 === 0 ? both : both.toReversed();
        return stores[index % 2]!.append(anAppend(`case-${index}`, -1, { claims }));
      }),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    expect(errors.every((error) => error instanceof IdTaken)).toBe(true);
    expect(await stores[0]!.holderOf('agreement', 'A')).toEqual(await stores[1]!.holderOf('agreement', 'B'));
  });
}

/** The whole log, once it has so many events. */
async function settled(store: EventStore, count: number): Promise<readonly StoredEvent[]> {
  const seen: StoredEvent[] = [];
  const stop = new AbortController();
  for await (const event of store.subscribe(0n, stop.signal)) if (seen.push(event) === count) stop.abort();
  return seen;
}

function openClaims(open: Open, address: string): void {
  /** What a process leaves that ends between its claim and its append. */
  const leftBy = async (commandId: string, stream: string): Promise<void> => {
    const client = EventStoreDBClient.connectionString(address);
    const claim = { command: commandId, event: randomUUID(), revision: 0, stream };
    const data = Buffer.from(JSON.stringify(claim));
    await client.appendToStream(`${namespace}:id-agreement-X`, binaryEvent({ type: 'IdClaimed', data }), {
      expectedRevision: 'no_stream',
    });
    await client.dispose();
  };

  test('one that was left open holds nothing, and is not taken over in haste', async () => {
    const store = await open({ limitMs: 600 });
    await leftBy('crashed', 'case-1');
    expect(await store.holderOf('agreement', 'X')).toBeUndefined();
    const other = store.append(anAppend('case-2', -1, { claims: [claimOf('X')] }));
    await expect(other).rejects.toThrow(StoreUnavailable);
    await expect(other).rejects.toThrow(/nothing was written.*crashed.*agreement X/);
    expect(await store.revisions(['case-2'])).toEqual([-1]);
  });

  test('the same command goes on with it', async () => {
    const store = await open({ limitMs: 600 });
    await leftBy('crashed', 'case-1');
    const events = [anEvent({ commandId: 'crashed' })];
    await expect(store.append(anAppend('case-1', -1, { events, claims: [claimOf('X')] }))).resolves.toHaveLength(1);
    expect(await store.holderOf('agreement', 'X')).toMatchObject({ commandId: 'crashed' });
  });

  test('it is void once another event lies where it was to be written', async () => {
    const store = await open({ limitMs: 600 });
    await leftBy('crashed', 'case-1');
    await recorded(store, 'case-1', {});
    await expect(store.append(anAppend('case-2', -1, { claims: [claimOf('X')] }))).resolves.toHaveLength(1);
  });

  test('after long enough it is taken for abandoned', async () => {
    const store = await open({ claimPatienceMs: 300 });
    await leftBy('crashed', 'case-1');
    await expect(store.append(anAppend('case-2', -1, { claims: [claimOf('X')] }))).resolves.toHaveLength(1);
  });
}

function namespaces(open: Open, address: string): void {
  test('sees nothing of another, even one whose name begins as it does', async () => {
    const [mine, longer] = [await open({ namespace }), await open({ namespace: `${namespace}1` })];
    await mine.append(anAppend('case-1', -1, { claims: [claimOf('X')] }));
    await longer.append(anAppend('case-1', -1, { claims: [claimOf('X')] }));
    await recorded(longer, 'case-2', {});
    expect(places(await everything(mine))).toEqual(['case-1@0']);
    expect(places(await everything(await open({ recentEvents: 0 })))).toEqual(['case-1@0']);
  });

  test("reads its own events where others' lie thick between them", async () => {
    const [mine, other] = [await open(), await open({ namespace: `${namespace}-other` })];
    for (const round of [1, 2, 3]) {
      const events = Array.from({ length: 100 }, () => anEvent());
      await other.append(anAppend(`case-${round}`, -1, { events }));
      await recorded(mine, `case-${round}`, {}, {});
    }
    expect(await everything(await open({ recentEvents: 0 }))).toEqual(await everything(mine));
  });

  test('may stand in the address', async () => {
    await recorded(await open(), 'case-1', {});
    const named = `${address}${address.includes('?') ? '&' : '?'}namespace=${namespace}`;
    const store = await openEventStoreDb({ address: named, directoryKeys: keysInData });
    opened.push(store);
    expect(await everything(store)).toHaveLength(1);
  });

  test('keeps its clock for ever', async () => {
    await open({ clock: 'simulated' });
    await expect(open({ clock: 'system' })).rejects.toThrow(ClockMismatch);
    expect((await open()).clock).toBe('simulated');
  });

  test('begun by many at once has one clock', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => open({ clock: index % 2 === 0 ? 'system' : 'simulated' })),
    );
    const clocks = new Set(
      outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.clock] : [])),
    );
    expect(clocks.size).toBe(1);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
  });
}

function foreignEvents(open: Open, address: string): void {
  const written = async (stream: string, event: Parameters<EventStoreDBClient['appendToStream']>[1]): Promise<void> => {
    const client = EventStoreDBClient.connectionString(address);
    await client.appendToStream(`${namespace}/${stream}`, event, { expectedRevision: 'no_stream' });
    await client.dispose();
  };

  test('is not served', async () => {
    await recorded(await open(), 'case-1', {});
    await written('case-2', jsonEvent({ type: 'Noted', data: { text: 'by hand' } }));
    await expect(open()).rejects.toThrow(StoreDamaged);
    await expect(open()).rejects.toThrow('case-2 was not written by a ledger');
  });

  test('is not served when it looks like it', async () => {
    const metadata = { dataLength: 2, metadataLength: 2, sha256: '0'.repeat(64) };
    const data = Buffer.from('{"data":{},"metadata":{},"version":1}');
    await open();
    await written('case-1', binaryEvent({ type: 'Noted', data, metadata: Buffer.from(JSON.stringify(metadata)) }));
    await expect(open()).rejects.toThrow(/case-1 is not what was written: its hash differs/);
  });

  test('stops a store that is open, and tells its subscribers', async () => {
    const store = await open();
    await recorded(store, 'case-1', {});
    const events = store.subscribe(0n, new AbortController().signal)[Symbol.asyncIterator]();
    await events.next();
    await written('case-2', jsonEvent({ type: 'Noted', data: { text: 'by hand' } }));
    await expect(events.next()).rejects.toThrow(StoreDamaged);
    await expect(store.head()).rejects.toThrow(StoreDamaged);
    await expect(store.append(anAppend('case-1', 0))).rejects.toThrow(StoreDamaged);
  });

  test('a stream that was taken away is missed', async () => {
    const store = await open();
    await recorded(store, 'case-1', {}, {});
    const client = EventStoreDBClient.connectionString(address);
    await client.deleteStream(`${namespace}/case-1`, { expectedRevision: 1n });
    await client.dispose();
    await expect(store.readStream('case-1')).rejects.toThrow('case-1 had 2 events, and has 0');
  });

  test('a stream that was ended for ever stops the store, and one that is opened', async () => {
    const store = await open();
    await recorded(store, 'case-1', {}, {});
    const client = EventStoreDBClient.connectionString(address);
    await client.tombstoneStream(`${namespace}/case-1`, { expectedRevision: 1n });
    await client.dispose();
    await expect(store.readStream('case-1')).rejects.toThrow(StoreDamaged);
    await expect(open()).rejects.toThrow(StoreDamaged);
    await expect(store.append(anAppend('case-2', -1))).rejects.toThrow(StoreDamaged);
  });
}

function brokenLines(open: Open, address: string): void {
  let proxy: Proxy;
  beforeEach(async () => {
    proxy = await Proxy.before(address);
  });
  afterEach(() => proxy.cut());

  const behind = (asked: Partial<EventStoreDbOptions> = {}) => open({ address: proxy.address, ...asked });

  test('an append whose answer was lost is found written by the next try', async () => {
    const [store, other] = [await behind(), await open()];
    await recorded(store, 'case-1', {});
    const append = anAppend('case-1', 0);
    proxy.loseAnswers();
    const appended = store.append(append);
    expect(places(await settled(other, 2))).toEqual(['case-1@0', 'case-1@1']);
    await proxy.cut();
    await proxy.mend();
    await expect(appended).resolves.toHaveLength(1);
    expect(await store.append(append)).toEqual(await appended);
    expect(places(await everything(await open()))).toEqual(['case-1@0', 'case-1@1']);
  });

  test('an append whose answer never comes is told as one that may be written, and the same one finds that it is', async () => {
    const [store, other] = [await behind({ limitMs: 1_000 }), await open()];
    await recorded(store, 'case-1', {});
    const append = anAppend('case-1', 0);
    proxy.loseAnswers();
    await expect(store.append(append)).rejects.toThrow(MaybeWritten);
    expect(places(await settled(other, 2))).toEqual(['case-1@0', 'case-1@1']);
    await proxy.cut();
    await proxy.mend();
    await expect(untilReached(() => store.append(append))).resolves.toHaveLength(1);
    expect(places(await everything(await open()))).toEqual(['case-1@0', 'case-1@1']);
  });

  test('a claim whose answer was lost is found claimed, and its append goes on', async () => {
    const store = await behind();
    const append = anAppend('case-1', -1, { claims: [claimOf('X')] });
    proxy.loseAnswers();
    const appended = store.append(append);
    await untilThere(`${namespace}:id-agreement-X`, address);
    await proxy.cut();
    await proxy.mend();
    const [{ position, metadata }] = (await appended) as [StoredEvent];
    const holding = { stream: 'case-1', position, commandId: metadata.commandId };
    expect(await (await open()).holderOf('agreement', 'X')).toEqual(holding);
  });

  test('an append that cannot be sent says so in time, and the same one goes through later', async () => {
    const store = await behind({ limitMs: 1_000 });
    await recorded(store, 'case-1', {});
    const append = anAppend('case-1', 0);
    await proxy.cut();
    await expect(store.append(append)).rejects.toThrow(StoreUnavailable);
    await expect(store.append(append)).rejects.toThrow(/it is not known whether it was written.*cannot be reached/);
    await proxy.mend();
    await expect(untilReached(() => store.append(append))).resolves.toHaveLength(1);
    expect(places(await everything(await open()))).toEqual(['case-1@0', 'case-1@1']);
  });

  test('reads from memory go on; reads of the server say that it is away', async () => {
    const store = await behind({ limitMs: 1_000 });
    const [event] = await recorded(store, 'case-1', {});
    await proxy.cut();
    expect(await store.head()).toMatchObject({ position: event!.position });
    expect(await everything(store)).toEqual([event]);
    await expect(store.readStream('case-1')).rejects.toThrow(StoreUnavailable);
  });

  test('subscriptions go on where they were, without gap or repeat, also of what others wrote meanwhile', async () => {
    const [store, other] = [await behind(), await open()];
    const following = settled(store, 40);
    for (let round = 0; round < 4; round += 1) {
      await recorded(other, `case-${round}`, {}, {}, {}, {}, {});
      await proxy.cut();
      await recorded(other, `case-${round}`, {}, {}, {}, {}, {});
      await proxy.mend();
    }
    expect(await following).toEqual(await everything(other));
  });

  test('a subscription that reads history goes on after it', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => openAndWrite(open, `case-${n}`)));
    const store = await behind({ recentEvents: 0 });
    const seen: StoredEvent[] = [];
    const stop = new AbortController();
    for await (const event of store.subscribe(0n, stop.signal)) {
      seen.push(event);
      if (seen.length === 5) await proxy.cut().then(() => proxy.mend());
      if (seen.length === 600) stop.abort();
    }
    expect(seen).toEqual(await everything(await open()));
  });
}

const openAndWrite = async (open: Open, stream: string): Promise<void> => {
  const store = await open();
  const append: Append = anAppend(stream, -1, { events: Array.from({ length: 30 }, () => anEvent({ at: MORNING })) });
  await store.append(append);
  expect(await store.positionAt(EVENING)).toBeGreaterThan(0n);
};

/** Until the stream has an event, as anyone may see. */
async function untilThere(name: string, address: string): Promise<void> {
  const client = EventStoreDBClient.connectionString(address);
  for (let found = 0; found === 0;) {
    try {
      for await (const _event of client.readStream(name)) found += 1;
    } catch (error) {
      if (!(error instanceof StreamNotFoundError)) throw error;
    }
  }
  await client.dispose();
}

function addresses(): void {
  const opening = (address: string) =>
    openEventStoreDb({ address, namespace, directoryKeys: keysInData, limitMs: 1_500 });

  test.each([
    ['where nobody listens', 'esdb://clerk:secret@127.0.0.1:9?tls=false', /127\.0\.0\.1:9.* cannot be reached/],
    ['of another kind', 'postgres://clerk:secret@127.0.0.1/ledger', /is no address of an EventStoreDB/],
    ['that hides what an append came to', 'esdb://127.0.0.1:9?throwOnAppendFailure=false', /hides/],
  ])('%s is refused, and no password is told', async (_, address, told) => {
    const refused = opening(address);
    await expect(refused).rejects.toThrow(StoreUnavailable);
    await expect(refused).rejects.toThrow(told);
    await expect(refused).rejects.not.toThrow(/secret/);
  });

  test('with a namespace that is none is refused', async () => {
    await expect(opening('esdb://127.0.0.1:9?namespace=a/b')).rejects.toThrow(StoreUnavailable);
  });
}
