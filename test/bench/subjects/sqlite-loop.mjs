import { join } from 'node:path';
import Database from 'libsql';
import { bytesIn } from './embedded.mjs';

export const SYNC = 'SQLite WAL, synchronous=FULL';

/** As the ledger's own table, so that the bytes are the same; nothing around it. */
const LAYOUT = `CREATE TABLE event (
  position INTEGER PRIMARY KEY, stream TEXT NOT NULL, revision INTEGER NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL,
  version INTEGER NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL, UNIQUE (stream, revision)) STRICT`;

/** The plain loop that anyone would write: an insert an event, a commit an append. */
export async function opened({ folder }) {
  const db = new Database(join(folder, 'events.db'));
  db.prepare('PRAGMA journal_mode=WAL').raw().all();
  db.exec(`PRAGMA synchronous=FULL; ${LAYOUT}`);
  const insert = db.prepare(
    'INSERT INTO event (stream, revision, id, type, version, data, metadata) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const write = (stream, revision, { id, type, version, data, metadata }) =>
    insert.run(stream, revision, id, type, version, JSON.stringify(data), JSON.stringify(metadata));
  return {
    async append(stream, expected = -1, events) {
      if (events.length === 1) write(stream, expected + 1, events[0]);
      else inTransaction(db, () => events.forEach((event, index) => write(stream, expected + 1 + index, event)));
      return expected + events.length;
    },
    isConflict: (error) => /UNIQUE/.test(error.message),
    async *stored() {
      for (const [data] of db.prepare('SELECT data FROM event ORDER BY position').raw().iterate())
        yield JSON.parse(data);
    },
    bytes: () => bytesIn(folder),
    async close() {
      db.close();
    },
  };
}

function inTransaction(db, act) {
  db.exec('BEGIN IMMEDIATE');
  act();
  db.exec('COMMIT');
}
