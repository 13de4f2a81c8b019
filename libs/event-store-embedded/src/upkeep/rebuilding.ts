import Database from 'libsql';
import type { Clock } from '#event-store';
import { CompactRange } from '../compact-range.js';
import { eventOf, isSound, type EventRow } from '../rows.js';
import { laidOut } from '../schema.js';
import type { Domain } from './finding.js';
import type { Place } from './places.js';

/** A place of the log whose event is not to be had. */
export type Lost = { readonly from: number; readonly to: number; readonly why: 'missing' | 'unreadable' | 'damaged' };

/** A claim of the old store that points to an event of its own command. */
export type OldClaim = { readonly kind: string; readonly id: string; readonly position: number };

export type RebuildingParts = {
  readonly file: string;
  readonly clock: Clock;
  readonly domain: Domain;
  readonly backup: ((position: number) => EventRow | undefined) | undefined;
  readonly oldClaims: readonly OldClaim[];
};

const statements = (db: Database.Database) => ({
  event: db.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
  claim: db.prepare('REPLACE INTO claim VALUES (?, ?, ?, ?, ?)'),
  direct: db.prepare('INSERT OR IGNORE INTO directory VALUES (?, ?, ?)'),
});

/** A new file in which a log is put together again from what is left of it. */
export class Rebuilding {
  readonly range = new CompactRange();
  readonly lost: Lost[] = [];
  /** Events that were taken from the backup. */
  readonly restored: number[] = [];
  readonly #db: Database.Database;
  readonly #sql: ReturnType<typeof statements>;
  readonly #domain: Domain;
  readonly #backup: ((position: number) => EventRow | undefined) | undefined;
  /** By position. */
  readonly #oldClaims = new Map<number, readonly OldClaim[]>();
  readonly #revisions = new Map<string, number>();
  #command = { id: '', position: 0 };
  #events = 0;

  constructor({ file, clock, domain, backup, oldClaims }: RebuildingParts) {
    this.#db = new Database(file);
    this.#domain = domain;
    this.#backup = backup;
    for (const claim of oldClaims) {
      this.#oldClaims.set(claim.position, [...(this.#oldClaims.get(claim.position) ?? []), claim]);
    }
    laidOut(this.#db, clock);
    this.#db.exec('PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; BEGIN');
    this.#sql = statements(this.#db);
  }

  /** Events in it so far. */
  get events(): number {
    return this.#events;
  }

  /** Whether sound events come after lost ones: their positions must not change, so such a log cannot serve. */
  get hasHoles(): boolean {
    return this.range.size < this.#events;
  }

  place(place: Place): void {
    if (place.kind === 'row') return this.#row(place.row[0], isSound(place.row) ? place.row : undefined, 'damaged');
    for (let position = place.from; position <= place.to; position++) this.#row(position, undefined, place.kind);
  }

  #row(position: number, found: EventRow | undefined, why: Lost['why']): void {
    const row = found ?? this.#fromBackup(position);
    if (row === undefined) return this.#lose(position, why);
    const event = eventOf(row);
    this.#sql.event.run(...row);
    this.#events += 1;
    this.#revisions.set(event.stream, event.revision);
    if (position === this.range.size + 1) this.range.append(event.hash);
    if (this.#command.id !== event.metadata.commandId) this.#command = { id: event.metadata.commandId, position };
    for (const key of this.#domain.directoryKeys(event)) {
      this.#sql.direct.run(key, event.stream, position);
    }
    for (const { kind, id } of [...this.#domain.claimsOf(event), ...(this.#oldClaims.get(position) ?? [])]) {
      const { id: command, position: first } = this.#command;
      this.#sql.claim.run(kind, id, command, event.stream, first);
    }
  }

  /** Only what follows on in its stream: a backup of another store would mix two logs. */
  #fromBackup(position: number): EventRow | undefined {
    const row = this.#backup?.(position);
    if (row === undefined || !isSound(row)) return undefined;
    const [, stream, revision] = row;
    if (revision !== (this.#revisions.get(stream) ?? -1) + 1) return undefined;
    this.restored.push(position);
    return row;
  }

  #lose(position: number, why: Lost['why']): void {
    const last = this.lost.at(-1);
    if (last?.to === position - 1 && last.why === why) this.lost[this.lost.length - 1] = { ...last, to: position };
    else this.lost.push({ from: position, to: position, why });
  }

  finish(): void {
    this.#db.exec('COMMIT');
    this.#db.close();
  }
}
