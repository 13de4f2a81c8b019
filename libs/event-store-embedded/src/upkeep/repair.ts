import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import type Database from 'libsql';
import { StoreUnavailable } from '#event-store';
import { syncFile, syncFolderOf } from '#sqlite-file';
import { checkpointOf, readCheckpoint, writeCheckpoint, type Checkpoint } from '../checkpoint-file.js';
import type { CompactRange } from '../compact-range.js';
import { failureOf } from '../failures.js';
import { lockedForWriting } from '../open.js';
import { eventsIn, remembered } from '../opening-check.js';
import { asBytes, EventRows, textOf, type EventRow } from '../rows.js';
import { clockOf } from '../schema.js';
import { filesOf } from '../store-files.js';
import { checkEmbedded, type CheckReport } from './check.js';
import type { Domain, Finding } from './finding.js';
import { places } from './places.js';
import { begun, closed, openForReading, rangeIn } from './reading.js';
import { Rebuilding, type Lost, type OldClaim } from './rebuilding.js';

export type Repair = Domain & {
  readonly path: string;
  /** A backup of this store, from which events are taken that are lost or damaged in it. */
  readonly backup?: string;
  /** Take up the log although events at its end are lost, or hash otherwise than its checkpoint says. */
  readonly acceptLoss: boolean;
  /** For the names of the files that are kept, such as 20081103T091500Z. */
  readonly at: string;
  readonly tell?: (events: number) => void;
};

export type RepairReport = {
  /** Whether the store serves now. */
  readonly sound: boolean;
  /** What was wrong. */
  readonly findings: readonly Finding[];
  /** What was done about it, and what was not, a sentence each. */
  readonly done: readonly string[];
  /** Events that were acknowledged once, as far as is known, and are not to be had. */
  readonly lost: readonly Lost[];
  /** Positions of events that came from the backup. */
  readonly restored: readonly number[];
  /** Of the log before, where its checkpoint can be read. */
  readonly checkpointBefore: Checkpoint | undefined;
  /** The store as it was. */
  readonly kept: readonly string[];
  /** Where what can be read was put, as the log has holes. */
  readonly saved: string | undefined;
  readonly events: number;
  readonly root: string | undefined;
};

/**
 * Mends what can be mended without losing an event: the checkpoint's file, the claims, the directory, the indexes, and
 * events that a backup has. The store as it was stays beside it. An acknowledged event is never left out in silence.
 * @throws StoreUnavailable  another process holds the store, or its files cannot be used
 */
export async function repairEmbedded({ path, ...repair }: Repair): Promise<RepairReport> {
  const file = resolve(path);
  if (!existsSync(file)) throw new StoreUnavailable(`${file}: there is no such file`);
  const unlock = lockedForWriting(file);
  try {
    return await new Repairing(file, repair).run();
  } catch (error) {
    throw failureOf(error, file);
  } finally {
    rmSync(half(file), { force: true });
    unlock();
  }
}

const half = (path: string): string => `${path}.repairing`;

class Repairing {
  readonly #path: string;
  readonly #repair: Omit<Repair, 'path'>;
  readonly #done: string[] = [];
  #kept: readonly string[] = [];

  constructor(path: string, repair: Omit<Repair, 'path'>) {
    this.#path = path;
    this.#repair = repair;
  }

