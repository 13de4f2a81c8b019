import { join } from 'node:path';
import Database from 'libsql';
import { imported } from '../peers.mjs';
import { bytesIn } from './embedded.mjs';

export const SYNC = 'SQLite WAL, synchronous=FULL (the default of sqlite3)';

/** It does not look whether there is a stream where STREAM_DOES_NOT_EXIST is expected; at version 0 it does. */
const NO_STREAM = 0n;

/**
 * Emmett on SQLite. It closes its connection under other calls of the same store, so calls wait for each other here; and
 * it sets WAL beside its transaction, which then may not commit and is taken back, so such appends are tried again.
 */
export async function opened({ folder, peers }) {
  const { getSQLiteEventStore, sqliteConnection } = await imported(peers, '@event-driven-io/emmett-sqlite');
  const fileName = join(folder, 'emmett.db');
  turnWalOn(fileName);
  const store = getSQLiteEventStore({ fileName });
  let last = Promise.resolve();
  const inTurn = (act) => {
    const done = last.then(act);
    last = done.catch(() => undefined);
    return done;
  };
  return {
    async append(stream, expectedStreamVersion = NO_STREAM, events) {
      const written = events.map(({ type, data, metadata }) => ({ type, data, metadata }));
      const appended = () => store.appendToStream(stream, written, { expectedStreamVersion });
      const { nextExpectedStreamVersion } = await inTurn(() => untilNotBusy(appended));
      return nextExpectedStreamVersion;
    },
    isConflict: (error) => error.constructor.name.endsWith('ExpectedVersionConflictError'),
    async *stored() {
      const connection = sqliteConnection({ fileName });
      for (const { message_data } of await connection.query('SELECT message_data FROM emt_messages')) {
        yield JSON.parse(message_data);
      }
      connection.close();
    },
    events: async (stream) => (await inTurn(() => store.readStream(stream))).events,
    bytes: () => bytesIn(folder),
    close: () => last,
  };
}

const MOST_TRIES = 20;

async function untilNotBusy(act) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await act();
    } catch (error) {
      if (error.code !== 'SQLITE_BUSY' || tries === MOST_TRIES) throw error;
    }
  }
}

/** Once for the file, so that setting it again is quick. */
function turnWalOn(fileName) {
  const db = new Database(fileName);
  db.prepare('PRAGMA journal_mode=WAL').raw().all();
  db.exec('CREATE TABLE about (name TEXT); DROP TABLE about'); // an empty file forgets it
  db.close();
}
