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

const streams = Array.from({ length: 12 }, (_, index) => `case-${index}`);

test('appends whose line is ended again and again are all written, once', async () => {
  const store = await open();
  const writing = Promise.all(streams.map((stream) => recorded(store, stream, {}, {}, {}, {}, {})));
  const aborting = setInterval(() => standIn.abort(), 50);
  const stored = (await writing.finally(() => clearInterval(aborting))).flat();
  expect(stored).toHaveLength(60);
  expect(places(await everything(await open())).toSorted()).toEqual(places(stored).toSorted());
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
