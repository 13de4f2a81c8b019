import type Database from 'libsql';
import { BeforeLastEvent, FoundMore, hashOf, IdTaken, WrongRevision, type Clock, type StoredEvent } from '#event-store';
import { instantOfMs } from '#kernel';
import { EventInsert, type OutgoingRow } from './event-insert.js';
import { Known } from './known.js';
import type { Outgoing } from './outgoing.js';
import { asBytes, EventRows, verified } from './rows.js';

/** What became of one append of a batch. */
export type Outcome =
  { readonly stored: readonly StoredEvent[]; readonly isRepeat: boolean } | { readonly refused: Error };

/** Where the log ends: the last position, and its effective time in milliseconds. */
type End = { readonly position: number; readonly effectiveAtMs: number };

/** A key that leads to the append's stream from its event at `index` on, as far as the writer knows. */
type NewEntry = { readonly key: string; readonly index: number };
type Planned = { readonly append: Outgoing; readonly entries: readonly NewEntry[] };

/** Before every instant that can be written. */
const NEVER_MS = Number.MIN_SAFE_INTEGER;

const statements = (db: Database.Database) => ({
  begin: db.prepare('BEGIN IMMEDIATE'),
  commit: db.prepare('COMMIT'),
  end: db.prepare('SELECT position, effective_at FROM event ORDER BY position DESC LIMIT 1').raw(),
  revision: db.prepare('SELECT max(revision) FROM event WHERE stream = ?').raw(),
  after: new EventRows(db, 'WHERE stream = ? AND revision > ? ORDER BY revision LIMIT ?'),
  holder: db.prepare(`SELECT ${asBytes('command')} FROM claim WHERE kind = ? AND id = ?`).raw(),
  event: new EventInsert(db),
  claim: db.prepare('REPLACE INTO claim VALUES (?, ?, ?, ?, ?)'),
  found: db.prepare('SELECT count(*) FROM directory WHERE key = ?').raw(),
  direct: db.prepare('INSERT OR IGNORE INTO directory VALUES (?, ?, ?)'),
});

/**
 * Writes to the log: a batch of appends in one transaction, with one sync. Nobody else writes to the file, so it remembers
 * what it has written: where the log and some streams end, and what leads to them. A failure makes it forget everything.
 */
export class LogWriter {
  readonly #db: Database.Database;
  readonly #clock: Clock;
  readonly #sql: ReturnType<typeof statements>;
  #end: End | undefined;
  readonly #revisions = new Known<number>();
  readonly #directed = new Known<true>();
  /** To how many streams a key leads. */
  readonly #found = new Known<number>();

  constructor(db: Database.Database, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
    this.#sql = statements(db);
  }

