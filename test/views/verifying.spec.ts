import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import type { Ledger } from '#ledger';
import type { Verified, ViewsRunner, ViewStore } from '#projections';
import { aLedger, aTrust, agreed, budget, on, step, testWhere, told, used, PRACTICE, SECOND, YEAR } from '#testing';
import { openEmbeddedViews } from '#view-store-embedded';
import { openPostgresViews } from '#view-store-postgres';
import { hasPostgres, PostgresServer } from '../conformance/postgres-server.js';
import { runnerOf } from './poisoned.js';

let ledger: Ledger;
let folder: string;
beforeAll(async () => {
  ledger = await aLedger();
  await told(ledger, [
    ...aTrust(PRACTICE, SECOND),
    ...agreed(),
    budget(),
    ...on('2007-06-01', used(500, { months: [1], version: 'FLEX' })),
    ...on('2007-06-10', step('SetResourceLimit', { pence: 900_000 })),
  ]);
});
afterAll(() => ledger.close());
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ledger-views-'))));
afterEach(() => rmSync(folder, { recursive: true }));

async function running<T>(views: ViewStore, work: (runner: ViewsRunner) => Promise<T>): Promise<T> {
  const runner = runnerOf(ledger.reader, views);
  try {
    return await work(runner);
  } finally {
    await runner.close();
    await views.close();
  }
}

const inAFile = () => openEmbeddedViews({ path: join(folder, 'views') });

/** Views of the whole ledger, which somebody then changes by hand. */
async function changedBy(...statements: readonly string[]): Promise<void> {
  await running(await inAFile(), (runner) => runner.catchUp());
  const file = readdirSync(folder).find((name) => /^views\.\d+$/.test(name))!;
  const db = new Database(join(folder, file));
  for (const statement of statements) db.exec(statement);
  db.close();
}

const verified = async (views?: ViewStore): Promise<Verified> =>
  running(views ?? (await inAFile()), (runner) => runner.verify());

test('views that were followed are what the log says: their number of events, first and last entry, and every table', async () => {
  await changedBy();
  const { agrees, checkpoint, kept, wanted, differences } = await verified();
  expect({ agrees, differences }).toEqual({ agrees: true, differences: [] });
  const { count, position } = await ledger.store.head();
  expect(checkpoint).toMatchObject({ count, first: 1, position: Number(position) });
  expect(kept).toEqual(wanted);
  const rows = Object.fromEntries(kept.map(({ table, rows: number }) => [table, number]));
  expect(rows).toMatchObject({ journal: count, organisations: 3, agreements: 1, exposures: 1, timeline: 1 });
});

test.each([
  [
    'a row changed',
    `UPDATE statements SET budget_pence = 1 WHERE holder = '${PRACTICE}'`,
    { table: 'statements', key: `${PRACTICE} ${YEAR}`, column: 'budgetPence', kept: 1, wanted: 1_000 },
  ],
  [
    'a row missing',
    `DELETE FROM organisations WHERE code = '${SECOND}'`,
    { table: 'organisations', key: SECOND, column: null, kept: null, wanted: expect.stringContaining(SECOND) },
  ],
  [
    'a row too many',
    `INSERT INTO roll_up_parts SELECT 'XXX', year, practice, 1, 0, 0, 0, 0, 0, 0 FROM roll_up_parts LIMIT 1`,
    { table: 'rollUpParts', key: `XXX ${YEAR} ${PRACTICE}`, column: null, kept: expect.any(String), wanted: null },
  ],
  [
    'what a search looks in',
    `UPDATE organisations SET folded = 'X' WHERE code = '${SECOND}'`,
    { table: 'organisations', key: SECOND, column: 'folded', kept: 'X', wanted: expect.stringContaining(SECOND) },
  ],
  [
    'the number of events',
    'UPDATE checkpoint SET count = count + 1',
    { table: 'checkpoint', key: '', column: 'count', kept: expect.any(Number), wanted: expect.any(Number) },
  ],
])('%s by hand is found, and named', async (_what, statement, difference) => {
  await changedBy(statement);
  const { agrees, differences } = await verified();
  expect(agrees).toBe(false);
  expect(differences).toEqual([difference]);
});

test('a checkpoint moved back by hand is found by what it does not count', async () => {
  await changedBy('UPDATE checkpoint SET position = position - 1');
  const { count } = await ledger.store.head();
  const { differences } = await verified();
  expect(differences).toContainEqual({ table: 'checkpoint', key: '', column: 'count', kept: count, wanted: count - 1 });
  expect(differences).toContainEqual(expect.objectContaining({ table: 'journal', key: `${count}`, wanted: null }));
});

test('a checkpoint moved on past the log by hand is found', async () => {
  await changedBy('UPDATE checkpoint SET position = position + 5');
  const { count } = await ledger.store.head();
  expect((await verified()).differences).toEqual([
    { table: 'checkpoint', key: '', column: 'position', kept: count + 5, wanted: count },
  ]);
});

test('views of another log, or of another version, are said to be so', async () => {
  await changedBy(`UPDATE checkpoint SET log = 'another'`);
  expect((await verified()).differences).toMatchObject([{ table: 'checkpoint', column: 'log', kept: 'another' }]);
  await changedBy('UPDATE checkpoint SET version = 0');
  expect((await verified()).differences).toMatchObject([{ table: 'checkpoint', column: 'version', kept: 0 }]);
});

test('where there are no views yet, that is said', async () => {
  expect(await verified()).toMatchObject({ agrees: false, checkpoint: undefined });
});

test('to verify leaves nothing behind, and changes nothing', async () => {
  await changedBy(`UPDATE organisations SET name = 'by hand' WHERE code = '${SECOND}'`);
  const files = readdirSync(folder);
  const first = await verified();
  expect(readdirSync(folder)).toEqual(files);
  expect(await verified()).toEqual(first);
});

test.each([
  ['a journal with a hole', 'DELETE FROM journal WHERE position = 3'],
  ['a journal that does not begin at the beginning', 'DELETE FROM journal WHERE position = 1'],
  ['a count that is not the log’s', 'UPDATE checkpoint SET count = count - 1'],
  ['a checkpoint that was moved on past an event', `UPDATE checkpoint SET position = position - 1, count = count - 1`],
])('%s is found at the next start, and the views are built anew', async (_what, statement) => {
  await changedBy(statement);
  await running(await inAFile(), (runner) => runner.catchUp());
  expect((await verified()).differences).toEqual([]);
});

testWhere(
  'postgres',
  hasPostgres,
  'there is no PostgreSQL server here',
)('the same ledger has the same state in PostgreSQL as in SQLite, table by table', async () => {
  const server = await PostgresServer.started();
  try {
    const opened = () => openPostgresViews({ url: server.url() });
    await running(await opened(), (runner) => runner.catchUp());
    await changedBy();
    const [there, here] = [await verified(await opened()), await verified()];
    expect(there).toMatchObject({ agrees: true, differences: [] });
    expect(there.kept).toEqual(here.kept);
  } finally {
    server.destroy();
  }
});
