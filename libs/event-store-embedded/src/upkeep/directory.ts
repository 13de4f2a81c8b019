import type Database from 'libsql';
import type { StoredEvent } from '#event-store';
import { asBytes, textOf } from '../rows.js';
import type { Domain, Finding } from './finding.js';

type Claimed = readonly [command: ArrayBuffer, stream: ArrayBuffer, position: number];
type Row = readonly [first: ArrayBuffer, second: ArrayBuffer, stream: ArrayBuffer, position: number];

/** Compares the claims and the directory of a store with its events. */
export class Directory {
  readonly #db: Database.Database;
  readonly #domain: Domain;
  readonly #entry: Database.Statement;
  readonly #claim: Database.Statement;
  /** Entries that were compared: what leads to a stream once leads there for ever. */
  readonly #seen = new Set<string>();
  /** Of the command whose events are passing: its claims stand at its first. */
  #command = { id: '', position: 0 };

  constructor(db: Database.Database, domain: Domain) {
    this.#db = db;
    this.#domain = domain;
    this.#entry = db.prepare('SELECT position FROM directory WHERE key = ? AND stream = ?').raw();
    this.#claim = db
      .prepare(
        `SELECT ${asBytes('command')}, ${asBytes('stream')}, position FROM claim
      WHERE kind = ? AND id = ?`,
      )
      .raw();
  }

  /** What of one event differs; events come in the order of the log. */
  differences(event: StoredEvent): readonly Pick<Finding, 'part' | 'detail'>[] {
    const position = Number(event.position);
    const { commandId } = event.metadata;
    if (this.#command.id !== commandId) this.#command = { id: commandId, position };
    return [...this.#ofEntries(event, position), ...this.#ofClaims(event, this.#command.position)];
  }

  *#ofEntries(event: StoredEvent, position: number): Generator<Pick<Finding, 'part' | 'detail'>> {
    for (const key of this.#domain.directoryKeys(event)) {
      const place = `${key}\0${event.stream}`;
      if (this.#seen.has(place)) continue;
      this.#seen.add(place);
      const [row] = this.#entry.all(key, event.stream) as [number][];
      if (row?.[0] === position) continue;
      yield { part: 'directory', detail: `is not found under ${key}, as it should be since ${position}` };
    }
  }

  *#ofClaims(event: StoredEvent, position: number): Generator<Pick<Finding, 'part' | 'detail'>> {
    for (const { kind, id } of this.#domain.claimsOf(event)) {
      const [row] = this.#claim.all(kind, id) as Claimed[];
      const isIts = row && textOf(row[0]) === event.metadata.commandId && textOf(row[1]) === event.stream;
      const isHeld = row?.[2] === position && isIts;
      const isTakenOver = row !== undefined && row[2] > position && kind !== 'command';
      if (!isHeld && !isTakenOver) yield { part: 'claim', detail: `its ${kind} ${id} is not claimed for it` };
    }
  }

  /** Rows that no event stands behind. */
  *surplus(): Generator<{ part: 'claim' | 'directory'; position: number; stream: string; detail: string }> {
    const streamAt = this.#db.prepare(`SELECT ${asBytes('stream')} FROM event WHERE position = ?`).raw();
    for (const [key, , stream, position] of this.#rows('directory', 'key', 'key')) {
      if (this.#seen.has(`${key}\0${stream}`)) continue;
      yield { part: 'directory', position, stream, detail: `is found under ${key}, and no event says so` };
    }
    for (const [kind, id, stream, position] of this.#rows('claim', 'kind', 'id')) {
      const [event] = streamAt.all(position) as [ArrayBuffer][];
      if (event && textOf(event[0]) === stream) continue;
      yield { part: 'claim', position, stream, detail: `claims ${kind} ${id}, and no such event is there` };
    }
  }

  *#rows(table: string, ...columns: readonly [string, string]): Generator<readonly [string, string, string, number]> {
    const sql = `SELECT ${[...columns, 'stream'].map(asBytes).join(', ')}, position FROM ${table}`;
    for (const [first, second, stream, position] of this.#db.prepare(sql).raw().iterate() as IterableIterator<Row>) {
      yield [textOf(first), textOf(second), textOf(stream), position];
    }
  }
}
