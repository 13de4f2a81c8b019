import { readdirSync } from 'node:fs';
import Database from 'libsql';
import { openLedger } from '#ledger';
import { poisoned, SHAPELESS } from '../views/poisoned.js';
import { ledger, recordDeficit, temporaryFolder } from './cli-in-process.js';

let folder: ReturnType<typeof temporaryFolder>;
let address: string;
beforeEach(async () => {
  folder = temporaryFolder();
  address = folder.store();
  await recordDeficit(address);
});
afterEach(() => folder.remove());

const views = (...words: readonly string[]) => ledger(['views', ...words, '--store', address]);
const documentOf = async (...words: readonly string[]) => JSON.parse((await views(...words, '--json')).out);

/** Changes the views behind the ledger's back. */
function byHand(statement: string): void {
  const file = readdirSync(folder.path('.')).find((name) => /^ledger\.db\.views\.\d+$/.test(name))!;
  const db = new Database(folder.path(file));
  db.exec(statement);
  db.close();
}

async function poison(): Promise<{ readonly id: string; readonly position: number }> {
  const opened = await openLedger(address);
  try {
    const { id, position } = await poisoned(opened, 'account-A99001-2007-08', SHAPELESS);
    return { id, position: Number(position) };
  } finally {
    await opened.close();
  }
}

test('where the views stand is told before they are built, and after', async () => {
  const { code, out } = await views();
  expect(code).toBe(0);
  expect(out).toMatch(/^view +state +up to entry +events left\njournal +behind +0 +27$/m);
  expect((await views('retry')).code).toBe(0);
  expect(await documentOf()).toEqual({
    head: 27,
    remaining: 0,
    views: ['journal', 'organisations', 'statements', 'timeline'].map((view) => ({
      ...{ view, state: 'live', position: 27, remaining: 0 },
    })),
  });
});

test('views that are what the log says are verified: events counted, first and last entry, the state of every table', async () => {
  await views('retry');
  const { code, out } = await views('verify');
  expect(code).toBe(0);
  expect(out).toMatch(/^The views are what the log says: 27 events, from entry 1 to 27, as of \d{4}-\d\d-\d\d\.$/m);
  expect(out).toMatch(/^journal +27 {2}[0-9a-f]{64}$/m);
  const { agrees, events, first, last, tables } = await documentOf('verify');
  expect({ agrees, events, first, last }).toEqual({ agrees: true, events: 27, first: 1, last: 27 });
  for (const { wanted, ...kept } of tables) expect(wanted).toEqual(kept);
});

test('a row that is not what the log says ends with 1, and is named; a rebuild mends it', async () => {
  await views('retry');
  byHand(`UPDATE organisations SET name = 'Somebody else' WHERE code = 'A99001'`);
  const { code, out } = await views('verify');
  expect(code).toBe(1);
  expect(out).toMatch(/^organisations A99001: name is Somebody else, not .+$/m);
  expect((await ledger(['rebuild', '--store', address])).code).toBe(0);
  expect((await views('verify')).code).toBe(0);
});

test('an event that stops a view is named, by every verb; the others go on', async () => {
  await views('retry');
  const event = await poison();
  const { code, out } = await views('retry');
  expect(code).toBe(1);
  expect(out).toMatch(/^journal +complete +28 +0$/m);
  expect(out).toMatch(/^statements +stopped +27 +1$/m);
  expect(out).toContain(`statements cannot count entry 28, ActualsRecorded in account-A99001-2007-08 (${event.id}): `);
  const { views: each } = await documentOf();
  expect(each[2]).toMatchObject({ view: 'statements', state: 'stopped', stopped: { event: { position: 28 } } });
  const verified = await views('verify');
  expect(verified.code).toBe(0);
  expect(verified.out).toContain('statements was compared as of entry 27, where it stands.');
});

test('an event that was counted and can be no longer is named by verify, as damage of the store', async () => {
  await views('retry');
  const { id } = await poison();
  await views('retry');
  byHand(`UPDATE checkpoint SET apart = '[]'`); // as a program left it that knew the event
  const { code, err } = await views('verify');
  expect(err).toContain(`entry 28, ActualsRecorded in account-A99001-2007-08 (${id})`);
  expect(err).toContain('statements');
  expect(err).not.toContain('should not have happened');
  expect(code).toBe(4);
});

test('a store that is being served is not opened twice, and its holder is named', async () => {
  const served = await openLedger(address);
  const { code, err } = await views('verify');
  await served.close();
  expect(code).toBe(4);
  expect(err).toMatch(/pid \d+/);
});

test('a store that is not there is not made', async () => {
  expect((await ledger(['views', '--store', folder.store('none.db')])).code).toBe(4);
});
