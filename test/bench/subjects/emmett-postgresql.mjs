import pg from 'pg';
import { imported } from '../peers.mjs';

export const SYNC = 'PostgreSQL fsync=on, synchronous_commit=on';

/** It does not look whether there is a stream where STREAM_DOES_NOT_EXIST is expected; at version 0 it does. */
const NO_STREAM = 0n;

/** Emmett on PostgreSQL, in a database of its own. */
export async function opened({ database, peers }) {
  const { getPostgreSQLEventStore } = await imported(peers, '@event-driven-io/emmett-postgresql');
  const store = getPostgreSQLEventStore(database);
  await store.schema.migrate();
  return {
    async append(stream, expectedStreamVersion = NO_STREAM, events) {
      const written = events.map(({ type, data, metadata }) => ({ type, data, metadata }));
      const result = await store.appendToStream(stream, written, { expectedStreamVersion });
      return result.nextExpectedStreamVersion;
    },
    isConflict: (error) => error.constructor.name.endsWith('ExpectedVersionConflictError'),
    async *stored() {
      const client = new pg.Client(database);
      await client.connect();
      const { rows } = await client.query('SELECT message_data FROM emt_messages ORDER BY global_position');
      await client.end();
      for (const { message_data } of rows) yield message_data;
    },
    events: async (stream) => (await store.readStream(stream)).events,
    close: () => store.close(),
  };
}
