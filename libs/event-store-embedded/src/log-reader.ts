import type Database from 'libsql';
import {
  StoreDamaged,
  type DirectoryEntry,
  type Head,
  type Holding,
  type ReadAll,
  type StoredEvent,
  type StreamLength,
  type Stretch,
} from '#event-store';
import { instant, instantOfMs, msOf, type Instant } from '#kernel';
import { EventPages } from './event-pages.js';
import { asBytes, textOf } from './rows.js';
import { IS_INDEXED } from './schema.js';

/** Rows that are read in one text, at most. */
const AT_ONCE = 500;
/** Past every position that SQLite can hold as a number without loss. */
const LAST = Number.MAX_SAFE_INTEGER;
const WHOLE: Stretch = { from: 0, limit: LAST };

const statements = (db: Database.Database) => {
  const prepared = (sql: string) => db.prepare(sql).raw();
  const events = (rest: string) => new EventPages(db, rest);
  const among = '(SELECT value FROM json_each(?))';
  const inPage = 'position > ? AND position <= ?';
  return {
    stream: events('WHERE stream = ? AND revision >= ? AND position <= ? ORDER BY revision LIMIT ?'),
    streams: prepared(`SELECT ${asBytes('stream')}, count(*) FROM event INDEXED BY event_by_stream
      WHERE position <= ? GROUP BY stream ORDER BY stream`),
    page: events(`WHERE ${inPage} ORDER BY position LIMIT ?`),
    at: events(`WHERE position IN ${among} ORDER BY position`),
    ofStreams: prepared(`SELECT position FROM event INDEXED BY event_by_stream
      WHERE stream IN ${among} AND ${inPage} ORDER BY position LIMIT ?`),
    ofStreamsAndTypes: prepared(`SELECT position FROM event INDEXED BY event_by_stream
      WHERE stream IN ${among} AND ${inPage} AND type IN ${among} ORDER BY position LIMIT ?`),
    ofType: prepared(`SELECT position FROM event INDEXED BY event_by_type
      WHERE type = ? AND ${IS_INDEXED} AND ${inPage} ORDER BY position LIMIT ?`),
    head: prepared('SELECT position, effective_at FROM event ORDER BY position DESC LIMIT 1'),
    effectiveAt: prepared('SELECT effective_at FROM event WHERE position >= ? ORDER BY position LIMIT 1'),
    lookUp: prepared(`SELECT ${asBytes('group_concat(entry, char(0))')} FROM (SELECT
      concat_ws(char(0), stream, position) AS entry FROM directory WHERE key = ? AND position <= ? ORDER BY position)`),
    holder: prepared(`SELECT ${asBytes('command')}, ${asBytes('stream')}, position FROM claim
      WHERE kind = ? AND id = ?`),
  };
};

/** Reads the log, and believes no row whose hash does not fit. */
export class LogReader {
  readonly #sql: ReturnType<typeof statements>;

  constructor(db: Database.Database) {
    this.#sql = statements(db);
  }

  stream(stream: string, upTo?: bigint, { from, limit }: Stretch = WHOLE): readonly StoredEvent[] {
    const events = this.#sql.stream.all(stream, from, bound(upTo), limit);
    const gap = events.findIndex(({ revision }, index) => revision !== from + index);
    if (gap >= 0) throw new StoreDamaged(`revision ${from + gap} of ${stream} is missing`);
    return events;
  }

  streams(upTo: bigint): readonly StreamLength[] {
    const rows = this.#sql.streams.all(bound(upTo)) as [ArrayBuffer, number][];
    return rows.map(([stream, events]) => ({ stream: textOf(stream), events }));
  }

