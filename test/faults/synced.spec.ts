import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testWhere } from '#testing';
import { callsIn, isSync, isWrite, type Call } from './synced/trace.js';

/** The child process runs what `npm test` has built. */
const CHILD = new URL('./synced/acknowledging-child.mjs', import.meta.url).pathname;
const CALLS = 'trace=fsync,fdatasync,write,writev,pwrite64,pwritev,pwritev2';
const PATIENCE_MS = 120_000;

/** Some machines have it and let nobody be traced. */
const canTrace = spawnSync('strace', ['-o', '/dev/null', '-e', 'trace=fsync', 'true']).status === 0;
const traced = testWhere('strace', canTrace, 'strace is not there, or may not trace');

let folder: string;
beforeEach(() => (folder = realpathSync(mkdtempSync(join(tmpdir(), 'synced-')))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a process that records one command after the other asks of the system, with its acknowledgements. */
function recording(): { readonly calls: readonly Call[]; readonly acknowledgements: readonly Call[] } {
  const trace = join(folder, 'trace');
  const given = [
    '-f',
    '-y',
    '-s',
    '64',
    '-e',
    CALLS,
    '-o',
    trace,
    process.execPath,
    CHILD,
    join(folder, 'ledger.db'),
    folder,
  ];
  const { NODE_OPTIONS: _options, ...env } = process.env;
  const { status, stderr } = spawnSync('strace', given, { env, encoding: 'utf8', timeout: PATIENCE_MS });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  const calls = callsIn(readFileSync(trace, 'utf8'));
  const acknowledgements = calls.filter((call) => isWrite(call) && call.said.includes('"acknowledged '));
  expect(acknowledgements).toHaveLength(13);
  return { calls, acknowledgements };
}

const isSynced = (calls: readonly Call[], { path, done }: Call, before: Call): boolean =>
  calls.some((call) => isSync(call) && call.path === path && call.began > done && call.done < before.began);

const writesBetween = (calls: readonly Call[], file: string, from: Call | undefined, to: Call): readonly Call[] =>
  calls.filter(
    (call) => isWrite(call) && call.path.startsWith(file) && call.began > (from?.done ?? -1) && call.done < to.began,
  );

traced('every acknowledgement comes after its event has reached the disk', () => {
  const { calls, acknowledgements } = recording();
  acknowledgements.forEach((acknowledgement, index) => {
    const log = writesBetween(calls, join(folder, 'ledger.db-wal'), acknowledgements[index - 1], acknowledgement);
    expect(log).not.toEqual([]);
    expect(isSynced(calls, log.at(-1)!, acknowledgement)).toBe(true);
  });
  const ofFolder = calls.filter((call) => isSync(call) && call.path === folder);
  expect(ofFolder.some(({ done }) => done < acknowledgements[0]!.began)).toBe(true);
});

traced('a key has reached the disk before anything that is sealed under it goes to the log', () => {
  const { calls, acknowledgements } = recording();
  const sealed = acknowledgements.filter(({ said }) => said.includes('AgreementSigned'));
  expect(sealed).toHaveLength(3);
  for (const acknowledgement of sealed) {
    const before = acknowledgements[acknowledgements.indexOf(acknowledgement) - 1];
    const keys = writesBetween(calls, join(folder, 'ledger.db.keyring'), before, acknowledgement);
    const [first] = writesBetween(calls, join(folder, 'ledger.db-wal'), before, acknowledgement);
    expect(keys).not.toEqual([]);
    expect(keys.at(-1)!.done).toBeLessThan(first!.began);
    expect(isSynced(calls, keys.at(-1)!, first!)).toBe(true);
  }
});
