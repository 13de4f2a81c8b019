import type Database from 'libsql';
import { EventRows, type EventRow } from '../rows.js';

/** What stands at a place of the log. */
export type Place =
  | { readonly kind: 'row'; readonly row: EventRow }
  /** From and with one position up to and with another. */
  | { readonly kind: 'missing' | 'unreadable'; readonly from: number; readonly to: number };

/** Events read at a time. */
const PAGE = 256;

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
    if (rows !== undefined) {
      for (const row of rows) yield { kind: 'row', row };
      after = rows.at(-1)![0];
      continue;
    }
    for (let position = after + 1; position <= after + PAGE; position++) {
      const alone = unlessDamaged(() => at.all(position));
      if (alone === undefined) yield { kind: 'unreadable', from: position, to: position };
      else if (alone[0] !== undefined) yield { kind: 'row', row: alone[0] };
    }
    after += PAGE;
    if (after >= Math.max(atLeast, lastPosition(db))) return;
  }
}

/** As far as it can be known: by the log itself, or by the claims that point into it. */
function lastPosition(db: Database.Database): number {
  const of = (table: string) =>
    unlessDamaged(() => (db.prepare(`SELECT max(position) FROM ${table}`).raw().all() as [number | null][])[0]![0]);
  return Math.max(of('event') ?? 0, of('claim') ?? 0);
}

function unlessDamaged<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
