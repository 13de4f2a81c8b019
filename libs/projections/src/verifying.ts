import { createHash, type Hash } from 'node:crypto';
import type { EventStore } from '#event-store';
import { dayOf } from '#kernel';
import { readerUntil } from './log-until.js';
import { VIEWS_VERSION } from './projecting.js';
import { noLongerCounted } from './no-longer-counted.js';
import { rebuilt, type Counted, type Progress } from './rebuilding.js';
import { standingOf } from './standings.js';
import { VIEW_NAMES, type ViewName } from './view-names.js';
import type { Checkpoint, Kept, KeptRow, KeptTable, ViewStore } from './view-store.js';

/** Where what is kept is not what the log says. */
export type Difference = {
  /** `checkpoint` for what was counted. */
  readonly table: string;
  /** Of the row, its parts with a blank between; empty for the checkpoint. */
  readonly key: string;
  /** null where a whole row is missing, or one too many. */
  readonly column: string | null;
  /** null for nothing. */
  readonly kept: string | number | null;
  readonly wanted: string | number | null;
};

/** One table: how many rows, and the SHA-256 of them. */
export type TableState = { readonly table: string; readonly rows: number; readonly sha256: string };

export type Verified = {
  /** Of what is kept; undefined where nothing is. */
  readonly checkpoint: Checkpoint | undefined;
  readonly agrees: boolean;
  readonly kept: readonly TableState[];
  readonly wanted: readonly TableState[];
  /** The first of each table. */
  readonly differences: readonly Difference[];
};

export type Verifying = {
  readonly store: EventStore;
  readonly views: ViewStore;
  readonly progress?: ((progress: Progress) => void) | undefined;
  readonly signal: AbortSignal;
};

/** Differences that are named of one table. */
const NAMED = 3;

/**
 * Compares what is kept with what the log says, worked out from nothing as of the same events and the same day, beside what
 * is kept. The state of a table is the SHA-256 of its rows in the order of the key, each as canonical JSON (RFC 8785) of its
 * columns and a line end: the same in every store.
 * @throws StoreDamaged  the log is, or an event in it that was counted can be counted no longer; the message names it
 */
export async function verified(verifying: Verifying): Promise<Verified> {
  const { store, views } = verifying;
  const nothing = { kept: [], wanted: [] };
  const checkpoint = await views.checkpoint();
  const [first] = await store.readAll({ after: 0n, limit: 1 });
  if (!checkpoint) {
    const differences = first ? [ofCheckpoint('log', null, first.id)] : [];
    return { checkpoint, agrees: !first, ...nothing, differences };
  }
  const identity = [
    ofCheckpoint('log', checkpoint.log, first?.id ?? ''),
    ofCheckpoint('version', checkpoint.version, VIEWS_VERSION),
  ].filter(isOther);
  if (identity.length > 0) return { checkpoint, agrees: false, ...nothing, differences: identity };
  return comparedAnew(verifying, checkpoint);
}

async function comparedAnew(verifying: Verifying, found: Checkpoint): Promise<Verified> {
  const { views } = verifying;
  const beside = await views.beside();
  try {
    return await views.kept(async (kept) => {
      const checkpoint = kept.checkpoint ?? found;
      const counted = await workedOut(verifying, checkpoint, beside).catch(async (error: unknown) => {
        throw await noLongerCounted(error, checkpoint, verifying);
      });
      const last = await lastUntil(verifying.store, checkpoint.position);
      return beside.kept((wanted) => compared(checkpoint, { ...counted, last }, kept, wanted));
    });
  } finally {
    await beside.discard();
  }
}

/** Works every view out as of where it stands. @returns what the log has up to the checkpoint */
async function workedOut(
  { store, progress, signal }: Verifying,
  checkpoint: Checkpoint,
  into: ViewStore,
): Promise<Counted> {
  const write = (changes: Parameters<ViewStore['advance']>[0]) => into.advance(changes, { ...checkpoint, position: 0 });
  let counted: Counted = { count: 0, first: 0, last: 0 };
  for (const { position, day, count, views } of alike(checkpoint)) {
    const standing = { position, day: dayOf(day) };
    const reader = readerUntil(store, position);
    const read = await rebuilt({ reader, views, standing, events: count, write, progress, signal });
    if (position === checkpoint.position) counted = read;
  }
  return counted;
}

