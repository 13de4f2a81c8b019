import { once } from 'node:events';
import { request } from 'node:http';
import type { Ledger } from '#ledger';
import { APRIL, PCT, PRACTICE, served, type Served } from './http-served.js';
import { readLive, type LiveReader, type ReadEntry } from './live-reader.js';

let http: Served;
const readers: LiveReader[] = [];
afterEach(async () => {
  for (const reader of readers.splice(0)) reader.leave();
  await http.close();
});

const read = async (path = '/api/v1/events', headers: Readonly<Record<string, string>> = {}): Promise<LiveReader> => {
  const reader = await readLive(http.server.url + path, headers);
  readers.push(reader);
  return reader;
};

const positions = (entries: readonly ReadEntry[]) => entries.map(({ data }) => data.position);
const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

const practice = (number: number) => ({ ...PRACTICE, code: `A${number}` });
const recorded = async (from: number, to: number): Promise<void> => {
  for (const number of upTo(to, from)) await http.record('RegisterOrganisation', practice(number), APRIL).expect(201);
};

describe('a reader of live entries', () => {
  beforeEach(async () => {
    http = await served();
    await recorded(1, 50);
  });

  test('is given history first and then what others record at the same time: each once, in order', async () => {
    const reader = await read();
    const writing = [51, 71, 91].map((from) => recorded(from, from + 19));
    const entries = await reader.next(110);
    await Promise.all(writing);
    expect(positions(entries)).toEqual(upTo(110));
    expect(entries.every(({ id, event, data }) => id === data.position && event === 'entry')).toBe(true);
  });

  test('is given each event as the list gives it', async () => {
    const { body } = await http.ask('/api/v1/events?limit=1&after=6').expect(200);
    const [entry] = await (await read('/api/v1/events?after=6')).next(1);
    expect(entry!.data).toEqual(body.events[0]);
  });

  test('that lost its connection goes on after the last entry that it had', async () => {
    const reader = await read();
    const before = await reader.next(20);
    reader.leave();
    await recorded(51, 60);
    const again = await read('/api/v1/events?after=3', { 'Last-Event-ID': String(before.at(-1)!.id) });
    expect(positions([...before, ...(await again.next(40))])).toEqual(upTo(60));
  });

  test('from the last position on is given what comes', async () => {
    const reader = await read('/api/v1/events?after=50');
    await recorded(51, 53);
    expect(positions(await reader.next(3))).toEqual([51, 52, 53]);
  });

  test('is told what it reads, and when to come back', async () => {
    const reader = await read();
    await reader.saw('retry: 1000\n\n');
    expect(reader.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    });
  });
});

describe('live entries by a filter', () => {
  const assigned = { practice: 'A99001', commissioner: '5X1', from: '2002-04-01' };
  const forecast = { commissioner: '5X1', year: '2007-08', month: 7, forecastOutturnPence: -100 };

  beforeEach(async () => {
    http = await served();
    await http.record('RegisterOrganisation', PCT, APRIL).expect(201);
    await http.record('RegisterOrganisation', PRACTICE, APRIL).expect(201);
    await http.record('RegisterOrganisation', { ...PCT, code: '5X1-B' }, APRIL).expect(201);
  });

  const later = async () => {
    await http.record('AssignPractice', assigned, { ...APRIL, 'Idempotency-Key': 'assigned' }).expect(201);
    await http.record('ReportForecast', { ...forecast, commissioner: '5X1-B' }).expect(201);
    await http.record('ReportForecast', forecast, { 'X-Actor': 'finance' }).expect(201);
    await http.record('RegisterOrganisation', { ...PRACTICE, code: 'LAST' }).expect(201);
  };

  test.each([
    ['type=OrganisationRegistered', [1, 2, 3, 7]],
    ['holder=A99001', [2, 4]],
    ['commissioner=5X1', [1, 4, 6]],
    ['commissioner=5X1&year=2007-08', [6]],
    ['stream=organisation-A99001', [2, 4]],
    ['actor=finance', [6]],
    ['commandId=assigned', [4]],
    ['holder=LAST', [7]],
  ])('with %s are those that the list has, whether recorded before or after', async (filter, wanted) => {
    const reader = await read(`/api/v1/events?${filter}`);
    await later();
    expect(positions(await reader.next(wanted.length))).toEqual(wanted);
    const again = await read(`/api/v1/events?${filter}`);
    expect(positions(await again.next(wanted.length))).toEqual(wanted);
    const { body } = await http.ask(`/api/v1/events?${filter}`).expect(200);
    expect(body.events.map(({ position }: { position: number }) => position)).toEqual(wanted);
  });
});

