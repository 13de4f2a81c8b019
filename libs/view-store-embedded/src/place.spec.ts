import { fstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { ViewsUnavailable, type Checkpoint } from '#projections';

/** A disk that no longer syncs the names of files. */
let isFailing = false;
jest.unstable_mockModule('node:fs', () => ({
  ...fs,
  fsyncSync(file: number): void {
    if (isFailing && fstatSync(file).isDirectory()) throw Object.assign(new Error('a failed sync'), { code: 'EIO' });
    fs.fsyncSync(file);
  },
}));
const { openEmbeddedViews } = await import('./open.js');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-place-'));
  isFailing = false;
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = () => openEmbeddedViews({ path: join(folder, 'ledger.views') });
const at = (position: number): Checkpoint => ({
  ...{ position, day: '2008-04-01', count: position, first: 1, log: 'first-event', version: 1, apart: [] },
});
const generations = () => readdirSync(folder).filter((name) => /\.\d+$/.test(name));

test('where the new name is not known to be on the disk, that is told, and the new views stand with the old kept beside', async () => {
  const store = await open();
  await store.advance([], at(1));
  const rebuild = await store.beside();
  await rebuild.advance([], at(2));
  isFailing = true;
  await expect(rebuild.swap()).rejects.toThrow(ViewsUnavailable);
  await rebuild.discard();
  expect(await store.checkpoint()).toEqual(at(2));
  expect(generations()).toHaveLength(2); // a loss of power may bring the old name back
  await store.close();
  await expect(open()).rejects.toThrow(ViewsUnavailable);

  isFailing = false;
  const again = await open();
  expect(await again.checkpoint()).toEqual(at(2));
  expect(generations()).toHaveLength(1);
  await again.close();
});
