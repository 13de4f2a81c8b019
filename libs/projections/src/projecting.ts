import { streamOf } from '#domain';
import type { StoredEvent, StreamLength } from '#event-store';
import { Gathering, type StreamReader } from '#questions';
import { bodyChanges } from './body-changes.js';
import { inThisThread, type Crew, type Tasks } from './crew.js';
import { journalChanges } from './journal-changes.js';
import { NOBODY, Planning, type Plan, type Standing, type Task } from './plan.js';
import { ALL_YEARS, partsOf, Reach, recordedYearsOfAll, type Touching } from './reach.js';
import { OF_STATEMENTS, viewOfHolds } from './standings.js';
import { Turns } from './turns.js';
import type { ViewName } from './view-names.js';
import type { Change, Holds } from './view-store.js';

/** Version of the projections: another makes views be rebuilt. Raise it with every change of what a row says. */
export const VIEWS_VERSION = 5;

/** Holders without a commissioner that are worked out together. */
const TOGETHER = 200;

/** A part of the changes, and how much of the work is done with it. */
export type Portion = {
  readonly changes: readonly Change[];
  /** The accounts that were read for it, and how many events each had. */
  readonly read?: ReadonlyMap<string, number>;
  readonly done: number;
  readonly of: number;
};

export type Projecting = {
  readonly reader: StreamReader;
  /** Who works out the years. */
  readonly crew: Crew;
  readonly reach: Reach;
  readonly standing: Standing;
  readonly views: ReadonlySet<ViewName>;
  readonly signal: AbortSignal;
  /** All that there are, where all of them are within reach: by them the crew sees which work is long. */
  readonly streams?: readonly StreamLength[];
};

/** The kinds of streams whose events move a view, where not all of them do. */
const MOVED_BY: Partial<Record<ViewName, readonly string[]>> = {
  journal: [],
  organisations: ['organisation', 'group', 'agreements'],
  timeline: ['finance'],
};

/** Takes an event in, where it may move one of the views. */
export function touch(reach: Reach, event: Touching, views: ReadonlySet<ViewName>): void {
  const { kind } = partsOf(event.stream);
  if ([...views].some((view) => MOVED_BY[view]?.includes(kind) ?? true)) reach.touch(event);
}

/**
 * Works out the rows of everything within reach, as they stand at one event and on one day, but those of the journal.
 * Each row comes once, so that portions may be written one by one into an empty store.
 */
export async function* projected(projecting: Projecting): AsyncIterable<Portion> {
  const { reader, crew, reach, standing, views, signal, streams } = projecting;
  const gathering = new Gathering(reader);
  const isOfBodies = views.has('organisations') || views.has('statements');
  if (isOfBodies) await (streams ? reach.spreadToAll() : reach.spread(gathering));
  const planned = views.has('statements') ? reach : pointsOf(reach);
  const isOfAll = streams !== undefined && views.has('statements');
  const recorded = isOfAll ? await recordedYearsOfAll(gathering, streams, standing.position) : undefined;
  const plan = await new Planning(gathering, standing, recorded).of(planned);
  const bodies = isOfBodies ? [...new Set([...reach.organisations, ...reach.groups, ...reach.agreements])] : [];
  const tasks = tasksOf(plan, new Map(streams?.map(({ stream, events }) => [stream, events])));
  const of = bodies.length + tasks.length;
  let done = 0;
  if (views.has('statements')) yield { changes: clearing(plan), done, of };
  const years = crew.workOut(tasks, { standing, views }, signal)[Symbol.asyncIterator]();
  let hasCome = false;
  const asked = () => {
    const next = years.next();
    const come = () => void (hasCome = true);
    hasCome = false;
    next.then(come, come); // thrown below, where it is waited for
    return next;
  };
  let next = crew.isApart && asked();
  try {
    const turns = new Turns();
    for (const code of bodies) {
      await turns.take();
      yield { changes: ofBody(await bodyChanges(reader, code, standing), views), done: ++done, of };
      const worked = next && hasCome ? await next : undefined;
      if (!worked || worked.done) continue;
      next = asked();
      yield { ...worked.value, done: ++done, of };
    }
    for (let last = await (next || asked()); !last.done; last = await asked()) {
      yield { ...last.value, done: ++done, of };
    }
  } finally {
    await years.return?.();
  }
}

