import Database from 'libsql';
import type { Clock } from '#event-store';
import { msOf } from '#kernel';
import { CompactRange } from '../compact-range.js';
import type { Remembered } from '../opening-check.js';
import { eventOf, isSound, type EventRow } from '../rows.js';
import { laidOut } from '../schema.js';
import type { Domain } from './finding.js';
import type { Place } from './places.js';

/** A place of the log whose event is not to be had. */
export type Lost = { readonly from: number; readonly to: number; readonly why: 'missing' | 'unreadable' | 'damaged' };

/** A claim of the old store that points to an event of its own command. */
export type OldClaim = { readonly kind: string; readonly id: string; readonly position: number };

/** Another copy of the log. */
export type Backup = {
  /** The position of its last event. */
  readonly end: number;
  at(position: number): EventRow | undefined;
};

export type RebuildingParts = {
  readonly file: string;
  readonly clock: Clock;
  readonly domain: Domain;
  readonly backup: Backup | undefined;
  readonly oldClaims: readonly OldClaim[];
  readonly before: Remembered;
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
  readonly #backup: Backup | undefined;
  /** By position. */
  readonly #oldClaims = new Map<number, readonly OldClaim[]>();
  readonly #revisions = new Map<string, number>();
  readonly #before: Remembered;
  #command = { id: '', position: 0 };
  /** Of the last event: no hash covers it, so it is worked out anew. */
  #effectiveAtMs = Number.MIN_SAFE_INTEGER;
  #events = 0;
  #isOther = false;

  constructor({ file, clock, domain, backup, oldClaims, before }: RebuildingParts) {
    this.#before = before;
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

  /** Whether it is not the log that its checkpoint, or the mark, was written of. */
  get isOther(): boolean {
    return this.#isOther;
  }

  place(place: Place): void {
    if (place.kind === 'row') return this.#row(place.row[0], isSound(place.row) ? place.row : undefined, 'damaged');
    const { from, to, kind } = place;
    const end = Math.min(to, this.#backup?.end ?? 0);
    for (let position = from; position <= end; position++) this.#row(position, undefined, kind);
    if (end < to) this.#lose(Math.max(from, end + 1), to, kind);
  }

  #row(position: number, found: EventRow | undefined, why: Lost['why']): void {
    const row = found ?? this.#fromBackup(position);
    if (row === undefined) return this.#lose(position, position, why);
    const event = eventOf(row);
    const [, stream, revision, id, type, version, data, metadata, , hash] = row;
    this.#effectiveAtMs = Math.max(this.#effectiveAtMs, msOf(event.metadata.recordedAt));
    this.#sql.event.run(position, stream, revision, id, type, version, data, metadata, this.#effectiveAtMs, hash);
    this.#events += 1;
    this.#revisions.set(event.stream, event.revision);
    if (position === this.range.size + 1) this.#append(event.hash);
    if (this.#command.id !== event.metadata.commandId) this.#command = { id: event.metadata.commandId, position };
    for (const key of this.#domain.directoryKeys(event)) {
      this.#sql.direct.run(key, event.stream, position);
    }
    for (const { kind, id } of [...this.#domain.claimsOf(event), ...(this.#oldClaims.get(position) ?? [])]) {
      const { id: command, position: first } = this.#command;
      this.#sql.claim.run(kind, id, command, event.stream, first);
    }
  }

  #append(hash: string): void {
    this.range.append(hash);
    const { checkpoint, acknowledged } = this.#before;
    if (checkpoint?.events === this.range.size) this.#isOther ||= checkpoint.root !== this.range.root();
    if (acknowledged?.events === this.range.size) this.#isOther ||= acknowledged.last !== hash;
  }

  /** Only what follows on in its stream: a backup of another store would mix two logs. */
  #fromBackup(position: number): EventRow | undefined {
    const row = this.#backup?.at(position);
    if (row === undefined || !isSound(row)) return undefined;
    const [, stream, revision] = row;
    if (revision !== (this.#revisions.get(stream) ?? -1) + 1) return undefined;
    this.restored.push(position);
    return row;
  }

  #lose(from: number, to: number, why: Lost['why']): void {
    const last = this.lost.at(-1);
    if (last?.to === from - 1 && last.why === why) this.lost[this.lost.length - 1] = { ...last, to };
    else this.lost.push({ from, to, why });
  }

  finish(): void {
    this.#db.exec('COMMIT');
    this.#db.close();
  }
}
