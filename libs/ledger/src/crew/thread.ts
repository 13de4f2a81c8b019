/** One thread of the crew: it works out what it is sent, from a connection of its own, until it is told to end. */
import { parentPort, workerData } from 'node:worker_threads';
import { openEmbeddedForReading } from '#event-store-embedded';
import { readerUntil, workedOut, type Standing, type Tasks, type WorkedOut, type Working } from '#projections';
import type { StreamReader } from '#questions';

export type Asked = { readonly tasks: Tasks; readonly working: Working } | 'end';
export type Told = WorkedOut | { readonly failed: string; readonly kind: string };

/** Streams that several commissioners share, such as the bodies above them, are few. */
const KEPT_EVENTS = 2_000;

const port = parentPort!;
const store = openEmbeddedForReading(workerData as string);
/** All that a thread is asked for stands at one position. */
let reader: Promise<StreamReader> | undefined;

async function readerAt({ position }: Standing): Promise<StreamReader> {
  return readerUntil(store, position, {
    streams: await store.streams(BigInt(position)),
    keep: { events: KEPT_EVENTS },
  });
}

async function answer({ tasks, working }: Exclude<Asked, 'end'>): Promise<WorkedOut> {
  return workedOut(await (reader ??= readerAt(working.standing)), tasks, working);
}

port.on('message', (asked: Asked) => {
  if (asked === 'end') return void store.close().then(() => port.close());
  answer(asked)
    .catch((error: unknown): Told => {
      const { message, constructor } = error as Error;
      return { failed: message, kind: constructor.name };
    })
    .then((told) => port.postMessage(told));
});
