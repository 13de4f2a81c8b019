import type Database from 'libsql';
import { BeforeLastEvent, hashOf, IdTaken, WrongRevision, type Clock, type StoredEvent } from '#event-store';
import { instantOfMs } from '#kernel';
import { eventOf, type EventRow } from './rows.js';
import type { Outgoing } from './outgoing.js';

/** What became of one append of a batch. */
export type Outcome = { readonly stored: readonly StoredEvent[] } | { readonly refused: Error };

/** Where the log ends: the last position, and its effective time in milliseconds. */
type End = { readonly position: number; readonly effectiveAtMs: number };

/** Before every instant that can be written. */
const NEVER_MS = Number.MIN_SAFE_INTEGER;

const statements = (db: Database.Database) => ({
  end: db.prepare('SELECT position, effective_at FROM event ORDER BY position DESC LIMIT 1').raw(),
  revision: db.prepare('SELECT max(revision) FROM event WHERE stream = ?').raw(),
  holder: db.prepare('SELECT command FROM claim WHERE kind = ? AND id = ?').raw(),
  event: db.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
  claim: db.prepare('REPLACE INTO claim VALUES (?, ?, ?, ?, ?)'),
  direct: db.prepare('INSERT OR IGNORE INTO directory VALUES (?, ?, ?)'),
});

/** Writes to the log: a batch of appends in one transaction, with one sync. It remembers nothing between batches. */
export class LogWriter {
  readonly #db: Database.Database;
  readonly #clock: Clock;
  readonly #sql: ReturnType<typeof statements>;

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
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      let end = this.#end();
      const outcomes = batch.map((append): Outcome => {
        const refused = this.#refusal(append, end);
        if (refused) return { refused };
        const rows = this.#insert(append, end);
        end = { position: rows.at(-1)![0], effectiveAtMs: rows.at(-1)![8] };
        return { stored: rows.map(eventOf) };
      });
      this.#db.exec('COMMIT');
      return outcomes;
    } catch (error) {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  #end(): End {
    const [row] = this.#sql.end.all() as [number, number][];
    return row ? { position: row[0], effectiveAtMs: row[1] } : { position: 0, effectiveAtMs: NEVER_MS };
  }

  revisionOf(stream: string): number {
    const [row] = this.#sql.revision.all(stream) as [number | null][];
    return row?.[0] ?? -1;
  }

  #refusal(append: Outgoing, end: End): Error | undefined {
    const { stream, expectedRevision, unmoved } = append;
    for (const place of [{ stream, revision: expectedRevision }, ...unmoved]) {
      const actual = this.revisionOf(place.stream);
      if (actual !== place.revision) return new WrongRevision(place.stream, place.revision, actual);
    }
    return this.#taken(append) ?? (this.#clock === 'simulated' ? tooEarly(append, end) : undefined);
  }

  #taken({ claims }: Outgoing): Error | undefined {
    for (const { kind, id, insteadOf } of claims) {
      const [holder] = this.#sql.holder.all(kind, id) as [string][];
      if (holder !== undefined && holder[0] !== insteadOf) return new IdTaken(kind, id, holder[0]);
    }
    return undefined;
  }

  #insert(append: Outgoing, end: End): readonly EventRow[] {
    const rows = rowsOf(append, end);
    rows.forEach((row, index) => {
      this.#sql.event.run(...row);
      for (const key of append.outgoing[index]!.keys) this.#sql.direct.run(key, append.stream, row[0]);
    });
    for (const { kind, id } of append.claims) {
      this.#sql.claim.run(kind, id, append.commandId, append.stream, end.position + 1);
    }
    return rows;
  }
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

function rowsOf({ stream, expectedRevision, outgoing }: Outgoing, end: End): readonly EventRow[] {
  let effectiveAtMs = end.effectiveAtMs;
  return outgoing.map(({ event: { id, type, version }, dataJson, metadataJson, recordedAtMs }, index): EventRow => {
    effectiveAtMs = Math.max(effectiveAtMs, recordedAtMs);
    const revision = expectedRevision + 1 + index;
    const hash = hashOf({ id, type, version, stream, revision, dataJson, metadataJson });
    const position = end.position + 1 + index;
    return [position, stream, revision, id, type, version, dataJson, metadataJson, effectiveAtMs, hash];
  });
}
