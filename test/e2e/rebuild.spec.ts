import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
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

describe('a rebuild that does not come to its end', () => {
  const LAUNCHER = fileURLToPath(new URL('../../apps/cli/ledger.js', import.meta.url));

  /** Ends a rebuild of its own process once the views that it builds are begun. @returns what it left beside the store */
  async function endedBy(signal: NodeJS.Signals, address: string): Promise<readonly string[]> {
    const before = files();
    const child = spawn(process.execPath, [LAUNCHER, 'rebuild', '--store', address], { stdio: 'ignore' });
    const ended = once(child, 'exit');
    let isOver = false;
    void ended.then(() => (isOver = true));
    while (!isOver && files().every((file) => before.includes(file) || !/\.views\.\d+$/.test(file))) await turn();
    child.kill(signal);
    await ended;
    return files();
  }
  const files = () => readdirSync(folder.path('.'));
  const generations = () => files().filter((file) => /\.views\.\d+$/.test(file));

  test.each(['SIGKILL', 'SIGINT', 'SIGTERM'] as const)(
    'by %s leaves views that are whole, and nothing beside them once they are opened again',
    async (signal) => {
      const address = folder.store();
      await recordDeficit(address);
      const before = await statementsIn(address);
      await endedBy(signal, address);
      const told: string[] = [];
      expect(await statementsIn(address, told)).toEqual(before);
      expect(told).toEqual([]);
      expect(generations()).toHaveLength(1);
      const { code } = await ledger(['views', 'verify', '--store', address]);
      expect(code).toBe(0);
    },
    60_000,
  );
});
