import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreUnavailable } from '#event-store';
import { makeFolder } from '#sqlite-file';
import { openEmbedded } from './open.js';

let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'ledger-folder-'))));
afterEach(() => rmSync(home, { recursive: true }));

test('a folder is made with those above it, once', () => {
  makeFolder(join(home, 'a', 'b', 'c'));
  makeFolder(join(home, 'a', 'b', 'c'));
  expect(existsSync(join(home, 'a', 'b', 'c'))).toBe(true);
});

const takesNoFolders = ['/proc/ledger/deeper', '/dev/null/deeper'].filter(() => existsSync('/proc'));

test('a store where no folder can be made is refused, and soon', async () => {
  writeFileSync(join(home, 'a file'), '');
  for (const folder of [join(home, 'a file', 'deeper'), ...takesNoFolders]) {
    const opening = openEmbedded({ path: join(folder, 'ledger.db'), directoryKeys: () => [] });
    await expect(opening).rejects.toBeInstanceOf(StoreUnavailable);
  }
});