/** What the time line needs and nothing beside, in which others' trouble may lie. */
function pointsOf({ points }: Reach): Reach {
  const reach = new Reach();
  for (const [commissioner, years] of points) reach.points.set(commissioner, years);
  return reach;
}

/** The rows of a body belong to the register; until when they hold concerns its statements as well. */
const ofBody = (changes: readonly Change[], views: ReadonlySet<ViewName>): readonly Change[] =>
  changes.flatMap((change) => [
    ...(views.has('organisations') ? [change] : []),
    ...(views.has('statements') && change.table === 'holds' ? [ofStatements(change)] : []),
  ]);

const ofStatements = ({ table, without, rows }: Change<'holds'>): Change => ({
  table,
  without: without.map((holds) => ({ ...holds, year: OF_STATEMENTS })),
  rows: rows.map((holds) => ({ ...holds, year: OF_STATEMENTS })),
});

function tasksOf({ tasks }: Plan, lengths: ReadonlyMap<string, number>): readonly Tasks[] {
  const withEvents = (commissioner: string, years: Tasks['years']): Tasks => ({
    commissioner,
    years,
    events: eventsOf(years, lengths),
  });
  return [...tasks].flatMap(([commissioner, ofYears]) => {
    const years = [...ofYears].map(([year, task]) => ({ year, task }));
    if (commissioner !== NOBODY) return [withEvents(commissioner, years)];
    return years.flatMap(({ year, task }) =>
      inPortions(task).map((portion) => withEvents(commissioner, [{ year, task: portion }])),
    );
  });
}

function eventsOf(years: Tasks['years'], lengths: ReadonlyMap<string, number>): number {
  let events = 0;
  for (const { year, task } of years) {
    for (const holder of task.statements) events += lengths.get(streamOf.account(holder, year)) ?? 0;
  }
  return events;
}

function inPortions(task: Task): readonly Task[] {
  const all = [...task.statements];
  const portions: Task[] = [{ ...task, statements: new Set(all.slice(0, TOGETHER)) }];
  for (let from = TOGETHER; from < all.length; from += TOGETHER) {
    const statements = new Set(all.slice(from, from + TOGETHER));
    portions.push({ statements, budgetsOnly: new Set(), exposure: false, points: [] });
  }
  return portions;
}

function clearing({ cleared }: Plan): readonly Change[] {
  const holders = [...cleared];
  return [
    { table: 'statements', without: holders.map((holder) => ({ holder })), rows: [] },
    { table: 'rollUpParts', without: holders.map((practice) => ({ practice })), rows: [] },
    { table: 'overdue', without: holders.map((subject) => ({ subject })), rows: [] },
  ];
}

/** All that a batch of events, and the days that ran out, change in some of the views. */
export async function changesOf(
  reader: StreamReader,
  events: readonly StoredEvent[],
  expired: readonly Holds[],
  standing: Standing,
  views: ReadonlySet<ViewName>,
): Promise<readonly Change[]> {
  const reach = new Reach();
  for (const event of events) touch(reach, event, views);
  const over = expired.filter((holds) => views.has(viewOfHolds(holds)));
  for (const { year, ...holds } of over) {
    reach.expire({ ...holds, year: year === OF_STATEMENTS ? ALL_YEARS : year });
  }
  const changes: Change[] = [
    { table: 'holds', without: over.map(({ subject, year }) => ({ subject, year })), rows: [] },
  ];
  if (events.length > 0 && views.has('journal'))
    changes.push(...(await journalChanges(reader, new Gathering(reader), events, correctedBy(events))));
  const crew = inThisThread(reader);
  const { signal } = new AbortController();
  for await (const portion of projected({ reader, crew, reach, standing, views, signal })) {
    changes.push(...portion.changes);
  }
  return changes;
}

/** The streams in which something was recorded in error. */
const correctedBy = (events: readonly StoredEvent[]): ReadonlySet<string> =>
  new Set(events.flatMap(({ type, stream }) => (type === 'RecordedInError' ? [stream] : [])));
