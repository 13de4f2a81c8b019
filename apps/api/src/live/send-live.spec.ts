import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { sendLive, type LiveEntry } from './send-live.js';

/** A connection whose other end takes one part of what was written at a time, when it pleases. */
class Connection extends Duplex {
  taken = '';
  private waiting: (() => void) | undefined;
  isOpen = false;

  override _read(): void {}

  override _write(part: Buffer, _encoding: string, done: () => void): void {
    this.taken += part.toString();
    if (this.isOpen) done();
    else this.waiting = done;
  }

  takeAll(): void {
    this.isOpen = true;
    this.waiting?.();
  }
}

function aReader() {
  const connection = new Connection();
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  response.assignSocket(connection as unknown as Socket);
  connection.on('drain', () => response.emit('drain')); // as the server does
  return { connection, response };
}

const LENGTH = 10_000;
const COUNT = 200;

function entries() {
  const asked = { count: 0, isOver: false };
  async function* each(signal: AbortSignal): AsyncGenerator<LiveEntry> {
    try {
      for (let id = 1; id <= COUNT && !signal.aborted; id += 1) {
        asked.count = id;
        yield { id, event: 'entry', data: { text: 'x'.repeat(LENGTH) } };
      }
    } finally {
      asked.isOver = true;
    }
  }
  return { asked, each };
}

const aWhile = async () => {
  for (let turns = 0; turns < 200; turns += 1) await turn();
};

const settings = (closing = new AbortController().signal) => ({ closing, heartbeatMs: 60_000 });
const REQUEST = { method: 'GET' } as IncomingMessage;

test('no more is asked for than a slow reader has taken, and it misses nothing', async () => {
  const { connection, response } = aReader();
  const { asked, each } = entries();
  const sent = sendLive(REQUEST, response, settings(), each);
  await aWhile();
  expect(asked.count).toBeLessThan(10);
  connection.takeAll();
  await sent;
  const ids = [...connection.taken.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
  expect(ids).toEqual(Array.from({ length: COUNT }, (_, index) => index + 1));
});

test('a reader that takes nothing keeps no server from closing', async () => {
  const { response } = aReader();
  const { asked, each } = entries();
  const closing = new AbortController();
  const sent = sendLive(REQUEST, response, settings(closing.signal), each);
  await aWhile();
  closing.abort();
  await sent;
  await aWhile();
  expect([response.destroyed, asked.isOver]).toEqual([true, true]);
});

test('a server that is closing begins no stream', async () => {
  const { connection, response } = aReader();
  const { asked, each } = entries();
  connection.takeAll();
  await sendLive(REQUEST, response, settings(AbortSignal.abort()), each);
  expect([response.writableEnded, asked.count]).toEqual([true, 0]);
});

test('entries that fail are no end in order: whoever asked is told, and no more is asked for', async () => {
  const { connection, response } = aReader();
  connection.takeAll();
  // eslint-disable-next-line require-yield
  async function* failing(): AsyncGenerator<LiveEntry> {
    throw new Error('the log is damaged');
  }
  await expect(sendLive(REQUEST, response, settings(), failing)).rejects.toThrow('the log is damaged');
  expect(response.writableEnded).toBe(false);
});
