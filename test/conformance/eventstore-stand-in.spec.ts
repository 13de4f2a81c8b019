import { StandIn } from '../eventstore-stand-in/stand-in.js';
import { eventStoreConformance } from './event-store-conformance.js';
import { eventStoreDbConformance } from './eventstore-conformance.js';
import { keptTableConformance } from './eventstore-kept-table.js';
import { onServer } from './eventstore-opening.js';
import { eventStoreRows } from './eventstore-rows/rows.js';

const standIn = await StandIn.started();
afterAll(() => standIn.kill());

const OUTLIVES = { outlivesClosing: true };
eventStoreConformance('EventStoreDB’s stand-in', onServer(standIn.address), OUTLIVES);
const keepingNothing = onServer(standIn.address, { recentEvents: 0 });
eventStoreConformance('EventStoreDB’s stand-in, with nothing kept in memory,', keepingNothing, OUTLIVES);
eventStoreDbConformance('EventStoreDB’s stand-in', standIn.address);
keptTableConformance('EventStoreDB’s stand-in', standIn.address);
eventStoreRows('EventStoreDB’s stand-in', standIn.address, () => {
  standIn.kill();
  return standIn.start();
});
