import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  endWith,
  finalize,
  from,
  fromEvent,
  ignoreElements,
  interval,
  lastValueFrom,
  merge,
  share,
  takeUntil,
  tap,
} from 'rxjs';

export type LiveEntry = {
  /** The position that it brings the reader to. */
  readonly id: number;
  readonly event: string;
  readonly data: object;
};

export type LiveSettings = {
  /** Aborts when the server closes: streams end, and nobody waits for them. */
  readonly closing: AbortSignal;
  /** How often a sign of life is sent, in milliseconds. */
  readonly heartbeatMs: number;
};

/** How soon a reader that lost its connection comes back, in milliseconds. */
const RETRY_MS = 1_000;

/**
 * Sends entries as server-sent events until the reader leaves, the server closes, or there are no more. The next is
 * asked for once the one before has gone out, so that a slow reader holds up nothing but itself.
 * @param entries  called before anything is sent; they end when the signal aborts
 */
export async function sendLive(
  request: IncomingMessage,
  response: ServerResponse,
  { closing, heartbeatMs }: LiveSettings,
  entries: (signal: AbortSignal) => AsyncIterable<LiveEntry>,
): Promise<void> {
  const stop = new AbortController();
  const source = entries(stop.signal);
  response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' });
  response.flushHeaders();
  if (request.method === 'HEAD' || closing.aborted || response.destroyed) return void response.end();
  response.write(`retry: ${RETRY_MS}\n\n`);
  const sent = from(sending(response, source, stop.signal)).pipe(share());
  const signsOfLife = interval(heartbeatMs).pipe(
    tap(() => response.writableNeedDrain || response.write(': still here\n\n')),
    takeUntil(sent.pipe(ignoreElements(), endWith('no more'))),
  );
  const over = merge(fromEvent(response, 'close'), fromEvent(closing, 'abort'));
  const stream = merge(sent, signsOfLife).pipe(
    takeUntil(over),
    finalize(() => stop.abort()),
  );
  await lastValueFrom(stream, { defaultValue: undefined });
  response.end();
  if (closing.aborted && response.writableLength > 0) response.destroy(); // a slow reader keeps no server open
}

async function* sending(
  response: ServerResponse,
  entries: AsyncIterable<LiveEntry>,
  signal: AbortSignal,
): AsyncGenerator<number> {
  for await (const { id, event, data } of entries) {
    if (signal.aborted) return;
    const hasRoom = response.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    if (!hasRoom) await once(response, 'drain', { signal });
    yield id;
  }
}
