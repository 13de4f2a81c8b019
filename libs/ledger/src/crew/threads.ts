import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { StoreDamaged, StoreUnavailable } from '#event-store';
import type { Crew, Tasks, WorkedOut, Working } from '#projections';
import type { Asked, Told } from './thread.js';

/** Commissioners below which threads would take longer to start than to work. */
const WORTH_IT = 4;
/** Of a load of England each thread holds a few hundred megabytes. */
const MOST_THREADS = 4;

/** Results of a thread that wait to be taken: so many keep it at work, and more would only fill this thread's memory. */
const MOST_WAITING = 2;

/** A statement takes as long as reading so many events, about. */
const EVENTS_A_STATEMENT = 10;

const THREAD = new URL('./thread.js', import.meta.url);

/**
 * Works out the figures of a rebuild in as many threads as there are cores, each with a connection of its own to the
 * store in the file at `path`. Undefined on one core, or where the compiled thread is not beside this file.
 * @param alone   who works out what is not worth a thread
 * @param thread  what a thread runs
 */
export function threadsOn(path: string, alone: Crew, thread = THREAD): Crew | undefined {
  const size = Math.min(availableParallelism(), MOST_THREADS);
  if (size < 2 || !existsSync(thread)) return undefined;
  const begun = () => Array.from({ length: size }, () => new Worker(thread, { workerData: path }));
  return {
    isApart: true,
    workOut: (tasks, working, signal) =>
      tasks.length < WORTH_IT ? alone.workOut(tasks, working, signal) : inThreads(begun, tasks, working, signal),
  };
}

async function* inThreads(
  begun: () => readonly Worker[],
  tasks: readonly Tasks[],
  working: Working,
  signal: AbortSignal,
): AsyncGenerator<WorkedOut, void> {
  const waiting = largestLast(tasks);
  const done: WorkedOut[] = [];
  let [left, failure] = [waiting.length, undefined as Error | undefined];
  let changed = (): void => undefined;
  const workers = begun();
  const fail = (error: Error): void => {
    failure ??= error;
    changed();
  };
  const idle: Worker[] = [...workers];
  const giveOut = (): void => {
    while (done.length < MOST_WAITING * workers.length && idle.length > 0 && waiting.length > 0) {
      idle.pop()!.postMessage({ tasks: waiting.pop()!, working } satisfies Asked);
    }
  };
  const exits = workers.map((worker) => exitOf(worker, (code) => fail(new Error(`a thread ended with code ${code}`))));
  const stop = (): void => fail(signal.reason as Error);
  signal.addEventListener('abort', stop);
  for (const worker of workers) {
    worker.on('error', fail).on('message', (told: Told) => {
      if ('failed' in told) return fail(errorOf(told));
      done.push(told);
      idle.push(worker);
      giveOut();
      changed();
    });
  }
  giveOut();
  try {
    if (signal.aborted) stop();
    while (left > 0) {
      if (failure) throw failure;
      const next = done.shift();
      if (!next) {
        await new Promise<void>((resolve) => (changed = resolve));
        continue;
      }
      left -= 1;
      giveOut();
      yield next;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    for (const worker of workers) worker.postMessage('end' satisfies Asked);
    await Promise.all(exits);
  }
}

/** The work of a thread is taken from the end: what takes longest comes first, or the others would wait for it. */
const largestLast = (tasks: readonly Tasks[]): Tasks[] => {
  const sizeOf = ({ years, events }: Tasks) =>
    years.reduce((sum, { task }) => sum + task.statements.size * EVENTS_A_STATEMENT, events);
  return tasks.toSorted((a, b) => sizeOf(a) - sizeOf(b));
};

/** Heard from the start: a thread may be gone before anybody waits for its end. */
const exitOf = (worker: Worker, ended: (code: number) => void): Promise<void> =>
  new Promise((resolve) => {
    worker.once('exit', (code) => {
      ended(code);
      resolve();
    });
  });

/** An error of the store keeps its kind, as whoever waits for it goes by that. */
function errorOf({ failed, kind }: Extract<Told, { failed: string }>): Error {
  if (kind === StoreUnavailable.name) return new StoreUnavailable(failed);
  return kind === StoreDamaged.name ? new StoreDamaged(failed) : new Error(failed);
}