  /**
   * Each append is checked against the log as those before it have left it, and is refused alone: whatever can refuse
   * it comes before its first row. A failure of SQLite takes the whole batch with it.
   */
  write(batch: readonly Outgoing[]): readonly Outcome[] {
    const planned = batch.map((append) => ({ append, entries: this.#newEntries(append) }));
    const isOneCall = planned.length === 1 && planned.every(isOneStatement);
    if (!isOneCall) this.#sql.begin.run();
    try {
      const outcomes = planned.map((plan) => this.#written(plan));
      if (!isOneCall) this.#sql.commit.run();
      return outcomes;
    } catch (error) {
      this.#forget();
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  /** What leads to a stream once leads there for ever. */
  #newEntries({ stream, outgoing }: Outgoing): readonly NewEntry[] {
    const entries: NewEntry[] = [];
    const seen = new Set<string>();
    outgoing.forEach(({ keys }, index) => {
      for (const key of keys) {
        if (seen.has(key)) continue;
        seen.add(key);
        if (!this.#directed.get(entryOf(key, stream))) entries.push({ key, index });
      }
    });
    return entries;
  }

  #forget(): void {
    this.#end = undefined;
    this.#revisions.clear();
    this.#directed.clear();
    this.#found.clear();
  }

  #written(plan: Planned): Outcome {
    const { append } = plan;
    const end = (this.#end ??= this.#endNow());
    const refused = this.#refusal(append, end);
    if (refused) return this.#writtenBefore(append) ?? { refused };
    return { stored: this.#insert(plan, end), isRepeat: false };
  }

  #endNow(): End {
    const row = this.#sql.end.get() as [number, number] | undefined;
    return row ? { position: row[0], effectiveAtMs: row[1] } : { position: 0, effectiveAtMs: NEVER_MS };
  }

  /** As it is in the file. */
  revisionOf(stream: string): number {
    const row = this.#sql.revision.get(stream) as [number | null] | undefined;
    return row?.[0] ?? -1;
  }

  #streamsUnder(key: string): number {
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const [count] = this.#sql.found.get(key) as [number];
    this.#found.set(key, count);
    return count;
  }

  #refusal(append: Outgoing, end: End): Error | undefined {
    const { stream, expectedRevision, unmoved, found } = append;
    for (const place of [{ stream, revision: expectedRevision }, ...unmoved]) {
      const actual = this.#revisions.get(place.stream) ?? this.revisionOf(place.stream);
      if (actual !== place.revision) return new WrongRevision(place.stream, place.revision, actual);
    }
    for (const { key, streams } of found) {
      const actual = this.#streamsUnder(key);
      if (actual !== streams) return new FoundMore(key, streams, actual);
    }
    return this.#taken(append) ?? (this.#clock === 'simulated' ? tooEarly(append, end) : undefined);
  }

  /** What the same append has written before: its own events to the last byte, at its revisions. */
  #writtenBefore(append: Outgoing): Outcome | undefined {
    const { stream, expectedRevision, outgoing } = append;
    const rows = this.#sql.after.all(stream, expectedRevision, outgoing.length);
    const hashes = hashesOf(append);
    const areItsOwn = rows.length === hashes.length && rows.every((row, index) => row.at(-1) === hashes[index]);
    return areItsOwn ? { stored: rows.map(verified), isRepeat: true } : undefined;
  }

  #taken({ claims }: Outgoing): Error | undefined {
    for (const { kind, id, insteadOf } of claims) {
      const row = this.#sql.holder.get(kind, id) as [Buffer] | undefined;
      const holder = row?.[0].toString('utf8');
      if (holder !== undefined && holder !== insteadOf) return new IdTaken(kind, id, holder);
    }
    return undefined;
  }

  #insert({ append, entries }: Planned, end: End): readonly StoredEvent[] {
    const { stream, expectedRevision } = append;
    const first = { position: end.position + 1, revision: expectedRevision + 1 };
    const rows = rowsOf(append, end.effectiveAtMs);
    this.#sql.event.run(stream, first.position, first.revision, rows);
    for (const { key, index } of entries) {
      const { changes } = this.#sql.direct.run(key, stream, first.position + index);
      this.#directed.set(entryOf(key, stream), true);
      if (changes > 0) this.#found.forget(key);
    }
    for (const { kind, id } of append.claims) {
      this.#sql.claim.run(kind, id, append.commandId, stream, first.position);
    }
    this.#end = { position: end.position + rows.length, effectiveAtMs: rows.at(-1)!.effectiveAtMs };
    this.#revisions.set(stream, expectedRevision + rows.length);
    return rows.map((row, index) => storedEvent(row, stream, first.position + index, first.revision + index));
  }
}

/** SQLite makes one statement a transaction by itself. */
const isOneStatement = ({ append, entries }: Planned): boolean =>
  append.claims.length === 0 && entries.length === 0 && EventInsert.callsFor(append.outgoing.length) === 1;

const entryOf = (key: string, stream: string): string => `${key}\0${stream}`;

/** @param effectiveAtMs  of the last event of the log */
function rowsOf(append: Outgoing, effectiveAtMs: number): readonly OutgoingRow[] {
  let greatest = effectiveAtMs;
  const hashes = hashesOf(append);
  return append.outgoing.map((outgoing, index) => {
    greatest = Math.max(greatest, outgoing.recordedAtMs);
    return { outgoing, effectiveAtMs: greatest, hash: hashes[index]! };
  });
}

function storedEvent(
  { outgoing, effectiveAtMs, hash }: OutgoingRow,
  stream: string,
  position: number,
  revision: number,
) {
  const { id, type, version, data, metadata } = outgoing.event;
  const effectiveAt = effectiveAtMs === outgoing.recordedAtMs ? metadata.recordedAt : instantOfMs(effectiveAtMs);
  return { id, type, version, data, metadata, stream, revision, position: BigInt(position), effectiveAt, hash };
}

/** Simulated time never runs backwards, nor within an append. */
function tooEarly({ outgoing }: Outgoing, { effectiveAtMs }: End): Error | undefined {
  let last = effectiveAtMs;
  for (const { recordedAtMs, event } of outgoing) {
    if (recordedAtMs < last) {
      return new BeforeLastEvent(`${event.metadata.recordedAt} lies before the last event, ${instantOfMs(last)}`);
    }
    last = recordedAtMs;
  }
  return undefined;
}

const hashesOf = ({ stream, expectedRevision, outgoing }: Outgoing): readonly string[] =>
  outgoing.map(({ event: { id, type, version }, dataJson, metadataJson }, index) =>
    hashOf({ id, type, version, stream, revision: expectedRevision + 1 + index, dataJson, metadataJson }),
  );
