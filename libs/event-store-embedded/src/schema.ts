import type Database from 'libsql';
import { ClockMismatch, StoreDamaged, StoreUnavailable, type Clock } from '#event-store';
import { asBytes, textOf } from './rows.js';

const CLOCKS: readonly Clock[] = ['system', 'simulated'];
/** "CLdg" in ASCII: how SQLite's header tells a ledger's store from any other database. */
const APPLICATION_ID = 0x434c6467;
/** The layout below. A change of it takes the next number, and a step that lifts older stores. */
const SCHEMA_VERSION = 3;

/** Most of a log: a page of it is found by looking through the log, and an index would cost every append a page. */
export const UNINDEXED_TYPE = 'ActualsRecorded';
/** As it stands in a query, so that SQLite knows that the index has all that is asked for. */
export const IS_INDEXED = `type <> '${UNINDEXED_TYPE}'`;

const BY_TYPE = `CREATE INDEX event_by_type ON event (type) WHERE ${IS_INDEXED}`;

/** What brings a store from each layout to the next. Times never decrease along positions, and need no index of their own. */
const LIFTS: Readonly<Record<number, string>> = {
  1: 'DROP INDEX event_by_time',
  2: `DROP INDEX event_by_type; ${BY_TYPE}`,
};

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
  ${BY_TYPE};
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

/** Lays the tables out in an empty database, or checks that they are ours and lifts them. @returns the clock of the store, for ever */
export function settledClock(db: Database.Database, path: string, asked: Clock | undefined): Clock {
  if (isEmpty(db)) return laidOut(db, asked ?? 'system');
  const actual = clockOf(db, path);
  if (asked !== undefined && asked !== actual) throw new ClockMismatch(asked, actual);
  if (!isLiftable(db)) throw new StoreDamaged(`${path}: ${NO_FORMAT}`);
  lift(db);
  return actual;
}

function lift(db: Database.Database): void {
  for (let version = versionOf(db); version < SCHEMA_VERSION; version += 1) {
    db.exec(`BEGIN IMMEDIATE; ${LIFTS[version]!}; PRAGMA user_version=${version + 1}; COMMIT`);
  }
}

/** Of a store whose number of its format is damaged. */
export const NO_FORMAT = 'the number of its format is not that of its tables';

/** Whether it is of this layout, or the next opening can bring it there. */
export function isLiftable(db: Database.Database): boolean {
  const version = versionOf(db);
  const isKnown = version === SCHEMA_VERSION || LIFTS[version] !== undefined;
  const byTime = numberOf(db, "SELECT count(*) FROM sqlite_schema WHERE name = 'event_by_time'");
  return isKnown && byTime === (version === 1 ? 1 : 0);
}

/** No table is in it yet. */
export const isEmpty = (db: Database.Database): boolean => numberOf(db, 'SELECT count(*) FROM sqlite_schema') === 0;

/** The store is sound as far as anyone here can tell: a newer ledger reads it. */
export class OfNewerLedger extends StoreUnavailable {}

/**
 * The clock of a store that is there.
 * @throws StoreUnavailable  the file is not ours, or of a newer ledger
 * @throws StoreDamaged      it does not say which clock
 */
export function clockOf(db: Database.Database, path: string): Clock {
  if (numberOf(db, 'PRAGMA application_id') !== APPLICATION_ID) {
    throw new StoreUnavailable(`${path}: the file is not a ledger store`);
  }
  const version = versionOf(db);
  if (version > SCHEMA_VERSION) {
    throw new OfNewerLedger(
      `${path} was written by a newer ledger (format ${version}; this one reads up to ${SCHEMA_VERSION})`,
    );
  }
  const [row] = db
    .prepare(`SELECT ${asBytes('value')} FROM about WHERE name = 'clock'`)
    .raw()
    .all() as [ArrayBuffer][];
  const clock = CLOCKS.find((known) => row !== undefined && known === textOf(row[0]));
  if (clock === undefined) throw new StoreDamaged(`${path} does not say on which clock it runs`);
  return clock;
}

const versionOf = (db: Database.Database): number => numberOf(db, 'PRAGMA user_version');

/** False of a store that the next opening will lift. */
export const isOfThisLayout = (db: Database.Database): boolean => versionOf(db) === SCHEMA_VERSION;

/** Tables, indexes and triggers as SQLite keeps them, in one text. */
export function layoutIn(db: Database.Database): string {
  const columns = asBytes("type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '')");
  const rows = db.prepare(`SELECT ${columns} FROM sqlite_schema ORDER BY type, name`).raw().all() as [ArrayBuffer][];
  return rows.map(([bytes]) => textOf(bytes)).join('\n');
}

export function laidOut(db: Database.Database, clock: Clock): Clock {
  db.exec(`BEGIN IMMEDIATE; ${LAYOUT} INSERT INTO about VALUES ('clock', '${clock}');
    PRAGMA application_id=${APPLICATION_ID}; PRAGMA user_version=${SCHEMA_VERSION}; COMMIT;`);
  return clock;
}

const numberOf = (db: Database.Database, sql: string): number => (db.prepare(sql).raw().all() as [number][])[0]![0];
