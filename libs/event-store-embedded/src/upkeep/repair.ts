import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import type Database from 'libsql';
import { StoreUnavailable } from '#event-store';
import { syncFile, syncFolderOf } from '#sqlite-file';
import { checkpointOf, writeCheckpoint, type Checkpoint } from '../checkpoint-file.js';
import type { CompactRange } from '../compact-range.js';
import { failureOf } from '../failures.js';
import { lockedForWriting } from '../open.js';
import { eventsIn, rememberedAtLeast } from '../opening-check.js';
import { asBytes, EventRows, textOf } from '../rows.js';
import { clockOf } from '../schema.js';
import { fileOfStore, filesOf } from '../store-files.js';
import { checkEmbedded, type CheckReport } from './check.js';
import type { Domain, Finding } from './finding.js';
import { places } from './places.js';
import { begun, closed, openForReading, rangeIn } from './reading.js';
import { Rebuilding, type Backup, type Lost, type OldClaim } from './rebuilding.js';

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
  /** Whether all is well now: the log serves, and the keyring is what was written. */
  readonly sound: boolean;
  /** Whether the log serves now. */
  readonly serves: boolean;
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
  const file = fileOfStore(path);
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

const ADVICE = '--accept-loss takes up the log without what is lost';

const half = (path: string): string => `${path}.repairing`;

class Repairing {
  readonly #path: string;
  readonly #repair: Omit<Repair, 'path'>;
  readonly #done: string[] = [];
  #kept: readonly string[] = [];
  /** The mark is damaged: what it knew of the log's end is not to be had. */
  #isEndUnknown = false;

  constructor(path: string, repair: Omit<Repair, 'path'>) {
    this.#path = path;
    this.#repair = repair;
  }

  async run(): Promise<RepairReport> {
    const { directoryKeys, claimsOf, sealedIn, tell } = this.#repair;
    const domain = { directoryKeys, claimsOf, sealedIn };
    const check = await checkEmbedded({ path: this.#path, ...domain, ...(tell ? { tell } : {}) });
    const { checkpoint, isEndUnknown } = rememberedAtLeast(this.#path);
    this.#isEndUnknown = isEndUnknown;
    const ofLog = check.findings.filter(({ part }) => part !== 'keyring');
    if (ofLog.length === 0 && checkpoint) return this.#told(check, { serves: true, checkpointBefore: checkpoint });
    if (ofLog.every(({ part }) => part === 'checkpoint-file')) return this.#onlyBeside(check, checkpoint);
    return this.#rebuilt(check, checkpoint);
  }

  #told(check: CheckReport, rest: Partial<RepairReport> & Pick<RepairReport, 'serves'>): RepairReport {
    const isKeyringSound = check.findings.every(({ part }) => part !== 'keyring');
    if (!isKeyringSound) {
      const { keyring } = filesOf(this.#path);
      this.#done.push(`left ${keyring} as it is, as no key can be made anew: put the keyring of a backup in its place`);
    }
    return {
      sound: rest.serves && isKeyringSound,
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

  /** Every event was checked just now: what is wrong lies beside the log. */
  async #onlyBeside(check: CheckReport, checkpointBefore: Checkpoint | undefined): Promise<RepairReport> {
    if (this.#isEndUnknown && !this.#repair.acceptLoss) {
      this.#done.push(`left the store as it is: ${this.#unknownAfter(check.events)}. ${ADVICE}`);
      return this.#told(check, { serves: false, checkpointBefore });
    }
    if (check.events > 0 || this.#isEndUnknown) {
      this.#keep();
      await writeCheckpoint(filesOf(this.#path).checkpoint, checkpointOf(this.#range()));
      this.#done.push(`wrote the checkpoint anew, over ${check.events} events`);
    }
    if (this.#isEndUnknown) {
      rmSync(filesOf(this.#path).acknowledged, { force: true });
      this.#done.push(`took up the log as it is: ${this.#unknownAfter(check.events)}`);
    }
    return this.#told(check, { serves: true, checkpointBefore });
  }

  #unknownAfter = (events: number): string =>
    `the mark is damaged, and whether events after ${events} were acknowledged and are lost cannot be told`;

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
    if (rebuilding === undefined) return this.#told(check, { serves: false, checkpointBefore });
    rebuilding.finish();
    const { lost, restored, events, range } = rebuilding;
    const rest = { lost, restored, checkpointBefore, events };
    if (rebuilding.hasHoles) {
      const saved = `${this.#path}.saved-${this.#repair.at}`;
      renameSync(half(this.#path), saved);
      this.#done.push('left the store as it is: events in the middle are lost, and a backup that has them is needed');
      this.#done.push(`copied the ${events} events that can be read to ${saved}`);
      return this.#told(check, { ...rest, serves: false, saved, root: undefined });
    }
    if (rebuilding.isOther && restored.length > 0) {
      const why = 'the log would hash otherwise than its checkpoint, as with a backup of another log';
      this.#done.push(`left the store as it is: with events from ${this.#repair.backup} ${why}`);
      return this.#told(check, { ...rest, restored: [], serves: false, root: undefined });
    }
    const differs = rebuilding.isOther || differsIn(check);
    const losses = [
      ...(lost.length > 0 || differs ? [lossOf(lost)] : []),
      ...(this.#isEndUnknown ? [this.#unknownAfter(events)] : []),
    ].join('; ');
    if (losses !== '' && !this.#repair.acceptLoss) {
      this.#done.push(`left the store as it is: ${losses}. ${ADVICE}`);
      return this.#told(check, { ...rest, serves: false, root: range.root() });
    }
    await this.#putInPlace(rebuilding);
    if (restored.length > 0) this.#done.push(`took ${restored.length} events from ${this.#repair.backup}`);
    if (losses !== '') this.#done.push(`took up the log without what is lost: ${losses}`);
    return this.#told(check, { ...rest, kept: this.#kept, serves: true, root: range.root() });
  }

  /** Puts together in a new file what is left of the log. Undefined where the file cannot be read at all. */
  #begin(): Rebuilding | undefined {
    rmSync(half(this.#path), { force: true });
    const db = openForReading(this.#path);
    const backup = this.#repair.backup === undefined ? undefined : openForReading(this.#repair.backup);
    try {
      begun(db);
      const before = rememberedAtLeast(this.#path);
      const rebuilding = new Rebuilding({
        file: half(this.#path),
        clock: clockOf(db, this.#path),
        domain: this.#repair,
        backup: backup && backupOf(backup),
        oldClaims: claimsIn(db),
        before,
      });
      for (const place of places(db, eventsIn(before))) rebuilding.place(place);
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

function backupOf(db: Database.Database): Backup {
  const at = new EventRows(db, 'WHERE position = ?');
  const [[end]] = db.prepare('SELECT coalesce(max(position), 0) FROM event').raw().all() as [[number]];
  return { end, at: (position) => at.all(position)[0] };
}

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

/** Also from the mark alone, where the checkpoint is damaged. */
const differsIn = ({ findings }: CheckReport): boolean => findings.some(({ part }) => part === 'checkpoint');

const lossOf = (lost: readonly Lost[]): string =>
  lost.length === 0
    ? 'it hashes otherwise than its checkpoint'
    : lost.map(({ from, to, why }) => `${from === to ? `event ${from}` : `events ${from} to ${to}`} ${why}`).join(', ');
