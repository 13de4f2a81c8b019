import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { testWhere } from '#testing';
import { hasPostgres } from './conformance/postgres-server.js';

const onPath = (program: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

/** What LEDGER_TEST_REQUIRE names must be there, whichever suites use it. */
const NEEDS: readonly (readonly [what: string, isPresent: boolean, missing: string])[] = [
  ['postgres', hasPostgres, 'there is no PostgreSQL server here'],
  ['chromium', onPath('chromium'), 'there is no Chromium here'],
  ['shared', existsSync('../shared/scenarios'), 'the contract’s folder is not beside the project'],
];

for (const [what, isPresent, missing] of NEEDS) {
  testWhere(what, isPresent, missing)(`${what} is at hand`, () => expect(isPresent).toBe(true));
}
