import { setImmediate as turn } from 'node:timers/promises';
import type { StoredEvent } from '#event-store';
import { Gathering, type StreamReader } from '#questions';
import { bodyChanges } from './body-changes.js';
import { journalChanges } from './journal-changes.js';
import { NOBODY, Planning, type Plan, type Standing, type Task } from './plan.js';
import type { Reach } from './reach.js';
import type { Change, Holds } from './view-store.js';
import { YearChanges } from './year-changes.js';

/** Version of the projections: another makes views be rebuilt. Raise it with every change of what a row says. */
export const VIEWS_VERSION = 1;

/** Holders without a commissioner that are worked out together. */
const TOGETHER = 200;

/** A part of the changes, and how much of the work is done with it. */
export type Portion = { readonly changes: readonly Change[]; readonly done: number; readonly of: number };

/**
 * Works out the rows of everything within reach, as they stand at one event and on one day. Each row comes once, so that
 * portions may be written one by one into an empty store.
 */
export async function* projected(reader: StreamReader, reach: Reach, standing: Standing): AsyncIterable<Portion> {
  const gathering = new Gathering(reader);
  await reach.spread(gathering);
  const plan = await new Planning(gathering, standing).of(reach);
  const bodies = [...new Set([...reach.organisations, ...reach.groups, ...reach.agreements])];
  const tasks = tasksOf(plan);
  const of = bodies.length + tasks.length;
  let done = 0;
  yield { changes: clearing(plan), done, of };
  for (const code of bodies) {
    await turn(); // others must get a word in
    yield { changes: await bodyChanges(reader, code, standing), done: ++done, of };
  }
  for (const { commissioner, year, task } of tasks) {
    await turn();
    const changes = await YearChanges.gathered(reader, commissioner, year, task, standing);
    yield { changes: changes.of(task), done: ++done, of };
  }
}

type Named = { readonly commissioner: string; readonly year: string; readonly task: Task };

const tasksOf = ({ tasks }: Plan): readonly Named[] =>
  [...tasks].flatMap(([commissioner, years]) =>
    [...years].flatMap(([year, task]) =>
      (commissioner === NOBODY ? inPortions(task) : [task]).map((portion) => ({ commissioner, year, task: portion })),
    ),
  );

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

/** All that a batch of events, and the days that ran out, change. */
export async function changesOf(
  reader: StreamReader,
  events: readonly StoredEvent[],
  expired: readonly Holds[],
  reach: Reach,
  standing: Standing,
): Promise<readonly Change[]> {
  for (const event of events) reach.touch(event);
  for (const holds of expired) reach.expire(holds);
  const changes: Change[] = [
    { table: 'holds', without: expired.map(({ subject, year }) => ({ subject, year })), rows: [] },
  ];
  if (events.length > 0)
    changes.push(...(await journalChanges(reader, new Gathering(reader), events, reach.corrected)));
  for await (const portion of projected(reader, reach, standing)) changes.push(...portion.changes);
  return changes;
}