  /** Of types that have an index, or of all. No hash covers an index: where it leads is compared with what it was asked for. */
  page(page: ReadAll): readonly StoredEvent[] {
    const { after, limit, upTo, streams, types } = page;
    if (streams === undefined && types === undefined) return this.#contiguous(bound(after), bound(upTo), limit);
    const positions = this.#positions(page);
    const events = this.#sql.at.all(JSON.stringify(positions));
    const [ofStreams, ofTypes] = [streams && new Set(streams), types && new Set(types)];
    const isAsked = (position: number, event: StoredEvent | undefined): boolean =>
      event?.position === BigInt(position) &&
      event.position > after &&
      (ofStreams?.has(event.stream) ?? true) &&
      (ofTypes?.has(event.type) ?? true);
    const astray = positions.findIndex((position, index) => !isAsked(position, events[index]));
    if (astray >= 0) throw new StoreDamaged(`an index leads to position ${positions[astray]}, to no event of its kind`);
    return events;
  }

  #contiguous(after: number, upTo: number, limit: number): readonly StoredEvent[] {
    const events: StoredEvent[] = [];
    while (events.length < limit) {
      const begin = after + events.length;
      const some = this.#sql.page.all(begin, upTo, Math.min(limit - events.length, AT_ONCE));
      const gap = some.findIndex(({ position }, index) => position !== BigInt(begin + 1 + index));
      if (gap >= 0) throw new StoreDamaged(`the event at position ${begin + 1 + gap} is missing`);
      if (some.length === 0) break;
      events.push(...some);
    }
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
    const row = this.#sql.head.get() as [number, number] | undefined;
    return row
      ? { position: BigInt(row[0]), count: row[0], effectiveAt: instantOfMs(row[1]) }
      : { position: 0n, count: 0, effectiveAt: undefined };
  }

  /**
   * Times never decrease along positions, which have no gaps. Sought where the time would be if the log grew evenly, and
   * in the middle every other time, as it does not: a third of the reads of halving alone.
   */
  positionAt(at: Instant): bigint {
    const ms = msOf(instant(at));
    const { effectiveAt, head } = this.#sql;
    const last = head.get() as [number, number] | undefined;
    const first = effectiveAt.get(1) as [number] | undefined;
    if (!last || !first || first[0] > ms) return 0n;
    let [low, [lowMs], [high, highMs]] = [1, first, last];
    if (highMs <= ms) return BigInt(high);
    for (let halves = false; high - low > 1; halves = !halves) {
      const share = halves ? 1 / 2 : (ms - lowMs) / (highMs - lowMs);
      const between = Math.min(high - 1, Math.max(low + 1, low + Math.floor((high - low) * share)));
      const [betweenMs] = effectiveAt.get(between) as [number];
      if (betweenMs <= ms) [low, lowMs] = [between, betweenMs];
      else [high, highMs] = [between, betweenMs];
    }
    return BigInt(low);
  }

  lookUp(key: string, upTo?: bigint): readonly DirectoryEntry[] {
    const [bytes] = this.#sql.lookUp.get(key, bound(upTo)) as [Buffer | null];
    const fields = bytes?.toString('utf8').split('\0') ?? [];
    const entries: DirectoryEntry[] = [];
    for (let at = 0; at < fields.length; at += 2) {
      const [stream, position] = [fields[at]!, fields[at + 1] ?? ''];
      if (!/^\d+$/.test(position)) throw new StoreDamaged(`the directory is damaged where it leads from ${key}`);
      entries.push({ stream, position: BigInt(position) });
    }
    return entries;
  }

  holderOf(kind: string, id: string): Holding | undefined {
    const row = this.#sql.holder.get(kind, id) as [Buffer, Buffer, number] | undefined;
    return row && { commandId: row[0].toString('utf8'), stream: row[1].toString('utf8'), position: BigInt(row[2]) };
  }
}

const firsts = (rows: readonly unknown[]): number[] => (rows as [number][]).map(([first]) => first);

/** A position of the port as SQLite compares it; none means no bound. */
function bound(position: bigint | undefined): number {
  if (position === undefined || position > LAST) return LAST;
  return position < 0n ? 0 : Number(position);
}
