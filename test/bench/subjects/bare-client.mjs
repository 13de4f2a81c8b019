import { EventStoreDBClient, NO_STREAM, WrongExpectedVersionError, jsonEvent } from '@eventstore/db-client';

export const SYNC = 'as the server is set';

/** The server's own client, as one would call it by hand; streams are told apart by a name before theirs. */
export async function opened({ eventStoreUrl, name }) {
  const client = EventStoreDBClient.connectionString(eventStoreUrl);
  const streams = new Set();
  return {
    async append(stream, expectedRevision = NO_STREAM, events) {
      streams.add(stream);
      const written = events.map(({ id, type, data, metadata }) => jsonEvent({ id, type, data, metadata }));
      const result = await client.appendToStream(`${name}-${stream}`, written, { expectedRevision });
      return result.nextExpectedRevision;
    },
    isConflict: (error) => error instanceof WrongExpectedVersionError,
    async *stored() {
      for (const stream of streams) {
        for await (const { event } of client.readStream(`${name}-${stream}`)) yield event.data;
      }
    },
    close: () => client.dispose(),
  };
}