describe('live entries are refused', () => {
  beforeEach(async () => {
    http = await served({ waitMs: 20 });
    await recorded(1, 3);
  });
  const asked = (path: string, lastEventId?: string) =>
    http
      .ask(path)
      .set({ Accept: 'text/event-stream', ...(lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId }) });

  test.each(['x', '-1', '1.5', '9007199254740993', '', '1, 2'])('after the entry %j, which is none', async (id) => {
    const { body } = await asked('/api/v1/events', id).expect(400);
    expect(body).toMatchObject({ code: 'INVALID', errors: [{ field: 'Last-Event-ID' }] });
  });

  test.each([
    ['limit=10', 'limit'],
    ['after=x', 'after'],
    ['year=2007', 'year'],
    ['colour=red', 'colour'],
  ])('with %s', async (query, field) => {
    const { body } = await asked(`/api/v1/events?${query}`).expect(400);
    expect(body.errors).toEqual([{ field, message: expect.any(String) }]);
  });

  test('after a position that this log has not reached: what the reader had is of another', async () => {
    expect((await asked('/api/v1/events', '4').expect(503)).body.code).toBe('NOT_YET');
    expect((await asked('/api/v1/events?after=9').expect(503)).body.code).toBe('NOT_YET');
  });

  test('by no other method; HEAD is told the type and nothing more', async () => {
    const head = request(http.server.url + '/api/v1/events', {
      method: 'HEAD',
      headers: { Accept: 'text/event-stream' },
    });
    const [response] = await once(head.end(), 'response');
    expect([response.statusCode, response.headers['content-type']]).toEqual([200, 'text/event-stream; charset=utf-8']);
    await once(response.resume(), 'end');
  });
});

describe('the end of live entries', () => {
  /** The signals of all subscriptions that were begun. */
  const subscriptions: AbortSignal[] = [];
  const watched = (ledger: Ledger): Ledger => {
    const store = new Proxy(ledger.store, {
      get(target, name) {
        if (name === 'subscribe') {
          return (after: bigint, signal: AbortSignal) => {
            subscriptions.push(signal);
            return target.subscribe(after, signal);
          };
        }
        const value = Reflect.get(target, name) as unknown;
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    return { ...ledger, store };
  };

  beforeEach(async () => {
    subscriptions.length = 0;
    http = await served({ behind: watched, heartbeatMs: 5 });
    await recorded(1, 5);
  });

  test('a reader that goes away leaves no subscription behind', async () => {
    const [leaving, staying] = [await read(), await read()];
    await Promise.all([leaving.next(5), staying.next(5)]);
    await Promise.all([leaving.saw(': still here'), staying.saw(': still here')]);
    expect(subscriptions.map(({ aborted }) => aborted)).toEqual([false, false]);
    leaving.leave();
    await new Promise<void>((resolve) => {
      for (const signal of subscriptions) signal.addEventListener('abort', () => resolve());
    });
    expect(subscriptions.filter(({ aborted }) => aborted)).toHaveLength(1);
    await recorded(6, 7);
    expect(positions(await staying.next(2))).toEqual([6, 7]);
  });

  test('a server that closes ends them at once, and waits for nobody', async () => {
    const open = await Promise.all(upTo(12).map(() => read()));
    for (const reader of open) await reader.next(5);
    await http.server.close();
    expect(new Set(await Promise.all(open.map((reader) => reader.ended())))).toEqual(new Set(['in order']));
    expect(subscriptions.every(({ aborted }) => aborted)).toBe(true);
  });

  test('a log that closes ends them', async () => {
    const reader = await read();
    await reader.next(5);
    await http.ledger.store.close();
    expect(await reader.ended()).toBe('in order');
  });

  test('while nothing happens there is a sign of life', async () => {
    const reader = await read('/api/v1/events?after=5');
    await reader.saw(': still here\n\n: still here\n\n');
    expect(await http.ask('/health/live')).toMatchObject({ status: 200 });
  });
});
