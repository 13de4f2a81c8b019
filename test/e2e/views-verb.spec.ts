import { execFile } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import Database from 'libsql';
import { openLedger, openViews } from '#ledger';
import { poisoned, SHAPELESS } from '../views/poisoned.js';
import { ledger, recordDeficit, temporaryFolder } from './cli-in-process.js';

const BUILT = pathToFileURL(resolve('dist/libs/ledger/src/index.js')).href;
const NOBODY = 65_534;
/** Of SQLite, as it makes files. */
const PAGE_BYTES = 4_096;
/** Reads the views at its argument by what `npm test` has built. */
const AS_NOBODY = `
  const { openLedgerToRead, openViewsToRead } = await import('${BUILT}');
  if (process.getuid?.() === 0) process.setuid(${NOBODY});
  const ledger = await openLedgerToRead(process.argv[1]);
  const { views, close } = await openViewsToRead(ledger);
  const [{ agrees }, { remaining }] = [await views.verify(), await views.status()];
  await close();
  await ledger.close();
  console.log(JSON.stringify({ agrees, remaining }));
`;

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

const viewsFile = (): string => readdirSync(folder.path('.')).find((name) => /^ledger\.db\.views\.\d+$/.test(name))!;

/** Changes the views behind the ledger's back. */
function byHand(statement: string): void {
  const db = new Database(folder.path(viewsFile()));
  db.exec(statement);
  db.close();
}

/** Empties a page of an index. By another file: this process may still have the one that was there open. */
function damageIndex(table: string): void {
  const file = folder.path(viewsFile());
  const db = new Database(file);
  const [page] = db
    .prepare(`SELECT rootpage FROM sqlite_schema WHERE type = 'index' AND tbl_name = '${table}' AND sql IS NOT NULL`)
    .raw()
    .get() as [number];
  db.close();
  const bytes = readFileSync(file).fill(0, (page - 1) * PAGE_BYTES, page * PAGE_BYTES);
  rmSync(file);
  writeFileSync(file, bytes);
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

test('a damaged page that no row is read from is found too, and the file named; a rebuild mends it', async () => {
  await views('retry');
  damageIndex('organisations');
  const { code, err } = await views('verify');
  expect(err).toMatch(/ledger\.db\.views: SQLite finds it damaged: .+; ledger rebuild builds the views anew$/);
  expect(code).toBe(1);
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

/** Without what SQLite keeps beside a file while it is open, and takes away some time after. */
const filesOf = (path: string): readonly string[] =>
  readdirSync(path).filter((name) => !/\.access-(wal|shm)$/.test(name));

test('a ledger that is being served is told of and verified beside, and nothing of it is touched', async () => {
  await views('retry');
  const served = await openLedger(address);
  const own = await openViews(served);
  own.views.start();
  try {
    await own.views.reach(27, 5_000);
    const files = filesOf(folder.path('.'));
    expect(await documentOf()).toMatchObject({ head: 27, remaining: 0 });
    expect((await views('verify')).code).toBe(0);
    expect(filesOf(folder.path('.'))).toEqual(files);
    const { code, err } = await views('retry');
    expect(code).toBe(4);
    expect(err).toMatch(/pid \d+/);
  } finally {
    await own.close();
    await served.close();
  }
});

test('in a folder where nothing can be made they are read as elsewhere', async () => {
  await views('retry');
  const moved = join(folder.path('.'), 'read-only');
  mkdirSync(moved);
  const names = readdirSync(folder.path('.')).filter((name) => /^ledger\.db.*(?<!-shm)$/.test(name));
  for (const name of names) copyFileSync(folder.path(name), join(moved, name));
  const before = readdirSync(moved);
  for (const name of before) chmodSync(join(moved, name), 0o444);
  chmodSync(moved, 0o555);
  chmodSync(folder.path('.'), 0o755);
  // who may write everywhere, as root may, gives that up
  const asked = ['--input-type=module', '--eval', AS_NOBODY, `embedded:${moved}/ledger.db`];
  const { stdout } = await promisify(execFile)(process.execPath, asked);
  chmodSync(moved, 0o755);
  expect(JSON.parse(stdout)).toEqual({ agrees: true, remaining: 0 });
  expect(readdirSync(moved)).toEqual(before);
});

test('views that are damaged are left as they are, and said to be so', async () => {
  await views('retry');
  writeFileSync(folder.path('ledger.db.views'), 'views of nobody');
  const { code, err } = await views('verify');
  expect(code).toBe(1);
  expect(err).toContain('ledger rebuild builds the views anew');
  expect(readFileSync(folder.path('ledger.db.views'), 'utf8')).toBe('views of nobody');
});

test('a store that is not there is not made', async () => {
  expect((await ledger(['views', '--store', folder.store('none.db')])).code).toBe(4);
});
