import { parse } from 'csv-parse/sync';
import { systemNow } from '#ledger';
import { ViewsRunner, type ViewStore } from '#projections';
import { openEmbeddedViews } from '#view-store-embedded';
import { PRACTICE, served, type Served } from './http-served.js';
import { givenAGuarantee, whenThePctGoesIntoDeficit } from './http-story.js';
import { readLive } from './live-reader.js';

let store: ViewStore;
let runner: ViewsRunner;
let http: Served;

beforeEach(async () => {
  store = await openEmbeddedViews({ path: ':memory:' });
  http = await served({
    waitMs: 10_000,
    views: ({ reader }) => (runner = new ViewsRunner({ reader, views: store, now: systemNow })),
  });
  runner.start();
  await givenAGuarantee(http);
  await whenThePctGoesIntoDeficit(http);
});

afterEach(async () => {
  await runner.close();
  await http.close();
  await store.close();
});

const list = async (path: string) =>
  (await http.ask(`/api/v1/${path}${path.includes('?') ? '&' : '?'}atLeast=12`).expect(200)).body;

test('the lists say of the deficit in November what the questions say', async () => {
  const { items, position, asAt } = await list('statements?holder=A99001&year=2007-08');
  expect([position, asAt]).toEqual([12, '2007-11-15']);
  const { body } = await http.ask('/api/v1/entitlement?holder=A99001&year=2007-08').expect(200);
  expect(items).toMatchObject([
    { entitlementPence: body.entitlementPence, basis: 'GUARANTEE', releaseStatus: 'SUSPENDED', commissioner: '5X1' },
  ]);
  expect((await list('exposures?commissioner=5X1&year=2007-08')).items).toMatchObject([{ entitledPence: 2_422_000 }]);
  expect((await list('roll-ups?of=ENGLAND&year=2007-08')).items).toMatchObject([{ entitledPence: 2_422_000 }]);
  expect((await list('agreements?holder=A99001')).items).toMatchObject([{ agreement: 'AG1', status: 'IN_FORCE' }]);
  expect((await list('practices?commissioner=5X1')).items).toMatchObject([
    { code: PRACTICE.code, name: PRACTICE.name },
  ]);
  expect(await list('organisations/5X1')).toMatchObject({ type: 'PCT', position: 12 });
});

test('the line that does not move: what is owed stays as it was at each event of the finances', async () => {
  const { items } = await list('timeline?commissioner=5X1&year=2007-08');
  expect(
    items.map(({ type, entitledPence }: { type: string; entitledPence: number }) => [type, entitledPence]),
  ).toEqual([
    ['ForecastReported', 2_422_000],
    ['RecoveryPlanAdopted', 2_422_000],
    ['ReleaseSuspended', 2_422_000],
  ]);
});

test('the journal is read page by page, as a list and as a file, with each event once', async () => {
  const seen: number[] = [];
  for (let after = ''; ;) {
    const page = await list(`journal?sort=position&limit=5${after}`);
    seen.push(...page.items.map(({ position }: { position: number }) => position));
    if (page.next === null) break;
    after = `&after=${encodeURIComponent(page.next)}`;
  }
  expect(seen).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  const { text } = await http.ask('/api/v1/journal?sort=position&format=csv&atLeast=12').expect(200);
  const table: { position: string }[] = parse(text, { columns: true });
  expect(table.map(({ position }) => Number(position))).toEqual(seen);
});

test('a page that follows the views hears of a new event, and finds it in the lists', async () => {
  await list('journal');
  const reader = await readLive(`${http.server.url}/api/v1/journal`, { 'Last-Event-ID': '12' });
  await http.record('SetReleaseFund', { commissioner: '5X1', year: '2007-08', pence: 1_000_000 }).expect(201);
  expect(await reader.next(1)).toEqual([{ id: 13, event: 'position', data: { position: 13 } }]);
  expect((await list('exposures?commissioner=5X1&year=2007-08')).items).toMatchObject([{ affordablePence: 1_000_000 }]);
  reader.leave();
});

test('the views are ready where the ledger is', async () => {
  await list('journal');
  const { body } = await http.ask('/health/ready').expect(200);
  expect(body.details.views).toMatchObject({ status: 'up', position: 12, head: 12 });
});
