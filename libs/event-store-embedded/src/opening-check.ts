import { setImmediate as turn } from 'node:timers/promises';
import type Database from 'libsql';
import { StoreDamaged } from '#event-store';
import { readMark, type Acknowledged } from './acknowledged-mark.js';
import { readCheckpoint, type Checkpoint } from './checkpoint-file.js';
import { CompactRange } from './compact-range.js';
import { EventRows, mustBeSound, type EventRow } from './rows.js';
import { filesOf } from './store-files.js';

/** What the files beside a store say that it held. */
export type Remembered = {
  readonly checkpoint: Checkpoint | undefined;
  readonly acknowledged: Acknowledged | undefined;
};

/** @throws StoreDamaged where the checkpoint's own file is, or the mark's */
export const remembered = (path: string): Remembered => ({
  checkpoint: readCheckpoint(filesOf(path).checkpoint),
  acknowledged: readMark(filesOf(path).acknowledged),
});

/** What can be read of it, and whether a mark that is damaged keeps back how far the log went. */
export type RememberedAtLeast = Remembered & { readonly isEndUnknown: boolean };

/**
 * What can be read of it: a checkpoint that is damaged hides nothing of what the mark says.
 * @param tell  why the rest cannot be read
 */
export function rememberedAtLeast(path: string, tell: (why: string) => void = () => undefined): RememberedAtLeast {
  const files = filesOf(path);
  let isEndUnknown = false;
  const tried = <T>(read: () => T, failed: () => void = () => undefined): T | undefined => {
    try {
      return read();
    } catch (error) {
      tell((error as Error).message);
      failed();
      return undefined;
    }
  };
  const checkpoint = tried(() => readCheckpoint(files.checkpoint));
  const acknowledged = tried(
    () => readMark(files.acknowledged),
    () => (isEndUnknown = true),
  );
  return { checkpoint, acknowledged, isEndUnknown };
}

export const eventsIn = ({ checkpoint, acknowledged }: Remembered): number =>
  Math.max(checkpoint?.events ?? 0, acknowledged?.events ?? 0);

const ADVICE =
  '`ledger store check` says what differs; a backup, or `ledger store repair`, brings back what can be had';

/** Events read at a time, so that a long check lets others run. */
const PAGE = 512;

const statements = (db: Database.Database) => ({
  end: db.prepare('SELECT position FROM event ORDER BY position DESC LIMIT 1').raw(),
  at: new EventRows(db, 'WHERE position = ?'),
  after: new EventRows(db, `WHERE position > ? ORDER BY position LIMIT ${PAGE}`),
});

/**
 * Compares a log with what was remembered of it, and reads what is new since. Where nothing was remembered it reads the
 * whole log, once.
 * @returns the tree over all events of the log
 * @throws StoreDamaged  the log is shorter than it was, hashes otherwise, or holds what was never written
 */
export async function checkedAtOpening(db: Database.Database, path: string, before: Remembered): Promise<CompactRange> {
  const sql = statements(db);
  const [end] = sql.end.all() as [number][];
  mustBeAsLong(path, end?.[0] ?? 0, before);
  const at = (position: number) => sql.at.all(position)[0];
  if (before.checkpoint) mustHashTheSame(path, before.checkpoint, at);
  const range = new CompactRange(before.checkpoint?.parts);
  for (;;) {
    const rows = sql.after.all(range.size);
    if (rows.length === 0) break;
    rows.forEach((row) => addSound(range, path, row));
    await turn();
  }
  const { acknowledged } = before;
  if (acknowledged && acknowledged.events > 0 && at(acknowledged.events)?.[9] !== acknowledged.last) {
    throw new StoreDamaged(`${path}: the event at position ${acknowledged.events} is not what was written. ${ADVICE}`);
  }
  return range;
}

/** @throws StoreDamaged when fewer events are there than were */
export function mustBeAsLong(path: string, events: number, before: Remembered): void {
  const were = eventsIn(before);
  if (events >= were) return;
  throw new StoreDamaged(`${path} is shorter than it was: it held ${were} events, and ${events} are there. ${ADVICE}`);
}

/** A sample whose size grows with the number of digits only: the last event of each whole subtree. */
function mustHashTheSame(path: string, { parts }: Checkpoint, at: (position: number) => EventRow | undefined): void {
  let end = 0;
  for (const { size, last } of parts) {
    const begin = end + 1;
    end += size;
    const row = at(end);
    if (row === undefined) throw new StoreDamaged(`${path}: the event at position ${end} is missing. ${ADVICE}`);
    mustBeSound(row);
    if (row[9] === last) continue;
    throw new StoreDamaged(
      `${path} hashes otherwise than when its checkpoint was written, from a position between ${begin} and ${end}. ${ADVICE}`,
    );
  }
}

function addSound(range: CompactRange, path: string, row: EventRow): void {
  if (row[0] !== range.size + 1) {
    throw new StoreDamaged(`${path}: the event at position ${range.size + 1} is missing. ${ADVICE}`);
  }
  mustBeSound(row);
  range.append(row[9]);
}
