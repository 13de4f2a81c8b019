import { StoreUnavailable, type EventStore } from '#event-store';
import { openEventStoreDb } from '#event-store-esdb';
import { StandIn } from '../eventstore-stand-in/stand-in.js';
import { anAppend, claimOf, everything, keysInData, places, recorded } from './sample.js';
import { untilReached } from './until-reached.js';

/** How a store finds its cluster again: on the stand-in, as a real cluster is not killed in every test run. */
let standIn: StandIn;
let store: EventStore;
beforeEach(async () => {
  standIn = await StandIn.started();
  store = await openEventStoreDb({ address: standIn.clusterAddress, directoryKeys: keysInData, limitMs: 700 });
});
afterEach(async () => {
  await store.close();
  standIn.kill();
});

test('a cluster that was away for longer than the client looks for it is written to again, nothing twice', async () => {
  await recorded(store, 'case-1', {});
  const following = followed(3);
  standIn.kill();
  const append = anAppend('case-1', 0, { claims: [claimOf('X')] });
  for (const _again of [1, 2, 3])
    await expect(store.append(append)).rejects.toThrow(/no cluster|cannot be reached|no answer/);
  await standIn.start();
  await expect(untilReached(() => store.append(append))).resolves.toMatchObject([{ stream: 'case-1', revision: 1 }]);
  await untilReached(() => store.append(anAppend('case-1', 1)));
  expect(places(await following)).toEqual(['case-1@0', 'case-1@1', 'case-1@2']);
  expect(places(await everything(store))).toEqual(['case-1@0', 'case-1@1', 'case-1@2']);
});

async function followed(count: number) {
  const stop = new AbortController();
  const seen = [];
  for await (const event of store.subscribe(0n, stop.signal)) if (seen.push(event) === count) stop.abort();
  return seen;
}

test('one that is away altogether says so, and the process goes on', async () => {
  standIn.kill();
  await expect(store.append(anAppend('case-1', -1))).rejects.toThrow(StoreUnavailable);
  await expect(store.readStream('case-1')).rejects.toThrow(StoreUnavailable);
  await standIn.start();
  await expect(untilReached(() => store.append(anAppend('case-1', -1)))).resolves.toHaveLength(1);
});
