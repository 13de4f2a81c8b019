import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LAUNCHER = fileURLToPath(new URL('../ledger.js', import.meta.url));
const STALE = 'ledger: the build is older than the source: npm run build\n';

let house: string;

beforeEach(() => {
  house = mkdtempSync(join(tmpdir(), 'ledger-house-'));
  mkdirSync(join(house, 'apps/cli'), { recursive: true });
  copyFileSync(LAUNCHER, join(house, 'apps/cli/ledger.js'));
  write('package.json', '{"type":"module"}', 0);
});
afterEach(() => rmSync(house, { recursive: true }));

/** @param age  in seconds */
function write(path: string, text: string, age: number): void {
  const file = join(house, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  const at = Date.now() / 1000 - age;
  utimesSync(file, at, at);
}

const built = (text = 'process.stdout.write("done")') => write('dist/apps/cli/src/main.js', text, 100);

function launched() {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(house, 'apps/cli/ledger.js')], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('without a build it says what to do', () =>
  expect(launched()).toEqual({ status: 2, stdout: '', stderr: 'ledger: there is no build: run npm run build\n' }));

test('a build that is up to date runs and nothing is said', () => {
  built();
  write('libs/kernel/src/money.ts', 'text', 200);
  write('libs/kernel/src/money.spec.ts', 'text', 0);
  expect(launched()).toEqual({ status: 0, stdout: 'done', stderr: '' });
});

test('where the sources were left out, as in an image, it runs', () => {
  built();
  expect(launched()).toEqual({ status: 0, stdout: 'done', stderr: '' });
});

test('a source changed since the build is told, and the build runs', () => {
  built();
  write('libs/kernel/src/money.ts', 'text', 50);
  expect(launched()).toEqual({ status: 0, stdout: 'done', stderr: STALE });
});

test('a source that was touched but not changed is no reason to build', () => {
  built();
  const version = createHash('sha256').update('text').digest('hex');
  const record = { fileNames: ['../libs/kernel/src/money.ts'], fileInfos: [{ version }] };
  write('dist/.tsbuildinfo', JSON.stringify(record), 100);
  write('libs/kernel/src/money.ts', 'text', 50);
  expect(launched().stderr).toBe('');
  write('libs/kernel/src/new.ts', 'text', 50);
  expect(launched().stderr).toBe(STALE);
});

test('a build that cannot start is told in a sentence', () => {
  built('import "no-such-package"');
  expect(launched()).toMatchObject({ status: 2, stderr: expect.stringMatching(/^ledger: it cannot start: .*\n$/) });
});
