import { testWhere } from '#testing';
import { eventStoreConformance } from './event-store-conformance.js';
import { eventStoreDbConformance } from './eventstore-conformance.js';
import { keptTableConformance } from './eventstore-kept-table.js';
import { onServer } from './eventstore-opening.js';
import { eventStoreRows } from './eventstore-rows.js';

/** A real server, such as esdb://127.0.0.1:2113?tls=false; nothing there but new namespaces is written. */
const address = process.env['EVENTSTORE_URL'];

if (address !== undefined) {
  eventStoreConformance('EventStoreDB', onServer(address), { outlivesClosing: true });
  eventStoreConformance('EventStoreDB, with nothing kept in memory,', onServer(address, { recentEvents: 0 }), {
    outlivesClosing: true,
  });
  eventStoreDbConformance('EventStoreDB', address);
  keptTableConformance('EventStoreDB', address);
  eventStoreRows('EventStoreDB', address);
} else {
  const where = testWhere('eventstore', false, 'EVENTSTORE_URL names no server');
  where('EventStoreDB keeps the promises of an event store', () => undefined);
}
