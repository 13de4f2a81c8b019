import { setTimeout as wait } from 'node:timers/promises';
import type { EventStore } from '#event-store';
import { openEventStoreDb } from '#event-store-esdb';
import { StandIn } from '../eventstore-stand-in/stand-in.js';
import { anAppend, anEvent, everything, keysInData, places, recorded } from './sample.js';

/** A server under load ends what it cannot serve fast enough, at any moment: on the stand-in, as a real one is not made to. */
let standIn: StandIn;
const opened: EventStore[] = [];
beforeEach(async () => {
  standIn = await StandIn.started();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
  standIn.kill();
});

async function open(): Promise<EventStore> {
  const store = await openEventStoreDb({ address: standIn.address, directoryKeys: keysInData });
  opened.push(store);
  return store;
}

/** Long enough for the end of a line to have come, in milliseconds. */
const END_COMES_MS = 50;

const streams = Array.from({ length: 12 }, (_, index) => `case-${index}`);

test('appends whose line is ended again and again are all written, once', async () => {
  const store = await open();
  const writing = Promise.all(streams.map((stream) => recorded(store, stream, {}, {}, {}, {}, {})));
  const aborting = setInterval(() => standIn.abort(), 50);
  const stored = (await writing.finally(() => clearInterval(aborting))).flat();
  expect(stored).toHaveLength(60);
  expect(places(await everything(await open())).toSorted()).toEqual(places(stored).toSorted());
});

test('a line that is ended without an error is followed by another, whatever was on it', async () => {
  const store = await open();
  await recorded(store, 'case-1', {});
  standIn.endLines();
  await wait(END_COMES_MS);
  await expect(store.append(anAppend('case-1', 0))).resolves.toHaveLength(1);
  const writing = Promise.all(streams.slice(2).map((stream) => recorded(store, stream, {}, {}, {})));
  const ending = setInterval(() => standIn.endLines(), 20);
  await writing.finally(() => clearInterval(ending));
  expect(await everything(await open())).toHaveLength(32);
});

test('a subscription that is ended goes on after the last event that came, without gap or repeat', async () => {
  const [store, other] = [await open(), await open()];
  const stop = new AbortController();
  const seen: string[] = [];
  const following = (async () => {
    for await (const event of store.subscribe(0n, stop.signal)) {
      seen.push(...places([event]));
      if (seen.length % 10 === 0) standIn.abort();
      if (seen.length === 60) stop.abort();
    }
  })();
  const events = () => Array.from({ length: 5 }, () => anEvent());
  for (const stream of streams) await other.append(anAppend(stream, -1, { events: events() }));
  await following;
  expect(seen).toEqual(places(await everything(other)));
});
