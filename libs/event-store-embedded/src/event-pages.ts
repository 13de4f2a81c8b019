import type Database from 'libsql';
import type { StoredEvent } from '#event-store';
import { sha256 } from '#audit';
import { asBytes, eventFrom, EventRows, verified } from './rows.js';

/** The bytes that an event's hash covers, as `storedBytes` writes them where no name needs an escape. */
const STORED_BYTES = `concat('{"data":', data, ',"id":"', id, '","metadata":', metadata, ',"revision":', revision,
  ',"stream":"', stream, '","type":"', type, '","version":', version, '}')`;
const FIELDS = ['hash', 'effective_at', 'position', STORED_BYTES];
const WIDTH = FIELDS.length;
const SEPARATOR = 0;

/**
 * Events that are read and checked, all of a page at once, put together by SQLite as they were hashed: what a row costs is
 * its columns, each taken out and put together again.
 */
export class EventPages {
  readonly #pages: Database.Statement;
  readonly #rows: EventRows;

  /** @param rest  the end of the query, from WHERE on; what it gives must fit into memory */
  constructor(db: Database.Database, rest: string) {
    const page = `SELECT concat_ws(char(0), ${FIELDS.join(', ')}) AS event FROM event ${rest}`;
    this.#pages = db.prepare(`SELECT ${asBytes('group_concat(event, char(0))')}, count(*) FROM (${page})`).raw();
    this.#rows = new EventRows(db, rest);
  }

  /** @throws StoreDamaged when a row is not what was once written */
  all(...values: readonly (string | number)[]): readonly StoredEvent[] {
    const [bytes, count] = this.#pages.get(...values) as [Buffer | null, number];
    if (bytes === null) return [];
    return eventsIn(bytes, count) ?? this.#rows.all(...values).map(verified);
  }
}

/** Undefined where one is not as its hash says: its name needs an escape, or it is damaged, and its columns tell which. */
function eventsIn(page: Buffer, count: number): readonly StoredEvent[] | undefined {
  const ends = endsOf(page);
  if (ends.length !== count * WIDTH) return undefined;
  const events: StoredEvent[] = [];
  for (let at = 0; at < ends.length; at += WIDTH) {
    const begin = at === 0 ? 0 : ends[at - 1]! + 1;
    const text = (field: number): string => page.toString('latin1', ends[at + field - 1]! + 1, ends[at + field]!);
    const hash = page.toString('latin1', begin, ends[at]!);
    const stored = page.subarray(ends[at + 2]! + 1, ends[at + 3]!);
    if (sha256(stored) !== hash) return undefined;
    events.push(
      eventFrom(stored.toString('utf8'), { position: Number(text(2)), effectiveAtMs: Number(text(1)), hash }),
    );
  }
  return events;
}

/** Where each field ends. No column holds a NUL: names must not, and JSON escapes it. */
function endsOf(page: Buffer): readonly number[] {
  const ends: number[] = [];
  for (let end = page.indexOf(SEPARATOR); end >= 0; end = page.indexOf(SEPARATOR, end + 1)) ends.push(end);
  ends.push(page.length);
  return ends;
}
