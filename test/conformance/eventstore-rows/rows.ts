import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, type AppendExpectedRevision, type EventData } from '@eventstore/db-client';
import { appending } from './appending.js';
import { away } from './away.js';
import { marring } from './marring.js';
import { reading, readingAtEdges } from './reading.js';
import { repeats } from './repeats.js';
import { restarted, type Restart } from './restarted.js';
import { subscribing } from './subscribing.js';

/**
 * What the adapter takes a server to do, each row with the bare client and nothing of the ledger's: run on a real server
 * it tells when a new version does otherwise, run on the stand-in it tells that the stand-in does the same.
 *
 * @param restart ends the server at once and starts it again; rows that need it are left out where there is none
 */
export function eventStoreRows(name: string, address: string, restart: Restart | undefined): void {
  describe(`${name} behaves as the adapter takes it to`, () => {
    let client: EventStoreDBClient;
    let stream: string;
    beforeEach(() => {
      client = EventStoreDBClient.connectionString(address);
      stream = `rows-${randomUUID()}`;
    });
    afterEach(() => client.dispose());
    const append = (events: EventData | EventData[], expectedRevision: AppendExpectedRevision) =>
      client.appendToStream(stream, events, { expectedRevision });
    const here = () => ({ client, stream });
    describe('appending', () => appending(append, here));
    describe('appending what it does not take', () => marring(address, here));
    describe('a repeat', () => repeats(append, here));
    describe('reading', () => reading(append, here));
    describe('reading at its edges', () => readingAtEdges(append, here));
    describe('subscribing', () => subscribing(append, here));
    describe('while it is away', () => away(address, here));
    describe('when it was killed and started again', () => restarted(restart, append, here));
  });
}
