import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, existsSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const LEDGER = resolve('apps/cli/ledger.js');
/** The port is the usual one unless a test says otherwise. */
const env = { ...process.env, PORT: '' };
/** Bytes of a write-ahead log that holds some commands of the story, but by far not all. */
const A_FEW_COMMANDS = 500_000;

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

type Ended = { readonly code: number | null; readonly out: string; readonly said: string };

/** Runs a ledger command as a user does, in a folder of its own. */
const run = (folder: string, ...words: string[]): Promise<Ended> =>
  new Promise((ended) => {
    execFile(process.execPath, [LEDGER, ...words], { cwd: folder, env }, (error, out, said) =>
      ended({ code: error ? (error.code as number) : 0, out, said }),
    );
  });

/** Starts the demonstration and waits until it is served. */
async function served(folder: string, ...words: string[]): Promise<{ child: ChildProcess; url: string; out: string }> {
  const child = spawn(process.execPath, [LEDGER, 'demo', ...words], { cwd: folder, env });
  let out = '';
  child.stdout.setEncoding('utf8');
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false }) as AsyncIterable<string>) {
    out += chunk;
    const [, url] = /^Served at (\S+)[\s\S]*--server \S+\n$/m.exec(out) ?? [];
    if (url !== undefined) return { child, url, out };
  }
  throw new Error(`the demonstration ended: ${out}`);
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exit = once(child, 'exit');
  child.kill(signal);
  return ((await exit) as [number | null])[0];
}

/** The commands that the demonstration suggests, as words after `ledger`. */
const suggestedIn = (out: string): readonly (readonly string[])[] =>
  [...out.matchAll(/^ {2}npm run --silent ledger -- (.*)$/gm)].map(([, words]) => words!.split(' '));

describe('npm run demo', () => {
  /** Where the story was loaded, for the tests that go on from there. */
  let loaded = '';
  let first: Ended;
  beforeAll(async () => {
    loaded = mkdtempSync(join(tmpdir(), 'demonstration-'));
    first = await run(loaded, 'demo', '--once');
  });
  afterAll(() => rmSync(loaded, { recursive: true, force: true }));

  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'demonstration-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('--once tells the story; again it does not load twice; what it suggests works', async () => {
    expect(first).toMatchObject({ code: 0 });
    expect(first.out).toMatch(/^Loaded in [\d.]+ s: \d+ commands/);
    expect(first.out.match(/^Entitled +£29,244\.88 /gm)).toHaveLength(2);
    expect(first.out).toMatch(/The same £29,244\.88 before and after/);
    expect(first.out).toMatch(/Entitled +£\S+\nAffordable +£\S+ .*\nPaid +£/);
    expect(first.out).toMatch(/Difference +£0\.00/);

    const again = await run(loaded, 'demo', '--once');
    expect(again.out).toMatch(/^Already loaded/);
    expect(again.out.split('\n').slice(1)).toEqual(first.out.split('\n').slice(1));

    const suggested = suggestedIn(first.out);
    expect(suggested.length).toBeGreaterThanOrEqual(2);
    for (const words of suggested) {
      const answer = await run(loaded, ...words);
      expect({ ...answer, words }).toMatchObject({ code: 0, said: expect.not.stringContaining('ledger: this') });
      expect(answer.out).not.toBe('');
    }
  });

  test('serves until it is told to stop, and says so to whoever wants the store meanwhile', async () => {
    const { child, url, out } = await served(loaded, '--port', '0');
    try {
      for (const [, address] of out.matchAll(/^ {2}curl -s '(.*)'$/gm)) {
        expect(await (await fetch(address!)).json()).toMatchObject({ year: '2007-08', clock: 'simulated' });
      }
      for (const words of suggestedIn(out)) expect(await run(loaded, ...words)).toMatchObject({ code: 0 });

      const second = await run(loaded, 'demo', '--once');
      expect(second.code).toBe(4);
      expect(second.said).toMatch(`The demonstration runs already, at ${url}: use it there, or end it first.`);
      expect(await ended(child, 'SIGINT')).toBe(130);
      expect(existsSync(join(loaded, 'data/demonstration/ledger.db.served-at'))).toBe(false);
    } finally {
      child.kill('SIGKILL');
    }
  });

  test('a load that was killed is finished by the next run', async () => {
    const child = spawn(process.execPath, [LEDGER, 'demo', '--once'], { cwd: folder, env });
    const wal = join(folder, 'data/demonstration/ledger.db-wal');
    while (sizeOf(wal) < A_FEW_COMMANDS && child.exitCode === null) await new Promise((later) => setTimeout(later, 10));
    await ended(child, 'SIGKILL');
    const next = await run(folder, 'demo', '--once');
    expect(next.code).toBe(0);
    expect(next.out).toMatch(/^Finished a load that was interrupted/);
    expect((await run(folder, 'demo', '--once')).out).toMatch(/^Already loaded/);
  });

  test.each([
    ['another ledger', ['--id', 'somebody'], /holds another ledger/],
    ['another version', ['--id', 'demonstration-000000000000-0001'], /another version .*delete the folder \S+data,/],
  ])('a store of %s is left alone', async (_what, id, wanted) => {
    const store = ['--store', 'embedded:./data/mine.db'];
    const fields = '{"code":"5X1","type":"PCT","name":"Exampleshire PCT","opensOn":"2002-04-01"}';
    const recording = execFile(
      process.execPath,
      [
        LEDGER,
        'record',
        'RegisterOrganisation',
        '-',
        ...id,
        '--clock',
        'simulated',
        '--at',
        '2006-04-03T09:00:00Z',
        ...store,
      ],
      { cwd: folder, env },
    );
    recording.stdin!.end(fields);
    expect(await once(recording, 'exit')).toEqual([0, null]);
    const refused = await run(folder, 'demo', '--once', ...store);
    expect(refused).toMatchObject({ code: 2, out: '', said: expect.stringMatching(wanted) });
  });

  test.each([
    [['--port', 'x'], 2, /x is no port/],
    [['--once', '--port', '0'], 2, /--port has no use with --once/],
    [['--once', '--store', 'nowhere'], 4, /nowhere is no address of a store/],
  ])('%j is told in a sentence', async (words, code, wanted) => {
    expect(await run(folder, 'demo', ...words)).toMatchObject({ code, said: expect.stringMatching(wanted) });
  });
});

/** Takes the port, unless somebody else keeps it: then it is taken all the same. One that only passes by is waited for. */
async function takenPort(port: number): Promise<Server | undefined> {
  for (let tries = 0; tries < 20; tries += 1) {
    const server = createServer();
    const isOurs = await new Promise((resolve) => {
      server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
    });
    if (isOurs) return server;
    await new Promise((later) => setTimeout(later, 100));
  }
  return undefined;
}

describe('npm run demo where port 3000 is taken', () => {
  let folder: string;
  let taken: Server | undefined;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'demonstration-'));
    taken = await takenPort(3000);
  });
  afterEach(() => {
    taken?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('takes a free port and says so', async () => {
    const { child, url, out } = await served(folder, '--store', 'memory:');
    try {
      expect(out).toMatch('Port 3000 is taken, so a free one is used.');
      expect(url).not.toMatch(/:3000$/);
      expect(await ended(child, 'SIGTERM')).toBe(0);
    } finally {
      child.kill('SIGKILL');
    }
  });
});
