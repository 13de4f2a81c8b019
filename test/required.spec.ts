import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { testWhere } from '#testing';

const onPath = (program: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

/** Where Debian keeps the server: its own folder for each version, not on the path. */
const DEBIAN_POSTGRES = '/usr/lib/postgresql';
const hasPostgres = (): boolean =>
  onPath('postgres') ||
  (existsSync(DEBIAN_POSTGRES) &&
    readdirSync(DEBIAN_POSTGRES).some((version) => existsSync(join(DEBIAN_POSTGRES, version, 'bin', 'postgres'))));

/** No suite uses the first two yet; what LEDGER_TEST_REQUIRE names must be there all the same. */
const NEEDS: readonly (readonly [what: string, isPresent: boolean, missing: string])[] = [
  ['postgres', hasPostgres(), 'there is no PostgreSQL server here'],
  ['chromium', onPath('chromium'), 'there is no Chromium here'],
  ['shared', existsSync('../shared/scenarios'), 'the contract’s folder is not beside the project'],
];

for (const [what, isPresent, missing] of NEEDS) {
  testWhere(what, isPresent, missing)(`${what} is at hand`, () => expect(isPresent).toBe(true));
}
