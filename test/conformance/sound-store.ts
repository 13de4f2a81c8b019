import { copyFileSync } from 'node:fs';
import { recordDeficit, temporaryFolder } from '../e2e/cli-in-process.js';

/**
 * A store that the ledger filled and closed, and for each test a copy of it.
 * @param each  takes the path of the copy
 */
export function copiesOfSoundStore(each: (path: string) => void) {
  const folder = temporaryFolder();
  const sound = folder.path('sound.db');
  let copies = 0;
  beforeAll(() => recordDeficit(`embedded:${sound}`));
  beforeEach(() => {
    const path = folder.path(`ledger-${++copies}.db`);
    for (const suffix of ['', '.checkpoint', '.keyring']) copyFileSync(sound + suffix, path + suffix);
    each(path);
  });
  afterAll(() => folder.remove());
  return { folder, sound };
}
