import { served, type Served } from './http-served.js';
import { ListedRows } from './listed-rows.js';
import { readLive, type LiveReader } from './live-reader.js';

let http: Served;
let views: ListedRows;
const readers: LiveReader[] = [];
beforeEach(async () => {
  views = new ListedRows({}, 7);
  http = await served({ views });
});
afterEach(async () => {
  for (const reader of readers.splice(0)) reader.leave();
  await http.close();
});

const read = async (headers: Readonly<Record<string, string>> = {}): Promise<LiveReader> => {
  const reader = await readLive(`${http.server.url}/api/v1/journal`, headers);
  readers.push(reader);
  return reader;
};
const position = (at: number) => ({ id: at, event: 'position', data: { position: at } });

test('whoever follows the views is told where they stand, and each time they have counted further the latest', async () => {
  const reader = await read();
  expect(await reader.next(1)).toEqual([position(7)]);
  views.moveTo(8);
  views.moveTo(9);
  views.moveTo(10);
  expect(await reader.next(1)).toEqual([position(10)]);
  views.moveTo(11);
  expect(await reader.next(1)).toEqual([position(11)]);
});

test('a reader that comes back is told only what it does not know', async () => {
  const reader = await read({ 'Last-Event-ID': '7' });
  views.onReach = () => void setImmediate(() => views.moveTo(8));
  expect(await reader.next(1)).toEqual([position(8)]);
});

test('it ends with the server', async () => {
  const reader = await read();
  await reader.next(1);
  await http.server.close();
  expect(await reader.ended()).toBe('in order');
});

test.each([
  ['?type=PaymentMade', {}, 'type'],
  ['?atLeast=1', {}, 'atLeast'],
  ['', { 'Last-Event-ID': 'x' }, 'Last-Event-ID'],
])('with %j and %j it is refused', async (query, headers, field) => {
  const call = http.ask(`/api/v1/journal${query}`).set({ Accept: 'text/event-stream', ...headers });
  const { body } = await call.expect(400);
  expect(body.errors.map((error: { field: string }) => error.field)).toEqual([field]);
});

test('no other list is followed so', () =>
  http.ask('/api/v1/statements').set('Accept', 'text/event-stream').expect(406));
