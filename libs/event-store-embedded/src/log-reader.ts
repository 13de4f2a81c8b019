import type Database from 'libsql';
import {
  StoreDamaged,
  type DirectoryEntry,
  type Head,
  type Holding,
  type ReadAll,
  type StoredEvent,
} from '#event-store';
import { instant, instantOfMs, msOf, type Instant } from '#kernel';
import { COLUMNS, verified, type EventRow } from './rows.js';

/** Past every position that SQLite can hold as a number without loss. */
const LAST = Number.MAX_SAFE_INTEGER;

const statements = (db: Database.Database) => {
  const prepared = (sql: string) => db.prepare(sql).raw();
  const events = (rest: string) => prepared(`SELECT ${COLUMNS} FROM event ${rest}`);
  const among = '(SELECT value FROM json_each(?))';
  const inPage = 'position > ? AND position <= ?';
  return {
    stream: events('WHERE stream = ? AND position <= ? ORDER BY revision'),
    page: events(`WHERE ${inPage} ORDER BY position LIMIT ?`),
    at: events(`WHERE position IN ${among} ORDER BY position`),
    ofStreams: prepared(`SELECT position FROM event INDEXED BY event_by_stream
      WHERE stream IN ${among} AND ${inPage} ORDER BY position LIMIT ?`),
    ofStreamsAndTypes: prepared(`SELECT position FROM event INDEXED BY event_by_stream
      WHERE stream IN ${among} AND ${inPage} AND type IN ${among} ORDER BY position LIMIT ?`),
    ofType: prepared(`SELECT position FROM event INDEXED BY event_by_type
      WHERE type = ? AND ${inPage} ORDER BY position LIMIT ?`),
    head: prepared('SELECT position, effective_at FROM event ORDER BY position DESC LIMIT 1'),
    positionAt: prepared(`SELECT position FROM event WHERE effective_at <= ?
      ORDER BY effective_at DESC, position DESC LIMIT 1`),
    lookUp: prepared('SELECT stream, position FROM directory WHERE key = ? AND position <= ? ORDER BY position'),
    holder: prepared('SELECT command, stream, position FROM claim WHERE kind = ? AND id = ?'),
  };
};

/** Reads the log, and believes no row whose hash does not fit. */
export class LogReader {
  readonly #sql: ReturnType<typeof statements>;

  constructor(db: Database.Database) {
    this.#sql = statements(db);
  }

  stream(stream: string, upTo?: bigint): readonly StoredEvent[] {
    const events = (this.#sql.stream.all(stream, bound(upTo)) as EventRow[]).map(verified);
    const gap = events.findIndex(({ revision }, index) => revision !== index);
    if (gap >= 0) throw new StoreDamaged(`revision ${gap} of ${stream} is missing`);
    return events;
  }

  /** @throws RangeError when `limit` is not a whole number above 0 */
  page(page: ReadAll): readonly StoredEvent[] {
    const { after, limit, upTo, streams, types } = page;
    if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError(`not a number of events: ${limit}`);
    if (streams === undefined && types === undefined) return this.#contiguous(bound(after), bound(upTo), limit);
    const positions = this.#positions(page);
    return (this.#sql.at.all(JSON.stringify(positions)) as EventRow[]).map(verified);
  }

  #contiguous(after: number, upTo: number, limit: number): readonly StoredEvent[] {
    const events = (this.#sql.page.all(after, upTo, limit) as EventRow[]).map(verified);
    const gap = events.findIndex(({ position }, index) => position !== BigInt(after + 1 + index));
    if (gap >= 0) throw new StoreDamaged(`the event at position ${after + 1 + gap} is missing`);
    return events;
  }

  /** Indexes alone find the positions of a page, so that no event is read to be passed over. */
  #positions({ after, limit, upTo, streams, types }: ReadAll): readonly number[] {
    const range = [bound(after), bound(upTo)] as const;
    if (streams !== undefined) {
      const among = JSON.stringify(streams);
      const rows = types
        ? this.#sql.ofStreamsAndTypes.all(among, ...range, JSON.stringify(types), limit)
        : this.#sql.ofStreams.all(among, ...range, limit);
      return firsts(rows);
    }
    const ofEach = [...new Set(types)].flatMap((type) => firsts(this.#sql.ofType.all(type, ...range, limit)));
    return ofEach.sort((a, b) => a - b).slice(0, limit);
  }

  head(): Head {
    const [row] = this.#sql.head.all() as [number, number][];
    return row
      ? { position: BigInt(row[0]), effectiveAt: instantOfMs(row[1]) }
      : { position: 0n, effectiveAt: undefined };
  }

  positionAt(at: Instant): bigint {
    const [position] = firsts(this.#sql.positionAt.all(msOf(instant(at))));
    return BigInt(position ?? 0);
  }

  lookUp(key: string, upTo?: bigint): readonly DirectoryEntry[] {
    const rows = this.#sql.lookUp.all(key, bound(upTo)) as [string, number][];
    return rows.map(([stream, position]) => ({ stream, position: BigInt(position) }));
  }

  holderOf(kind: string, id: string): Holding | undefined {
    const [row] = this.#sql.holder.all(kind, id) as [string, string, number][];
    return row && { commandId: row[0], stream: row[1], position: BigInt(row[2]) };
  }
}

const firsts = (rows: readonly unknown[]): number[] => (rows as [number][]).map(([first]) => first);

/** A position of the port as SQLite compares it; none means no bound. */
function bound(position: bigint | undefined): number {
  if (position === undefined || position > LAST) return LAST;
  return position < 0n ? 0 : Number(position);
}
