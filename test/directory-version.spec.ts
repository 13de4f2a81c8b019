import { readdirSync, readFileSync } from 'node:fs';
import { canonicalJson, sha256 } from '#audit';
import type { StoredEvent } from '#event-store';
import { DIRECTORY_VERSION, directoryKeys } from '#questions';

/** Of what every golden event is found under, by version. A version that was shipped is never changed. */
const SUMS: Readonly<Record<number, string>> = {
  1: '8d97b8f5cde07bc50e0e66521ec97bf0e76f8dbed78bd6ae18031e388c6f2c21',
  2: '465e7ba4ed05ce2c6d403c9ff0eb3b1068a4808ee39df2fc0f4eab8cd12b9089',
  1: 'd29364d02eb3e0e1c01458163edda86c9ec38a896669a5ab341c17cc548cc380',
  2: '3b829b93d6933c5f26e90a4220fe1a7ad6cb6198fe1f7f0ec89bc2fba5001eb2',
  2: 'cd475573637ce7fae2f7eae911098ab112558a5ea7e711fd683c9209dd3b3f2f',
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
