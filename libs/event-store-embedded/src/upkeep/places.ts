import type Database from 'libsql';
import { EventRows, type EventRow } from '../rows.js';

/** What stands at a place of the log. */
export type Place =
  | { readonly kind: 'row'; readonly row: EventRow }
  /** From and with one position up to and with another. */
  | { readonly kind: 'missing' | 'unreadable'; readonly from: number; readonly to: number };

/** Events read at a time. */
const PAGE = 256;
/** That an event takes at least: its id and its hash alone have as many. */
const BYTES_AN_EVENT = 100;

/**
 * The log place by place, up to the last position or `atLeast`, whatever state it is in. Where a page of the file is
 * damaged, each event in it is tried alone.
 */
export function* places(db: Database.Database, atLeast: number): Generator<Place> {
  let last = 0;
  for (const place of found(db, atLeast)) {
    const [from, to] = place.kind === 'row' ? [place.row[0], place.row[0]] : [place.from, place.to];
    if (from > last + 1) yield { kind: 'missing', from: last + 1, to: from - 1 };
    yield place;
    last = to;
  }
  if (last < atLeast) yield { kind: 'missing', from: last + 1, to: atLeast };
}

function* found(db: Database.Database, atLeast: number): Generator<Place> {
  const page = new EventRows(db, `WHERE position > ? ORDER BY position LIMIT ${PAGE}`);
  const at = new EventRows(db, 'WHERE position = ?');
  for (let after = 0; ;) {
    const rows = unlessDamaged(() => page.all(after));
    if (rows?.length === 0) return;
    if (rows !== undefined && isAscending(rows, after)) {
      for (const row of rows) yield { kind: 'row', row };
      after = rows.at(-1)![0];
      continue;
    }
    for (let position = after + 1; position <= after + PAGE; position++) {
      const alone = unlessDamaged(() => at.all(position));
      if (alone === undefined) yield { kind: 'unreadable', from: position, to: position };
      else if (alone[0] !== undefined && alone[0][0] === position) yield { kind: 'row', row: alone[0] };
    }
    after += PAGE;
    if (after >= Math.max(atLeast, lastPosition(db))) return;
  }
}

/** A damaged page gives its rows in any order, and the same ones again to whoever asks for those after them. */
const isAscending = (rows: readonly EventRow[], after: number): boolean =>
  rows.every(([position], index) => position > (rows[index - 1]?.[0] ?? after));

/**
 * As far as it can be known: by the log itself, or by the claims that point into it. One that is damaged may point anywhere:
 * not farther than the file has room for.
 */
function lastPosition(db: Database.Database): number {
  const of = (sql: string) => unlessDamaged(() => (db.prepare(sql).raw().all() as [number | null][])[0]![0]) ?? 0;
  const last = Math.max(of('SELECT max(position) FROM event'), of('SELECT max(position) FROM claim'));
  return Math.min(last, (of('PRAGMA page_count') * of('PRAGMA page_size')) / BYTES_AN_EVENT);
}

function unlessDamaged<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
