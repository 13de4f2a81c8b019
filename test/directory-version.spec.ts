import { readdirSync, readFileSync } from 'node:fs';
import { canonicalJson, sha256 } from '#audit';
import type { StoredEvent } from '#event-store';
import { DIRECTORY_VERSION, directoryKeys } from '#questions';

/** Of what every golden event is found under, by version. A version that was shipped is never changed. */
const SUMS: Readonly<Record<number, string>> = {
  1: '8d97b8f5cde07bc50e0e66521ec97bf0e76f8dbed78bd6ae18031e388c6f2c21',
  2: '3054b9df661faf0006fccc18af678b217b91f1ea43638b0d262f9107266b78e8',
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
