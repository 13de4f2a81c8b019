import type { EventStore } from '#event-store';
import { openEventStoreDb } from '#event-store-esdb';
import { StandIn } from '../eventstore-stand-in/stand-in.js';
import { anAppend, claimOf, keysInData } from './sample.js';

/** Clocks that differ by more than an append may take: on the stand-in, as a real server has the clock of its machine. */
const FIVE_MINUTES_MS = 300_000;

let standIn: StandIn;
let store: EventStore | undefined;
afterEach(async () => {
  await store?.close();
  standIn.kill();
});

test.each([
  ['ahead', FIVE_MINUTES_MS],
  ['behind', -FIVE_MINUTES_MS],
])('a server whose clock is minutes %s takes appends as any other', async (_, aheadMs) => {
  standIn = await StandIn.started({ aheadMs });
  store = await openEventStoreDb({ address: standIn.address, directoryKeys: keysInData, limitMs: 3_000 });
  await expect(store.append(anAppend('case-1', -1, { claims: [claimOf('X')] }))).resolves.toHaveLength(1);
  await expect(store.append(anAppend('case-1', 0))).resolves.toHaveLength(1);
});
