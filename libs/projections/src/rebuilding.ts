import { dateOf, type Day, type Instant } from '#kernel';
import { Gathering, type StreamReader } from '#questions';
import { journalChanges } from './journal-changes.js';
import { projected, VIEWS_VERSION } from './projecting.js';
import { Reach } from './reach.js';
import type { Change, Checkpoint, ViewStore } from './view-store.js';

/** How far a rebuild has come: first every event is read, then every figure worked out. */
export type Progress = { readonly step: 'events' | 'figures'; readonly done: number; readonly of: number };

export type Rebuilding = {
  readonly reader: StreamReader;
  /** Empty, and read by nobody. */
  readonly views: ViewStore;
  /** The day of the calendar once the last event is known. */
  readonly day: (last: Instant | undefined) => Day;
  readonly progress?: ((progress: Progress) => void) | undefined;
  readonly signal: AbortSignal;
};

const PAGE = 1_000;
/** Rows written in one transaction at least, but for the last. */
const AT_ONCE = 2_000;

/** @returns the checkpoint; undefined where the log is empty */
export async function rebuilt({ reader, views, day, progress, signal }: Rebuilding): Promise<Checkpoint | undefined> {
  const { store } = reader;
  const head = await store.head();
  const [first] = await store.readAll({ after: 0n, limit: 1 });
  const done: Checkpoint = {
    position: Number(head.position),
    day: dateOf(day(head.effectiveAt)),
    log: first?.id ?? '',
    version: VIEWS_VERSION,
  };
  const reach = new Reach();
  const gathering = new Gathering(reader); // one for all: what lies after the head is not looked at
  for (let after = 0n; after < head.position;) {
    signal.throwIfAborted();
    const events = await store.readAll({ after, limit: PAGE, upTo: head.position });
    for (const event of events) reach.touch(event);
    after = events.at(-1)!.position;
    await views.advance(await journalChanges(reader, gathering, events, new Set()), { ...done, position: 0 });
    progress?.({ step: 'events', done: Number(after), of: done.position });
  }
  await correctJournal(reader, gathering, reach, views, done);
  const standing = { position: done.position, day: day(head.effectiveAt) };
  let waiting: Change[] = [];
  for await (const { changes, done: figures, of } of projected(reader, reach, standing)) {
    signal.throwIfAborted();
    waiting.push(...changes.map((change) => ({ ...change, without: [] })));
    if (rowsIn(waiting) >= AT_ONCE) {
      await views.advance(waiting, { ...done, position: 0 });
      waiting = [];
    }
    progress?.({ step: 'figures', done: figures, of });
  }
  await views.advance(waiting, done);
  return done;
}

const rowsIn = (changes: readonly Change[]): number => changes.reduce((sum, { rows }) => sum + rows.length, 0);

/** Streams in which something was recorded in error have their rows written once more. */
async function correctJournal(
  reader: StreamReader,
  gathering: Gathering,
  { corrected }: Reach,
  views: ViewStore,
  done: Checkpoint,
): Promise<void> {
  if (corrected.size === 0) return;
  const changes = await journalChanges(reader, gathering, [], corrected, BigInt(done.position));
  await views.advance(changes, { ...done, position: 0 });
}
