import type Database from 'libsql';
import { ClockMismatch, StoreUnavailable, type Clock } from '#event-store';

/** "CLdg" in ASCII: how SQLite's header tells a ledger's store from any other database. */
const APPLICATION_ID = 0x434c6467;
/** The layout below. A change of it takes the next number, and a step that lifts older stores. */
const SCHEMA_VERSION = 1;

/** `effective_at` is in milliseconds since 1970, UTC. Positions are contiguous from 1. */
const LAYOUT = `
  CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    version INTEGER NOT NULL,
    data TEXT NOT NULL,
    metadata TEXT NOT NULL,
    effective_at INTEGER NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX event_by_stream ON event (stream, revision);
  CREATE INDEX event_by_type ON event (type);
  CREATE INDEX event_by_time ON event (effective_at);
  CREATE TABLE claim (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    command TEXT NOT NULL,
    stream TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE directory (
    key TEXT NOT NULL,
    stream TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (key, stream)
  ) STRICT, WITHOUT ROWID;
  ${neverChanged('event')}
  ${neverChanged('about')}
`;

/** Facts are added, never changed: SQLite itself refuses. */
function neverChanged(table: string): string {
  const refuse = (act: string) =>
    `CREATE TRIGGER ${table}_no_${act} BEFORE ${act} ON ${table} BEGIN SELECT RAISE(ABORT, 'never changed'); END;`;
  return refuse('UPDATE') + refuse('DELETE');
}

/** Lays the tables out in an empty database, or checks that they are ours. @returns the clock of the store, for ever */
export function settledClock(db: Database.Database, path: string, asked: Clock | undefined): Clock {
  const tables = numberOf(db, 'SELECT count(*) FROM sqlite_schema');
  if (tables === 0) return laidOut(db, asked ?? 'system');
  if (numberOf(db, 'PRAGMA application_id') !== APPLICATION_ID) {
    throw new StoreUnavailable(`${path}: the file is not a ledger store`);
  }
  const version = numberOf(db, 'PRAGMA user_version');
  if (version > SCHEMA_VERSION) {
    throw new StoreUnavailable(
      `${path} was written by a newer ledger (format ${version}; this one reads up to ${SCHEMA_VERSION})`,
    );
  }
  const [row] = db.prepare("SELECT value FROM about WHERE name = 'clock'").raw().all() as [Clock][];
  const actual = row?.[0] ?? 'system';
  if (asked !== undefined && asked !== actual) throw new ClockMismatch(asked, actual);
  return actual;
}

function laidOut(db: Database.Database, clock: Clock): Clock {
  db.exec(`BEGIN IMMEDIATE; ${LAYOUT} INSERT INTO about VALUES ('clock', '${clock}');
    PRAGMA application_id=${APPLICATION_ID}; PRAGMA user_version=${SCHEMA_VERSION}; COMMIT;`);
  return clock;
}

const numberOf = (db: Database.Database, sql: string): number => (db.prepare(sql).raw().all() as [number][])[0]![0];
