import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { testWhere } from '#testing';
import { eventStoreConformance } from './event-store-conformance.js';
import { eventStoreDbConformance } from './eventstore-conformance.js';
import { keptTableConformance } from './eventstore-kept-table.js';
import { onServer } from './eventstore-opening.js';
import { eventStoreRows } from './eventstore-rows/rows.js';

/** A real server, such as esdb://127.0.0.1:2113?tls=false; nothing there but new namespaces is written. */
const address = process.env['EVENTSTORE_URL'];
/** A shell command that kills that server, starts it again and ends. */
const RESTART = process.env['LEDGER_TEST_EVENTSTORE_RESTART'];

/** An EventStoreDB takes every variable of this kind for an option of its own, and does not start with one it does not know. */
async function restart(): Promise<void> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'EVENTSTORE_URL'));
  const [code] = await once(spawn('/bin/sh', ['-c', RESTART!], { env, stdio: 'ignore' }), 'exit');
  expect(code).toBe(0);
}

if (address !== undefined) {
  eventStoreConformance('EventStoreDB', onServer(address), { outlivesClosing: true });
  eventStoreConformance('EventStoreDB, with nothing kept in memory,', onServer(address, { recentEvents: 0 }), {
    outlivesClosing: true,
  });
  eventStoreDbConformance('EventStoreDB', address);
  keptTableConformance('EventStoreDB', address);
  eventStoreRows('EventStoreDB', address, RESTART === undefined ? undefined : restart);
} else {
  const where = testWhere('eventstore', false, 'EVENTSTORE_URL names no server');
  where('EventStoreDB keeps the promises of an event store', () => undefined);
}
