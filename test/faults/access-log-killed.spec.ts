import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as waited } from 'node:timers/promises';
import { openLedger } from '#ledger';
import { checkAccessLog } from '#access-log';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'access-killed-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Longer than a look waits to be written. */
const GATHERED_MS = 1_000;
const KILLS = 2;

/** A ledger that is served by a process of its own. */
async function begun(store: string): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const words = ['apps/cli/ledger.js', 'serve', '--store', store, '--port', '0'];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'ignore'] });
  let told = '';
  for await (const part of child.stdout) {
    told += String(part);
    const [, url] = /is served at (\S+)/.exec(told) ?? [];
    if (url !== undefined) return { child, url };
  }
  throw new Error(`the server ended: ${told}`);
}

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => void child.once('exit', () => resolve()));

test(`a server that is killed ${KILLS} times in the middle of answers keeps every look that was written, in one chain`, async () => {
  const path = join(folder, 'ledger.db');
  const store = `embedded:${path}`;
  let answered = 0;
  for (let killed = 0; killed < KILLS; killed += 1) {
    const { child, url } = await begun(store);
    const ask = async () => {
      const response = await fetch(`${url}/api/v1/policy`, { headers: { 'X-Actor': `run-${killed}` } });
      expect(response.status).toBe(200);
      await response.arrayBuffer();
    };
    for (let asked = 0; asked < 20; asked += 1) await ask();
    answered += 20;
    await waited(GATHERED_MS);
    const late = Promise.allSettled(Array.from({ length: 20 }, ask)); // these may be lost, but never by half
    await waited(20 * killed);
    child.kill('SIGKILL');
    await Promise.all([ended(child), late]);
    const { entries, findings } = (await checkAccessLog(`${path}.access`))!;
    expect(findings).toEqual([]);
    expect(entries).toBeGreaterThanOrEqual(answered);
    answered = entries;
  }
  const ledger = await openLedger(store);
  try {
    const { entries } = await ledger.access.page({ descending: false, limit: 1000, actor: 'run-0' });
    expect(entries.length).toBeGreaterThanOrEqual(20);
  } finally {
    await ledger.close();
  }
});

test('a server that is ended keeps every look', async () => {
  const path = join(folder, 'ledger.db');
  const { child, url } = await begun(`embedded:${path}`);
  for (let asked = 0; asked < 5; asked += 1) await (await fetch(`${url}/api/v1/policy`)).arrayBuffer();
  child.kill('SIGTERM'); // before they would be written by themselves
  await ended(child);
  expect(await checkAccessLog(`${path}.access`)).toEqual({ entries: 5, findings: [] });
});
