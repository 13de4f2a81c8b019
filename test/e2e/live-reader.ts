import { once } from 'node:events';
import { get, type ClientRequest, type IncomingMessage } from 'node:http';

export type ReadEntry = { readonly id: number; readonly event: string; readonly data: { readonly position: number } };

/** A reader of live entries, as a browser is one. */
export type LiveReader = {
  readonly headers: IncomingMessage['headers'];
  /** The next entries, as soon as there are so many; fewer only where the stream ends before. */
  next(count: number): Promise<readonly ReadEntry[]>;
  /** Everything that came so far, as it was sent. */
  text(): string;
  /** Until a text has come. */
  saw(text: string): Promise<void>;
  /** Waits for the end: whether the server said that there is no more, or the connection was cut. */
  ended(): Promise<'in order' | 'cut'>;
  leave(): void;
};

export async function readLive(url: string, headers: Readonly<Record<string, string>> = {}): Promise<LiveReader> {
  const request = get(url, { headers: { Accept: 'text/event-stream', ...headers } });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return readerOf(request, response);
}

function readerOf(request: ClientRequest, response: IncomingMessage): LiveReader {
  let text = '';
  let given = 0;
  let isOver = false;
  let tell = () => {};
  const ended = new Promise<'in order' | 'cut'>((resolve) => {
    response.on('end', () => resolve('in order')).on('error', () => resolve('cut'));
  });
  void ended.then(() => {
    isOver = true;
    tell();
  });
  response.setEncoding('utf8').on('data', (part: string) => {
    text += part;
    tell();
  });
  const until = async (holds: () => boolean) => {
    while (!holds() && !isOver) await new Promise<void>((resolve) => (tell = resolve));
  };
  const entries = () => entriesIn(text).slice(given);
  return {
    headers: response.headers,
    async next(count) {
      await until(() => entries().length >= count);
      const found = entries().slice(0, count);
      given += found.length;
      return found;
    },
    text: () => text,
    saw: (part) => until(() => text.includes(part)),
    ended: () => ended,
    leave: () => void request.destroy(),
  };
}

/** What was sent whole, without comments and settings. */
const entriesIn = (text: string): readonly ReadEntry[] =>
  text
    .split('\n\n')
    .slice(0, -1)
    .flatMap((block) => {
      const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s, 2)));
      return 'data' in fields ? [{ ...fields, id: Number(fields.id), data: JSON.parse(fields.data) }] : [];
    });
