/** One thread of the crew: it works out what it is sent, from a connection of its own, until it is told to end. */
import { parentPort, workerData } from 'node:worker_threads';
import { openEmbeddedForReading } from '#event-store-embedded';
import { workedOut, type Tasks, type WorkedOut, type Working } from '#projections';
import { StreamReader } from '#questions';

export type Asked = { readonly tasks: Tasks; readonly working: Working } | 'end';
export type Told = WorkedOut | { readonly failed: string; readonly kind: string };

/** Streams that several commissioners share, such as the bodies above them, are few. */
const KEPT_EVENTS = 2_000;

const port = parentPort!;
const store = openEmbeddedForReading(workerData as string);
const reader = new StreamReader(store, { events: KEPT_EVENTS });

port.on('message', (asked: Asked) => {
  if (asked === 'end') return void store.close().then(() => port.close());
  workedOut(reader, asked.tasks, asked.working)
    .catch((error: unknown): Told => {
      const { message, constructor } = error as Error;
      return { failed: message, kind: constructor.name };
    })
    .then((told) => port.postMessage(told));
});
