import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { StoreDamaged, StoreUnavailable, type EventStore } from '#event-store';
import { openEmbedded } from '#event-store-embedded';
import { during, tampered } from './closed-file.js';
import { everything, keysInData, recorded, type Sample } from './sample.js';

/** What the files beside a store are for: a log that is not what it was does not serve. */
const CHILD = new URL('./appending-child.mjs', import.meta.url);

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  path = join(folder, 'ledger.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const opened = (): Promise<EventStore> => openEmbedded({ path, directoryKeys: keysInData });

const within = <T>(work: (store: EventStore) => Promise<T>): Promise<T> => during(opened, work);

const filled = (stream: string, events: number): Promise<unknown> =>
  within((store) => recorded(store, stream, ...Array.from({ length: events }, (): Sample => ({}))));

async function expectRefused(told: RegExp): Promise<void> {
  await expect(opened()).rejects.toThrow(StoreDamaged);
  await expect(opened()).rejects.toThrow(told);
}

const tamperedWith = (sql: string): void => tampered(path, sql);

describe('a log that is not what it was does not serve:', () => {
  test('an older copy of itself', async () => {
    await filled('case-1', 5);
    copyFileSync(path, `${path}.older`);
    await filled('case-2', 3);
    copyFileSync(`${path}.older`, path);
    await expectRefused(/shorter than it was: it held 8 events, and 5 are there/);
  });

  test('another log of the same length', async () => {
    await filled('case-1', 6);
    const other = join(folder, 'other.db');
    copyFileSync(`${path}.checkpoint`, `${other}.checkpoint`);
    rmSync(path);
    rmSync(`${path}.checkpoint`);
    await filled('case-1', 6);
    copyFileSync(`${other}.checkpoint`, `${path}.checkpoint`);
    await expectRefused(/hashes otherwise than when its checkpoint was written, from a position between 1 and 4/);
  });

  test('one that goes on otherwise from some place: it says from where', async () => {
    await filled('case-1', 4);
    copyFileSync(path, `${path}.older`);
    await filled('case-2', 3);
    copyFileSync(`${path}.checkpoint`, `${path}.newer`);
    copyFileSync(`${path}.older`, path);
    rmSync(`${path}.checkpoint`);
    await filled('case-3', 3);
    copyFileSync(`${path}.newer`, `${path}.checkpoint`);
    await expectRefused(/from a position between 5 and 6/);
  });

  test('one whose end was cut off', async () => {
    await filled('case-1', 3);
    tamperedWith('DELETE FROM event WHERE position = 3');
    await expectRefused(/it held 3 events, and 2 are there/);
  });

  test('one that is gone, or empty: no new store is made in its place', async () => {
    await filled('case-1', 3);
    truncateSync(path);
    await expectRefused(/it held 3 events, and 0 are there/);
    rmSync(path);
    await expectRefused(/it held 3 events, and 0 are there/);
    expect(existsSync(path)).toBe(false);
  });

  test('one that does not begin as a store', async () => {
    await filled('case-1', 3);
    writeFileSync(path, 'Dear Sir or Madam, '.repeat(300));
    await expectRefused(/does not begin as a store does/);
  });

  test('one whose newest events were changed', async () => {
    await filled('case-1', 3);
    rmSync(`${path}.checkpoint`);
    tamperedWith(`UPDATE event SET data = '{"pence":1}' WHERE position = 2`);
    await expectRefused(/position 2, in case-1, is not what was written/);
  });
});

describe('the checkpoint', () => {
  test('that is damaged is said, with what to do', async () => {
    await filled('case-1', 3);
    const text = readFileSync(`${path}.checkpoint`, 'utf8');
    for (const damaged of [text.replace('3', '2'), text.slice(0, 40), '', `${text} `]) {
      writeFileSync(`${path}.checkpoint`, damaged);
      await expectRefused(/ledger\.db\.checkpoint is damaged: `ledger store repair`/);
    }
  });

  test('of a newer ledger is not guessed at', async () => {
    await filled('case-1', 1);
    const text = readFileSync(`${path}.checkpoint`, 'utf8');
    writeFileSync(`${path}.checkpoint`, text.replace('"format":1', '"format":2'));
    await expect(opened()).rejects.toThrow(StoreUnavailable);
    await expect(opened()).rejects.toThrow(/newer ledger/);
  });

  test('that is missing is written anew, after a check of every event', async () => {
    await filled('case-1', 3);
    const before = readFileSync(`${path}.checkpoint`, 'utf8');
    rmSync(`${path}.checkpoint`);
    expect(await within(everything)).toHaveLength(3);
    expect(readFileSync(`${path}.checkpoint`, 'utf8')).toBe(before);
  });

  test('is not hindered by what an interrupted writing left', async () => {
    await filled('case-1', 3);
    writeFileSync(`${path}.checkpoint.new`, 'half of i');
    await filled('case-2', 3);
    expect(await within(everything)).toHaveLength(6);
  });

  test('is there, and the mark is not, after a clean stop; an empty store has neither', async () => {
    await within(async () => undefined);
    expect(['checkpoint', 'acknowledged'].map((name) => existsSync(`${path}.${name}`))).toEqual([false, false]);
    await filled('case-1', 1);
    expect(['checkpoint', 'acknowledged'].map((name) => existsSync(`${path}.${name}`))).toEqual([true, false]);
  });

  test('is written while the store is open, without being asked', async () => {
    const store = await opened();
    await recorded(store, 'case-1', {});
    while (!existsSync(`${path}.checkpoint`)) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(JSON.parse(readFileSync(`${path}.checkpoint`, 'utf8'))).toMatchObject({ checkpoint: { events: 1 } });
    await store.close();
  });
});

describe('after a kill', () => {
  /** Kills a process that appends, once so many events are acknowledged. */
  async function killed(acknowledged: number): Promise<void> {
    const child = spawn(process.execPath, [CHILD.pathname, path, '1'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    let seen = 0;
    for await (const _ of createInterface({ input: child.stdout })) if (++seen === acknowledged) child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
    if (seen < acknowledged) throw new Error('the child did not append: npm run build comes first');
  }

  test('a log whose acknowledged end is lost does not serve', async () => {
    await killed(100);
    const wal = readFileSync(`${path}-wal`);
    const mark = readFileSync(`${path}.acknowledged`);
    rmSync(`${path}.checkpoint`, { force: true });
    writeFileSync(`${path}-wal`, wal.subarray(0, Math.floor(wal.length / 2)));
    const events = Number(mark.toString('utf8').split(' ')[0]);
    await expectRefused(new RegExp(`it held ${events} events, and \\d+ are there`));
  });

  test.each([
    ['cut off', '0000000000009999 torn'],
    ['empty', ''],
    ['of zeros', '\0'.repeat(99)],
  ])('a mark that was torn by a loss of power is passed over: %s', async (_, torn) => {
    await killed(20);
    writeFileSync(`${path}.acknowledged`, torn);
    expect((await within(everything)).length).toBeGreaterThanOrEqual(20);
  });

  test('a damaged mark does not serve: nobody could tell what is gone from the end of the log', async () => {
    await killed(20);
    const mark = readFileSync(`${path}.acknowledged`, 'utf8');
    writeFileSync(`${path}.acknowledged`, mark.replace(/^.{16}/, '0000000000000001'));
    await expectRefused(/\.acknowledged is damaged, so that events may be gone from the end of the log/);
  });
});