  async run(): Promise<RepairReport> {
    const { directoryKeys, claimsOf, tell } = this.#repair;
    const check = await checkEmbedded({ path: this.#path, directoryKeys, claimsOf, ...(tell ? { tell } : {}) });
    const checkpoint = this.#checkpoint();
    if (checkpoint === undefined && check.findings.every(({ part }) => part === 'checkpoint-file')) {
      return this.#onlyTheCheckpoint(check);
    }
    if (check.findings.length === 0) return this.#told(check, { sound: true, checkpointBefore: checkpoint });
    return this.#rebuilt(check, checkpoint);
  }

  /** Undefined also where its file is damaged: the check has told that. */
  #checkpoint(): Checkpoint | undefined {
    try {
      return readCheckpoint(filesOf(this.#path).checkpoint);
    } catch {
      return undefined;
    }
  }

  #told(check: CheckReport, rest: Partial<RepairReport> & Pick<RepairReport, 'sound'>): RepairReport {
    return {
      findings: check.findings,
      done: this.#done,
      lost: [],
      restored: [],
      checkpointBefore: undefined,
      kept: this.#kept,
      saved: undefined,
      events: check.events,
      root: check.root,
      ...rest,
    };
  }

  /** Every event was checked just now. */
  async #onlyTheCheckpoint(check: CheckReport): Promise<RepairReport> {
    if (check.events > 0) {
      this.#keep();
      await writeCheckpoint(filesOf(this.#path).checkpoint, checkpointOf(this.#range()));
      this.#done.push(`wrote the checkpoint anew, over ${check.events} events`);
    }
    return this.#told(check, { sound: true });
  }

  #range(): CompactRange {
    const db = openForReading(this.#path);
    try {
      return rangeIn(db);
    } finally {
      closed(db);
    }
  }

  async #rebuilt(check: CheckReport, checkpointBefore: Checkpoint | undefined): Promise<RepairReport> {
    const rebuilding = this.#begin();
    if (rebuilding === undefined) return this.#told(check, { sound: false, checkpointBefore });
    rebuilding.finish();
    const { lost, restored, events, range } = rebuilding;
    const rest = { lost, restored, checkpointBefore, events };
    if (rebuilding.hasHoles) {
      const saved = `${this.#path}.saved-${this.#repair.at}`;
      renameSync(half(this.#path), saved);
      this.#done.push('left the store as it is: events in the middle are lost, and a backup that has them is needed');
      this.#done.push(`copied the ${events} events that can be read to ${saved}`);
      return this.#told(check, { ...rest, sound: false, saved, root: undefined });
    }
    const differs = differsFrom(checkpointBefore, check);
    if ((lost.length > 0 || differs) && !this.#repair.acceptLoss) {
      this.#done.push(`left the store as it is: ${lossOf(lost)}. --accept-loss takes up the log without them`);
      return this.#told(check, { ...rest, sound: false, root: range.root() });
    }
    await this.#putInPlace(rebuilding);
    if (restored.length > 0) this.#done.push(`took ${restored.length} events from ${this.#repair.backup}`);
    if (lost.length > 0 || differs) this.#done.push(`took up the log without what is lost: ${lossOf(lost)}`);
    return this.#told(check, { ...rest, kept: this.#kept, sound: true, root: range.root() });
  }

  /** Puts together in a new file what is left of the log. Undefined where the file cannot be read at all. */
  #begin(): Rebuilding | undefined {
    rmSync(half(this.#path), { force: true });
    const db = openForReading(this.#path);
    const backup = this.#repair.backup === undefined ? undefined : openForReading(this.#repair.backup);
    try {
      begun(db);
      const rebuilding = new Rebuilding({
        file: half(this.#path),
        clock: clockOf(db, this.#path),
        domain: this.#repair,
        backup: eventsOf(backup),
        oldClaims: claimsIn(db),
      });
      const before = eventsIn(this.#remembered());
      for (const place of places(db, before)) rebuilding.place(place);
      return rebuilding;
    } catch (error) {
      const why = failureOf(error, this.#path).message;
      this.#done.push(`left the store as it is, as nothing of it can be read (${why}): bring a backup in its place`);
      return undefined;
    } finally {
      if (backup) closed(backup);
      closed(db);
    }
  }

  #remembered() {
    try {
      return remembered(this.#path);
    } catch {
      return { checkpoint: undefined, acknowledged: undefined };
    }
  }

  /** The log first, so that a process killed here leaves a store that the checkpoint refuses, and the files kept. */
  async #putInPlace({ range, events }: Rebuilding): Promise<void> {
    const { wal, shm, checkpoint, acknowledged } = filesOf(this.#path);
    syncFile(half(this.#path));
    this.#keep();
    for (const file of [wal, shm]) rmSync(file, { force: true });
    renameSync(half(this.#path), this.#path);
    rmSync(acknowledged, { force: true });
    await writeCheckpoint(checkpoint, checkpointOf(range));
    syncFolderOf(this.#path);
    this.#done.push(`wrote the ${events} events to a new file, with their claims, directory and indexes made anew`);
  }

  #keep(): void {
    const kept = `${this.#path}.before-repair-${this.#repair.at}`;
    const { wal, checkpoint, acknowledged } = filesOf(kept);
    const now = filesOf(this.#path);
    const copies = [
      [this.#path, kept],
      [now.wal, wal],
      [now.checkpoint, checkpoint],
      [now.acknowledged, acknowledged],
    ] as const;
    const made = copies.filter(([from]) => existsSync(from));
    for (const [from, to] of made) {
      copyFileSync(from, to);
      syncFile(to);
    }
    syncFolderOf(this.#path);
    this.#kept = made.map(([, to]) => to);
  }
}

const eventsOf = (db: Database.Database | undefined): ((position: number) => EventRow | undefined) | undefined => {
  const at = db && new EventRows(db, 'WHERE position = ?');
  return at && ((position) => at.all(position)[0]);
};

/** Claims that point to an event of their own command; none where the table cannot be read. */
function claimsIn(db: Database.Database): readonly OldClaim[] {
  try {
    const [kind, id] = [asBytes('claim.kind'), asBytes('claim.id')];
    const sql = `SELECT ${kind}, ${id}, event.position FROM claim JOIN event USING (position)
      WHERE claim.stream = event.stream AND json_extract(event.metadata, '$.commandId') = claim.command`;
    const rows = db.prepare(sql).raw().all() as [ArrayBuffer, ArrayBuffer, number][];
    return rows.map(([kindBytes, idBytes, position]) => ({
      kind: textOf(kindBytes),
      id: textOf(idBytes),
      position,
    }));
  } catch {
    return [];
  }
}

const differsFrom = (checkpoint: Checkpoint | undefined, { findings }: CheckReport): boolean =>
  checkpoint !== undefined && findings.some(({ part }) => part === 'checkpoint');

const lossOf = (lost: readonly Lost[]): string =>
  lost.length === 0
    ? 'it hashes otherwise than its checkpoint'
    : lost.map(({ from, to, why }) => `${from === to ? `event ${from}` : `events ${from} to ${to}`} ${why}`).join(', ');
