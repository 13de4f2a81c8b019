import { existsSync } from 'node:fs';
import { isOnPath, testWhere } from '#testing';
import { hasPostgres } from './conformance/postgres-server.js';

/** What LEDGER_TEST_REQUIRE names must be there, whichever suites use it. */
const NEEDS: readonly (readonly [what: string, isPresent: boolean, missing: string])[] = [
  ['postgres', hasPostgres, 'there is no PostgreSQL server here'],
  ['chromium', isOnPath('chromium'), 'there is no Chromium here'],
  ['shared', existsSync('../shared/scenarios'), 'the contract’s folder is not beside the project'],
];

for (const [what, isPresent, missing] of NEEDS) {
  testWhere(what, isPresent, missing)(`${what} is at hand`, () => expect(isPresent).toBe(true));
}