/** The position, where an event has it; else that of the last event, or none where others follow. */
async function lastUntil(store: EventStore, position: number): Promise<number | null> {
  const upTo = BigInt(position);
  const head = Number((await store.head()).position);
  if (position >= head) return head;
  const [event] = await store.readAll({ after: upTo - 1n, upTo, limit: 1 });
  return event || position === 0 ? position : null;
}

type Alike = Pick<Checkpoint, 'position' | 'day' | 'count'> & { readonly views: Set<ViewName> };

/** Views by where they stand; at the checkpoint there may be none. */
function alike(checkpoint: Checkpoint): readonly Alike[] {
  const places: Alike[] = [{ ...checkpoint, views: new Set() }];
  for (const view of VIEW_NAMES) {
    const { position, day, count } = standingOf(checkpoint, view);
    const same = places.find((place) => place.position === position && place.day === day);
    if (same) same.views.add(view);
    else places.push({ position, day, count, views: new Set([view]) });
  }
  return places;
}

async function compared(
  checkpoint: Checkpoint,
  { count, first, last }: Omit<Counted, 'last'> & { readonly last: number | null },
  kept: Kept,
  wanted: Kept,
): Promise<Verified> {
  const differences = [
    ofCheckpoint('count', checkpoint.count, count),
    ofCheckpoint('first', checkpoint.first, first),
    ofCheckpoint('position', checkpoint.position, last),
  ].filter(isOther);
  const states: { kept: TableState[]; wanted: TableState[] } = { kept: [], wanted: [] };
  for (const table of kept.tables) {
    const [left, right] = [new Rows(kept.rows(table)), new Rows(wanted.rows(table))];
    differences.push(...(await differencesOf(table, left, right)));
    states.kept.push(left.state(table));
    states.wanted.push(right.state(table));
  }
  return { checkpoint, agrees: differences.length === 0, ...states, differences };
}

const ofCheckpoint = (column: string, kept: string | number | null, wanted: string | number | null): Difference => ({
  ...{ table: 'checkpoint', key: '', column, kept, wanted },
});

const isOther = ({ kept, wanted }: Difference): boolean => kept !== wanted;

/** Goes through both in the order of the key, to the end. */
async function differencesOf(table: KeptTable, left: Rows, right: Rows): Promise<readonly Difference[]> {
  const found: Difference[] = [];
  await Promise.all([left.next(), right.next()]);
  while (left.row || right.row) {
    const order = !left.row ? 1 : !right.row ? -1 : inOrder(table.key, left.row, right.row);
    if (found.length < NAMED)
      found.push(...rowDifferences(table, order > 0 ? undefined : left.row, order < 0 ? undefined : right.row));
    if (order <= 0) await left.next();
    if (order >= 0) await right.next();
  }
  return found.slice(0, NAMED);
}

function rowDifferences({ name, key }: KeptTable, kept: KeptRow | undefined, wanted: KeptRow | undefined) {
  const said = key.map((column) => (kept ?? wanted)![column]).join(' ');
  if (!kept || !wanted) {
    return [
      { table: name, key: said, column: null, kept: kept ? text(kept) : null, wanted: wanted ? text(wanted) : null },
    ];
  }
  return Object.keys(wanted)
    .map((column) => ({ table: name, key: said, column, kept: kept[column]!, wanted: wanted[column]! }))
    .filter(isOther);
}

function inOrder(key: readonly string[], left: KeptRow, right: KeptRow): number {
  for (const column of key) {
    const [a, b] = [left[column]!, right[column]!];
    const order = typeof a === 'number' ? a - Number(b) : Buffer.compare(Buffer.from(a), Buffer.from(String(b)));
    if (order !== 0) return order;
  }
  return 0;
}

/** Rows one by one, counted and hashed as they go by. */
class Rows {
  row: KeptRow | undefined;
  private readonly rows: AsyncIterator<KeptRow>;
  private readonly hash: Hash = createHash('sha256');
  private count = 0;

  constructor(rows: AsyncIterable<KeptRow>) {
    this.rows = rows[Symbol.asyncIterator]();
  }

  async next(): Promise<void> {
    const { value, done } = await this.rows.next();
    this.row = done ? undefined : (value as KeptRow);
    if (!this.row) return;
    this.count += 1;
    this.hash.update(`${text(this.row)}\n`);
  }

  state({ name }: KeptTable): TableState {
    return { table: name, rows: this.count, sha256: this.hash.digest('hex') };
  }
}

/** Canonical JSON: names in order, and nothing but text, whole numbers and null. */
const text = (row: KeptRow): string =>
  JSON.stringify(Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))));
