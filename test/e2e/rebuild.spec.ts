import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import { openLedger, openViews } from '#ledger';
import { listQuery } from '#projections';
import { ledger, recordDeficit, temporaryFolder } from './cli-in-process.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());

async function statementsIn(address: string, told: string[] = []): Promise<readonly unknown[]> {
  const opened = await openLedger(address);
  const { views, close } = await openViews(opened, { tell: (message) => told.push(message) });
  try {
    await views.catchUp();
    return (await views.page('statements', listQuery('statements', {}))).items;
  } finally {
    await close();
    await opened.close();
  }
}

test('views built anew say what they said, and the rate is told', async () => {
  const address = folder.store();
  await recordDeficit(address);
  const before = await statementsIn(address);
  expect(before).toHaveLength(1);
  const { code, out } = await ledger(['rebuild', '--store', address]);
  expect(code).toBe(0);
  expect(out).toMatch(/^The views stand at entry \d+: rebuilt in [\d.]+ s, [\d,]+ events a second\.$/);
  expect(await statementsIn(address)).toEqual(before);
});

test('--json is one document', async () => {
  const address = folder.store();
  await recordDeficit(address);
  const { out } = await ledger(['rebuild', '--store', address, '--json']);
  expect(JSON.parse(out)).toEqual({
    position: 27,
    events: 27,
    seconds: expect.any(Number),
    eventsPerSecond: expect.any(Number),
  });
});

test('a ledger without an event has nothing to show', async () => {
  const address = folder.store();
  await (await openLedger(address)).close();
  const { code, out } = await ledger(['rebuild', '--store', address]);
  expect([code, out]).toEqual([0, 'The log is empty: there is nothing to show.']);
});

test('a store that is not there is not made', async () => {
  const { code, err } = await ledger(['rebuild', '--store', folder.store('none.db')]);
  expect(code).toBe(4);
  expect(err).toMatch(/there is no ledger at /);
});

test('a store that is being served is not opened twice', async () => {
  const address = folder.store();
  const served = await openLedger(address);
  const { code, err } = await ledger(['rebuild', '--store', address]);
  await served.close();
  expect(code).toBe(4);
  expect(err).toMatch(/pid \d+/);
});

test.each([
  ['is no database', (file: string) => writeFileSync(file, 'not what was written')],
  ['is cut off', (file: string) => truncateSync(file, 20)],
])('a file of views that %s is built anew, and that is told', async (_how, damage) => {
  const address = folder.store();
  await recordDeficit(address);
  const before = await statementsIn(address);
  damage(folder.path('ledger.db.views'));
  const told: string[] = [];
  expect(await statementsIn(address, told)).toEqual(before);
  expect(told).toEqual([expect.stringMatching(/^the views in .* are damaged and are built anew$/)]);
});

test('a database that is not there is named, and its password is not', async () => {
  const address = folder.store();
  await recordDeficit(address);
  const environment = { DATABASE_URL: 'postgres://ledger:a-secret@127.0.0.1:1/ledger' };
  const { code, err } = await ledger(['rebuild', '--store', address], { environment });
  expect(code).toBe(4);
  expect(err).toContain('127.0.0.1');
  expect(err).not.toContain('a-secret');
});

describe('a rebuild of many events that is ended in its midst', () => {
  const LAUNCHER = fileURLToPath(new URL('../../apps/cli/ledger.js', import.meta.url));
  const PRACTICES = 6_000;
  /** Of what is being built, when it is ended: well after its beginning, and long before its end. */
  const BEGUN_BYTES = 300_000;
  /** For tests with processes of their own, in milliseconds. */
  const PATIENCE_MS = 120_000;

  let many: ReturnType<typeof temporaryFolder>;
  let address: string;
  let before: readonly unknown[];
  beforeAll(async () => {
    many = temporaryFolder();
    address = many.store();
    await recordDeficit(address);
    const { recorder, close } = await openLedger(address);
    const practices = Array.from({ length: PRACTICES }, (_, index) => `P${String(index).padStart(5, '0')}`);
    await Promise.all(
      practices.map((code) =>
        recorder.record({
          command: 'RegisterOrganisation',
          with: { code, type: 'PRACTICE', name: `Practice ${code}`, opensOn: '2002-04-01' },
        }),
      ),
    );
    await close();
    before = await statementsIn(address);
  }, PATIENCE_MS);
  afterAll(() => many.remove());

  const inUse = () => /\d+/.exec(readFileSync(many.path('ledger.db.views'), 'utf8'))![0];
  /** Files of views other than those in use. */
  const beside = () =>
    readdirSync(many.path('.')).filter((file) => (/\.views\.(\d+)/.exec(file)?.[1] ?? inUse()) !== inUse());
  const bytesBeside = () =>
    beside().reduce((sum, file) => sum + (statSync(many.path(file), { throwIfNoEntry: false })?.size ?? 0), 0);

  /** Sends the signal to a process that builds views anew, once it is well at it. @returns its exit code */
  async function endedBy(signal: NodeJS.Signals, ...words: readonly string[]): Promise<number | null> {
    const { HOST: _host, PORT: _port, NODE_OPTIONS: _options, ...env } = process.env;
    const child = spawn(process.execPath, [LAUNCHER, ...words, '--store', address], { stdio: 'ignore', env });
    const ended = once(child, 'exit');
    while (child.exitCode === null && bytesBeside() < BEGUN_BYTES) await turn();
    child.kill(signal);
    const [code] = (await ended) as [number | null];
    return code;
  }

  async function expectOldViewsAndAnother(): Promise<void> {
    expect((await ledger(['views', 'verify', '--store', address])).code).toBe(0);
    const told: string[] = [];
    expect(await statementsIn(address, told)).toEqual(before);
    expect(told).toEqual([]);
    expect(beside()).toEqual([]);
    const old = inUse();
    expect((await ledger(['rebuild', '--store', address])).code).toBe(0);
    expect(inUse()).not.toBe(old);
    expect(await statementsIn(address)).toEqual(before);
  }

  test(
    'by SIGINT leaves the old views and nothing beside them, and the next one goes through',
    async () => {
      const old = inUse();
      expect(await endedBy('SIGINT', 'rebuild')).toBe(130);
      expect([inUse(), beside()]).toEqual([old, []]);
      await expectOldViewsAndAnother();
    },
    PATIENCE_MS,
  );

  test(
    'by SIGKILL leaves the old views, and nothing beside them once they are opened again',
    async () => {
      const old = inUse();
      expect(await endedBy('SIGKILL', 'rebuild')).toBeNull();
      expect([inUse(), beside().length > 0]).toEqual([old, true]);
      await expectOldViewsAndAnother();
    },
    PATIENCE_MS,
  );

  test(
    'by SIGTERM to a server leaves the old views and nothing beside them, and the next start builds them',
    async () => {
      const old = inUse();
      const db = new Database(many.path(`ledger.db.views.${old}`));
      db.exec('UPDATE checkpoint SET version = 0'); // as another version of the program left them
      db.close();
      expect(await endedBy('SIGTERM', 'serve', '--port', '0')).toBe(0);
      expect([inUse(), beside()]).toEqual([old, []]);
      expect(await statementsIn(address)).toEqual(before);
      expect(inUse()).not.toBe(old);
      await expectOldViewsAndAnother();
    },
    PATIENCE_MS,
  );
});
