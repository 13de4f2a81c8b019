import { StoreDamaged, type EventStore, type StreamLength } from '#event-store';
import { Gathering, type StreamReader } from '#questions';
import { inThisThread, type Crew } from './crew.js';
import { journalChanges } from './journal-changes.js';
import { readerUntil } from './log-until.js';
import type { Standing } from './plan.js';
import { projected, touch } from './projecting.js';
import { partsOf, Reach } from './reach.js';
import type { ViewName } from './view-names.js';
import type { Change } from './view-store.js';

/** How far a rebuild has come: the journal takes every event in, then every figure is worked out. */
export type Progress = { readonly step: 'events' | 'figures'; readonly done: number; readonly of: number };

export type Rebuilding = {
  readonly reader: StreamReader;
  /** Who works out the figures; this thread where nobody is named. */
  readonly crew?: Crew | undefined;
  readonly views: ReadonlySet<ViewName>;
  /** Up to which event, and as of which day. */
  readonly standing: Standing;
  /** Events up to there, for the progress. */
  readonly events: number;
  /** Takes rows, a portion at a time; each comes once, but for those of the journal that are in error. */
  readonly write: (changes: readonly Change[]) => Promise<void>;
  readonly progress?: ((progress: Progress) => void) | undefined;
  readonly signal: AbortSignal;
};

/** What was counted: how many events, from which position to which; 0 where there is none. */
export type Counted = { readonly count: number; readonly first: number; readonly last: number };

const PAGE = 1_000;
/** What the plan has read of bodies and their agreements, their rows rest on as well: of all of England it is half as much. */
const KEPT_EVENTS = 100_000;
/** Rows written at once at least, but for the last. */
const AT_ONCE = 2_000;

/**
 * Works all rows of some of the views out from the log alone.
 * @throws StoreDamaged  where an account gave another number of events than the log says it has
 */
export async function rebuilt(rebuilding: Rebuilding): Promise<Counted> {
  const { views, standing } = rebuilding;
  const { store } = rebuilding.reader;
  const streams = await store.streams(BigInt(standing.position));
  const counted = await countedIn(store, streams, standing);
  const settled = {
    ...rebuilding,
    reader: readerUntil(store, standing.position, { streams, keep: { events: KEPT_EVENTS } }),
  };
  if (views.has('journal')) {
    const written = await journalWritten(settled);
    if (written !== counted.count) throw miscounted('the log', counted.count, written);
  }
  if (views.size > (views.has('journal') ? 1 : 0)) {
    const accounts = await figuresWritten(settled, streams);
    if (views.has('statements')) mustHaveReadAll(streams, accounts);
  }
  return counted;
}

async function countedIn(
  store: EventStore,
  streams: readonly StreamLength[],
  { position }: Standing,
): Promise<Counted> {
  const count = streams.reduce((sum, { events }) => sum + events, 0);
  const [first] = count === 0 ? [] : await store.readAll({ after: 0n, limit: 1 });
  return { count, first: Number(first?.position ?? 0), last: count === 0 ? 0 : position };
}

/** Everything that the log speaks of. Of the finances each event is a point of the time line. */
async function reachOfAll({ reader, views, standing }: Rebuilding, streams: readonly StreamLength[]): Promise<Reach> {
  const reach = new Reach();
  const finances: string[] = [];
  for (const { stream } of streams) {
    if (partsOf(stream).kind === 'finance') finances.push(stream);
    else touch(reach, { stream, type: '', position: 0n }, views);
  }
  const upTo = BigInt(standing.position);
  for (let after = 0n; finances.length > 0;) {
    const events = await reader.store.readAll({ after, limit: PAGE, upTo, streams: finances });
    if (events.length === 0) break;
    for (const event of events) touch(reach, event, views);
    after = events.at(-1)!.position;
  }
  return reach;
}

/** @returns the accounts that were read, and how many events each had */
async function figuresWritten(
  rebuilding: Rebuilding,
  streams: readonly StreamLength[],
): Promise<ReadonlyMap<string, number>> {
  const { reader, views, standing, write, progress, signal, crew = inThisThread(reader) } = rebuilding;
  const reach = await reachOfAll(rebuilding, streams);
  const accounts = new Map<string, number>();
  let waiting: Change[] = [];
  for await (const { changes, read = [], done, of } of projected({
    ...{ reader, crew, reach, standing, views, signal, streams },
  })) {
    signal.throwIfAborted();
    for (const [account, events] of read) accounts.set(account, events);
    waiting.push(...changes.map((change) => ({ ...change, without: [] })));
    if (rowsIn(waiting) >= AT_ONCE) {
      await write(waiting);
      waiting = [];
    }
    progress?.({ step: 'figures', done, of });
  }
  await write(waiting);
  return accounts;
}

const rowsIn = (changes: readonly Change[]): number => changes.reduce((sum, { rows }) => sum + rows.length, 0);

/** An account that nobody's figure rests on has no part in any view; one that was read was read whole. */
function mustHaveReadAll(streams: readonly StreamLength[], accounts: ReadonlyMap<string, number>): void {
  for (const { stream, events } of streams) {
    const read = accounts.get(stream);
    if (read !== undefined && read !== events) throw miscounted(stream, events, read);
  }
}

const miscounted = (what: string, events: number, read: number): StoreDamaged =>
  new StoreDamaged(`${what} has ${events} events, and gave ${read} to be counted`);

/** Reads every event, and writes the journal. @returns how many there were */
async function journalWritten({ reader, standing, events: of, write, progress, signal }: Rebuilding): Promise<number> {
  const upTo = BigInt(standing.position);
  const gathering = new Gathering(reader); // one for all: what lies after the last event is not looked at
  const corrected = new Set<string>();
  let done = 0;
  for (let after = 0n; after < upTo;) {
    signal.throwIfAborted();
    const events = await reader.store.readAll({ after, limit: PAGE, upTo });
    if (events.length === 0) break;
    for (const { type, stream } of events) if (type === 'RecordedInError') corrected.add(stream);
    await write(await journalChanges(reader, gathering, events, new Set()));
    after = events.at(-1)!.position;
    done += events.length;
    progress?.({ step: 'events', done, of });
  }
  if (corrected.size > 0) {
    await write(await journalChanges(reader, gathering, [], corrected, upTo)); // once more, with what is in error
  }
  return done;
}
