import type Database from 'libsql';
import type { OutgoingEvent } from './outgoing.js';

/** An event as it is written, but for what all events of its append share. */
export type OutgoingRow = { readonly outgoing: OutgoingEvent; readonly effectiveAtMs: number; readonly hash: string };

/** Rows in one statement at most: its values stay below every limit of SQLite, and its compiled code small. */
const MOST_ROWS = 64;

/**
 * Inserts the events of an append, many in one call: what a call into libsql costs is the call and each of its values, so
 * that what the rows have in common is given once.
 */
export class EventInsert {
  readonly #db: Database.Database;
  readonly #bySize = new Map<number, Database.Statement>();

  constructor(db: Database.Database) {
    this.#db = db;
  }

  /** Calls that so many rows take: their number is written as a sum of powers of two, the largest first. */
  static callsFor(rows: number): number {
    return Math.floor(rows / MOST_ROWS) + bitsIn(rows % MOST_ROWS);
  }

  /** @param position  of the first event, as `revision` */
  run(stream: string, position: number, revision: number, rows: readonly OutgoingRow[]): void {
    for (let done = 0; done < rows.length;) {
      const size = Math.min(MOST_ROWS, 2 ** Math.floor(Math.log2(rows.length - done)));
      const values: (string | number)[] = [position + done, stream, revision + done];
      for (const { outgoing, effectiveAtMs, hash } of rows.slice(done, done + size)) {
        const { event, dataJson, metadataJson } = outgoing;
        values.push(event.id, event.type, event.version, dataJson, metadataJson, effectiveAtMs, hash);
      }
      this.#ofSize(size).run(values);
      done += size;
    }
  }

  #ofSize(rows: number): Database.Statement {
    const known = this.#bySize.get(rows);
    if (known !== undefined) return known;
    const tuples = Array.from({ length: rows }, (_, row) => `(?1 + ${row}, ?2, ?3 + ${row}, ?, ?, ?, ?, ?, ?, ?)`);
    const statement = this.#db.prepare(`INSERT INTO event VALUES ${tuples.join(', ')}`);
    this.#bySize.set(rows, statement);
    return statement;
  }
}

function bitsIn(number: number): number {
  let bits = 0;
  for (let rest = number; rest > 0; rest &= rest - 1) bits += 1;
  return bits;
}
