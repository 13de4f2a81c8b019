import { streamOf } from '#domain';
import type { Year } from '#kernel';
import { Gathering, type StreamReader } from '#questions';
import { readerUntil } from './log-until.js';
import type { Standing, Task } from './plan.js';
import type { ViewName } from './view-names.js';
import type { Change } from './view-store.js';
import { YearChanges } from './year-changes.js';

/** The years of one commissioner, whose statements rest on the same streams. Nothing but data, so that it may travel. */
export type Tasks = {
  readonly commissioner: string;
  readonly years: readonly { readonly year: Year; readonly task: Task }[];
  /** On the accounts of its holders, where that is known; 0 where it is not. */
  readonly events: number;
};

export type Working = {
  readonly standing: Standing;
  readonly views: ReadonlySet<ViewName>;
};

export type WorkedOut = {
  readonly changes: readonly Change[];
  /** The accounts that were read for it, and how many events each had. */
  readonly read: ReadonlyMap<string, number>;
};

/** Who works tasks out, each apart from the others: in this thread, or in several. */
export interface Crew {
  /** It is at work while this thread makes other rows. */
  readonly isApart?: true;
  /** In whatever order they come. @throws what the first that failed threw */
  workOut(tasks: readonly Tasks[], working: Working, signal: AbortSignal): AsyncIterable<WorkedOut>;
}

/** Works out all years of one commissioner; what is read is read once. */
export async function workedOut(
  reader: StreamReader,
  { commissioner, years }: Tasks,
  { standing, views }: Working,
): Promise<WorkedOut> {
  const ofAllYears = gatheringFor(views, reader, years, standing);
  const changes: Change[] = [];
  for (const { year, task } of years) {
    const ofYear = await YearChanges.gathered(ofAllYears.part(), commissioner, year, task, standing);
    if (views.has('statements')) changes.push(...(await ofYear.of(task)));
    if (views.has('timeline')) changes.push(...(await ofYear.points(task)));
  }
  return { changes, read: accountsRead(ofAllYears, standing) };
}

/**
 * The time line looks at accounts as they were at many positions, statements at one. Where it is worked out alone, it reads
 * up to its last point: what came later moves none, and cannot stand in the way.
 */
function gatheringFor(
  views: Working['views'],
  reader: StreamReader,
  years: Tasks['years'],
  { position }: Standing,
): Gathering {
  if (!views.has('timeline')) return new Gathering(reader, position);
  if (views.has('statements')) return new Gathering(reader);
  const last = years.reduce((most, { task }) => Math.max(most, ...task.points), 0);
  return new Gathering(readerUntil(reader.store, last));
}

const ACCOUNTS = streamOf.account('', '').slice(0, -1);

const accountsRead = ({ histories }: Gathering, { position }: Standing): ReadonlyMap<string, number> =>
  new Map(
    [...histories].flatMap(([name, history]) =>
      name.startsWith(ACCOUNTS) ? [[name, history.lengthAt(position)]] : [],
    ),
  );

/** In this thread, one after the other. */
export const inThisThread = (reader: StreamReader): Crew => ({
  async *workOut(tasks, working, signal) {
    for (const each of tasks) {
      signal.throwIfAborted();
      yield await workedOut(reader, each, working);
    }
  },
});
