import { readdirSync, readFileSync } from 'node:fs';
import { canonicalJson, sha256 } from '#audit';
import type { StoredEvent } from '#event-store';
import { DIRECTORY_VERSION, directoryKeys } from '#questions';

/** Of what every golden event is found under, by version. A version that was shipped is never changed. */
const SUMS: Readonly<Record<number, string>> = {
  1: '8d97b8f5cde07bc50e0e66521ec97bf0e76f8dbed78bd6ae18031e388c6f2c21',
  2: '8dc82a3e9331616d95ab71141636c6cd9b0e5127e1b2d16857c5af33da6be83a',
};

test('whoever changes what an event is found under gives the directory another version, so that kept ones are made anew', () => {
  const found = readdirSync('test/golden')
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map(
      (file) => [file, directoryKeys(JSON.parse(readFileSync(`test/golden/${file}`, 'utf8')) as StoredEvent)] as const,
    );
  expect(sha256(canonicalJson(Object.fromEntries(found)))).toBe(SUMS[DIRECTORY_VERSION]);
});
