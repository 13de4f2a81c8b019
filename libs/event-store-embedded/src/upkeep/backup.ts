import { closeSync, existsSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type Database from 'libsql';
import { StoreDamaged, StoreUnavailable } from '#event-store';
import { codeOf, makeFolder, syncFile, syncFolderOf } from '#sqlite-file';
import type { CompactRange } from '../compact-range.js';
import { checkpointOf, writeCheckpoint } from '../checkpoint-file.js';
import { failureOf } from '../failures.js';
import { checkedAtOpening, mustBeAsLong, remembered, type Remembered } from '../opening-check.js';
import { clockOf } from '../schema.js';
import { fileOfStore, filesOf } from '../store-files.js';
import { begun, closed, faultsOfSqlite, openForReading, rangeIn } from './reading.js';

export type Backup = {
  readonly path: string;
  readonly to: string;
  /** Copies the keyring too; without it, sealed names cannot be read from the backup. */
  readonly withKeyring: boolean;
};

export type BackupReport = {
  readonly files: readonly string[];
  readonly events: number;
  readonly root: string;
};

/**
 * Copies a store as it is at one moment, also while a process writes to it, and checks the copy. The events come before
 * the keys: a key is durable before the first event that needs it, so no event of the copy lacks its key, but one that
 * was erased meanwhile. The store itself comes last under its name, so that half a copy is never taken for a backup.
 * @throws StoreUnavailable  a file is there already, or cannot be read or written
 * @throws StoreDamaged      the store is; nothing is left of the copy
 */
export async function backUpEmbedded({ path, to, withKeyring }: Backup): Promise<BackupReport> {
  const [from, target] = [fileOfStore(path), resolve(to)];
  const copied = [filesOf(target).checkpoint, ...(withKeyring ? [filesOf(target).keyring] : []), target];
  mustBeFree(copied);
  const before = remembered(from);
  try {
    makeFolder(dirname(target));
    copy(from, half(target), 0o644);
    const range = await checkedCopy(half(target), from, before);
    if (withKeyring) copy(filesOf(from).keyring, half(filesOf(target).keyring), 0o600);
    await writeCheckpoint(half(filesOf(target).checkpoint), checkpointOf(range));
    for (const file of copied) putInPlace(half(file), file);
    syncFolderOf(target);
    return { files: copied, events: range.size, root: range.root() };
  } catch (error) {
    throw failureOf(error, target);
  } finally {
    for (const file of copied) for (const left of [half(file), `${half(file)}.new`]) rmSync(left, { force: true });
  }
}

const half = (file: string): string => `${file}.half`;

function mustBeFree(files: readonly string[]): void {
  const taken = files.find((file) => existsSync(file));
  if (taken !== undefined) throw new StoreUnavailable(`${taken} is there already, and a backup overwrites nothing`);
}

function copy(from: string, to: string, mode: number): void {
  rmSync(to, { force: true });
  let db: Database.Database | undefined;
  try {
    db = openForReading(from);
    makeEmpty(to, mode);
    db.prepare('VACUUM INTO ?').run(to);
  } catch (error) {
    throw failureOf(error, codeOf(error).startsWith('SQLITE_FULL') ? to : from);
  } finally {
    if (db) closed(db);
  }
  syncFile(to);
}

/** SQLite keeps the mode of an empty file. */
function makeEmpty(file: string, mode: number): void {
  try {
    closeSync(openSync(file, 'wx', mode));
  } catch (error) {
    throw failureOf(error, file);
  }
}

/**
 * Every event of the copy, and SQLite's own check of it.
 * @param of  what it is a copy of: what is wrong with one is wrong with the other
 * @returns the tree over the events
 */
async function checkedCopy(file: string, of: string, before: Remembered): Promise<CompactRange> {
  const db = openForReading(file);
  try {
    begun(db);
    clockOf(db, of);
    const range = await checkedAtOpening(db, of, { checkpoint: undefined, acknowledged: undefined });
    mustBeAsLong(of, range.size, before);
    mustHaveTheRoot(db, of, before);
    const [fault] = faultsOfSqlite(db, file);
    if (fault !== undefined) throw new StoreDamaged(`${of}: ${fault}`);
    return range;
  } finally {
    closed(db);
  }
}

/** @throws StoreDamaged when the first events hash otherwise than when the checkpoint of the store was written */
function mustHaveTheRoot(db: Database.Database, of: string, { checkpoint }: Remembered): void {
  if (checkpoint === undefined) return;
  if (rangeIn(db, checkpoint.events).root() === checkpoint.root) return;
  throw new StoreDamaged(`${of} hashes otherwise than when the checkpoint of the store was written`);
}

/** A link is made only where nothing is; not every file system has links. */
function putInPlace(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (codeOf(error) === 'EEXIST')
      throw new StoreUnavailable(`${to} is there already, and a backup overwrites nothing`);
    mustBeFree([to]);
    renameSync(from, to);
  }
}
