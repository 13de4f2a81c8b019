import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '#event-store-embedded';
import { testWhere } from '#testing';
import { everything, recorded } from '../conformance/sample.js';

/** The kernel says once that a sync has failed: asked again it may say that all is well, and it is not. */
const CHILD = new URL('./syncing-child.mjs', import.meta.url).pathname;

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ledger-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const strace = (...words: readonly string[]) =>
  spawnSync('strace', ['-f', '-qq', '-o', '/dev/null', ...words], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });

const testTraced = testWhere('strace', strace('true').status === 0, 'strace cannot trace here');

type Told = { readonly acknowledged: number; readonly failure: string; readonly again: string; readonly read: number };

testTraced('after a failed sync nothing is written, and what was acknowledged is read', async () => {
  const path = join(folder, 'ledger.db');
  const failing = 'inject=fdatasync,fsync:error=EIO:when=40';
  const { stdout, stderr } = strace('-e', 'trace=fdatasync,fsync', '-e', failing, process.execPath, CHILD, path);
  if (stdout === '') throw new Error(`the child told nothing: ${stderr}`);
  const { acknowledged, failure, again, read } = JSON.parse(stdout) as Told;
  expect(acknowledged).toBeGreaterThan(0);
  expect(failure).toMatch(/it is not known whether it was written.*the disk reported an error/);
  expect(again).toMatch(/Nothing more is written until the store is opened again/);
  expect(read).toBe(acknowledged);

  const store = await openEmbedded({ path, directoryKeys: ({ type }) => [type] });
  const { length: kept } = await everything(store);
  expect([acknowledged, acknowledged + 1]).toContain(kept);
  await recorded(store, 'case-1', {});
  expect(await everything(store)).toHaveLength(kept + 1);
  await store.close();
});
