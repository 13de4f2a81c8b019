import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'libsql';
import { StoreDamaged, StoreUnavailable, type DirectoryKeys, type EventStore } from '#event-store';
import { checkEmbedded, openEmbedded } from '#event-store-embedded';
import { anAppend, anEvent, everything } from '../conformance/sample.js';

/**
 * A byte that changed on the disk between closing and opening is found, at opening, at reading or by `store check`, or it
 * does no harm: every acknowledged event reads back as it was. LEDGER_SOAK=1 tries many more; LEDGER_SEED=n repeats a run.
 */
const CHILD = new URL('../conformance/appending-child.mjs', import.meta.url);
const SOAK = process.env['LEDGER_SOAK'] !== undefined;
const SEED = Number(process.env['LEDGER_SEED'] ?? 20081103);
const PAGE_BYTES = 4096;

/** What a sync costs is not what is tested here. */
const HOME = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(HOME, 'ledger-damage-'));
  console.log(`seed ${SEED}`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Mulberry32: the same numbers for the same seed, in [0, 1). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The files of a store that is not open, by what comes after its path. */
type Files = Readonly<Record<string, Buffer>>;
const SUFFIXES = ['', '-wal', '.checkpoint', '.acknowledged'];

const filesAt = (path: string): Files =>
  Object.fromEntries(
    SUFFIXES.filter((suffix) => existsSync(path + suffix)).map((suffix) => [suffix, readFileSync(path + suffix)]),
  );

/** A store of these files, in a place of its own. */
function laid(files: Files): string {
  const place = join(folder, 'tried');
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place);
  const path = join(place, 'ledger.db');
  for (const [suffix, bytes] of Object.entries(files)) writeFileSync(path + suffix, bytes);
  return path;
}

type Sample = {
  readonly files: Files;
  readonly keys: DirectoryKeys;
  readonly told: (store: EventStore) => Promise<string>;
};

const isFound = (error: unknown): boolean => error instanceof StoreDamaged || error instanceof StoreUnavailable;

/** What an honest reader learns of the store, or `found` where it is told of damage. */
async function learnt(path: string, { keys, told }: Sample): Promise<string> {
  let store: EventStore | undefined;
  try {
    store = await openEmbedded({ path, directoryKeys: keys });
    return await told(store);
  } catch (error) {
    if (isFound(error)) return 'found';
    throw error;
  } finally {
    await store?.close().catch((error: unknown) => {
      if (!isFound(error)) throw error;
    });
  }
}

/** @returns whether the damage was found; undefined when it did no harm */
async function tried(
  sample: Sample,
  files: Files,
  truth: string,
): Promise<'by the store' | 'by the check' | undefined> {
  const outcome = await learnt(laid(files), sample);
  if (outcome === 'found') return 'by the store';
  if (outcome === truth) return undefined;
  const report = await checkEmbedded({ path: laid(files), directoryKeys: sample.keys, claimsOf });
  return report.findings.length > 0 ? 'by the check' : (expect(outcome).toBe(truth) as never);
}

const claimsOf = ({ metadata: { commandId } }: { metadata: { commandId: string } }) => [
  { kind: 'command', id: commandId },
];

function flipped(files: Files, suffix: string, offset: number, by: number): Files {
  const bytes = Buffer.from(files[suffix]!);
  bytes[offset] = bytes[offset]! ^ by;
  return { ...files, [suffix]: bytes };
}

const STREAMS = ['case-1', 'case-é', 'account-A99001-2007-08', 'case-4'];
const KEYS = ['pct', 'holder', 'everyone'];

/** Events with claims and directory entries, some of them long, and free pages among those in use. */
async function closedStore(): Promise<Sample> {
  const path = laid({});
  const keys: DirectoryKeys = ({ data }) => data['keys'] as readonly string[];
  const store = await openEmbedded({ path, directoryKeys: keys, clock: 'simulated' });
  const commands: string[] = [];
  for (let index = 0; index < 48; index++) {
    const note = 'n'.repeat(index % 12 === 0 ? 6000 : 40 * (index % 7));
    const event = anEvent({ data: { keys: [KEYS[index % 3]!], note }, type: index % 2 ? 'Noted' : 'Told' });
    const { commandId } = event.metadata;
    commands.push(commandId);
    const claims = [{ kind: 'command', id: commandId }];
    const revision = Math.floor(index / STREAMS.length) - 1;
    await store.append(anAppend(STREAMS[index % STREAMS.length]!, revision, { events: [event], claims }));
  }
  await store.close();
  const db = new Database(path);
  db.exec(`CREATE TABLE scratch (text TEXT); INSERT INTO scratch VALUES ('${'s'.repeat(20_000)}'); DROP TABLE scratch`);
  db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').raw().all();
  db.close();
  return { files: filesAt(path), keys, told: (read) => allOf(read, commands) };
}

/** Everything that the port can be asked of the sample, in one text. */
async function allOf(store: EventStore, commands: readonly string[]): Promise<string> {
  const log = await everything(store);
  const answers = {
    clock: store.clock,
    log,
    head: await store.head(),
    streams: await Promise.all(STREAMS.map((stream) => store.readStream(stream))),
    revisions: await store.revisions(STREAMS),
    typed: await store.readAll({ after: 0n, limit: 1000, types: ['Noted'] }),
    ofStreams: await store.readAll({ after: 0n, limit: 1000, streams: STREAMS }),
    lookUps: await Promise.all(KEYS.map((key) => store.lookUp(key))),
    holders: await Promise.all(commands.map((id) => store.holderOf('command', id))),
    at: await store.positionAt(log.at(-1)!.effectiveAt),
  };
  return JSON.stringify(answers, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

/** A store as a killed process left it: all of its events are in SQLite's log. */
async function killedStore(): Promise<Sample> {
  const path = laid({});
  const child = spawn(process.execPath, [CHILD.pathname, path, '1'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line);
    if (acknowledged.length === 60) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  if (acknowledged.length < 60) throw new Error('the child did not append: npm run build comes first');
  const told = async (store: EventStore) => {
    const log = await everything(store);
    const written = new Set(log.map(({ id, metadata }) => `${id} ${metadata.commandId}`));
    return JSON.stringify(acknowledged.filter((line) => !written.has(line)));
  };
  return { files: filesAt(path), keys: ({ type }) => [type], told };
}

/** Tries a flip at each offset, and counts what became of them. */
async function tryFlips(sample: Sample, suffix: string, offsets: readonly number[], seed: number): Promise<void> {
  const random = chance(seed);
  const truth = await learnt(laid(sample.files), sample);
  expect(truth).not.toBe('found');
  const counts = new Map<string, number>();
  for (const offset of offsets) {
    const by = 1 + Math.floor(random() * 255);
    try {
      const outcome = (await tried(sample, flipped(sample.files, suffix, offset, by), truth)) ?? 'harmless';
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    } catch (cause) {
      throw new Error(`seed ${SEED}: byte ${offset} of ${suffix || 'the database'} changed by ${by}`, { cause });
    }
  }
  expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(offsets.length);
  expect(counts.get('by the store') ?? 0).toBeGreaterThan(0);
}

/** Offsets in every page, near its beginning where SQLite keeps its order, and anywhere. */
function offsetsIn(bytes: number, each: number, random: () => number): readonly number[] {
  const pages = Math.ceil(bytes / PAGE_BYTES);
  return Array.from({ length: pages * each }, (_, index) => {
    const within = index % 3 === 0 ? Math.floor(random() * 64) : Math.floor(random() * PAGE_BYTES);
    return Math.min(bytes - 1, (index % pages) * PAGE_BYTES + within);
  });
}

const SOAK_MS = 3_600_000;

describe('a byte that changed is found, or does no harm:', () => {
  let closed: Sample;
  let killed: Sample;
  beforeAll(async () => {
    closed = await closedStore();
    killed = await killedStore();
  });

  test(
    "in the database's header",
    async () => {
      const step = SOAK ? 1 : 4;
      const offsets = Array.from({ length: 100 / step }, (_, index) => index * step + (SEED % step));
      await tryFlips(closed, '', offsets, SEED);
    },
    SOAK_MS,
  );

  test(
    'in any page of the database',
    async () => {
      const offsets = offsetsIn(closed.files['']!.length, SOAK ? 400 : 5, chance(SEED + 1));
      await tryFlips(closed, '', offsets, SEED + 2);
    },
    SOAK_MS,
  );

  test(
    "in SQLite's log, left by a kill",
    async () => {
      const bytes = killed.files['-wal']!.length;
      const random = chance(SEED + 3);
      const offsets = Array.from({ length: SOAK ? 5000 : 60 }, () => Math.floor(random() * bytes));
      await tryFlips(killed, '-wal', [3, 17, 30, ...offsets], SEED + 4);
    },
    SOAK_MS,
  );

  test(
    'in the checkpoint',
    async () => {
      const bytes = closed.files['.checkpoint']!.length;
      const step = SOAK ? 1 : 17;
      const offsets = Array.from({ length: Math.floor(bytes / step) }, (_, index) => index * step);
      await tryFlips(closed, '.checkpoint', offsets, SEED + 5);
    },
    SOAK_MS,
  );

  test(
    'in the mark, left by a kill',
    async () => {
      const truth = await learnt(laid(killed.files), killed);
      for (let offset = 0; offset < killed.files['.acknowledged']!.length; offset += SOAK ? 1 : 9) {
        await tried(killed, flipped(killed.files, '.acknowledged', offset, 1), truth);
      }
    },
    SOAK_MS,
  );
});

describe('a file that was cut off is found, or it does no harm:', () => {
  test.each([
    ['the database', ''],
    ['the checkpoint', '.checkpoint'],
  ])('%s', async (_, suffix) => {
    const sample = await closedStore();
    const truth = await learnt(laid(sample.files), sample);
    const bytes = sample.files[suffix]!;
    for (const part of [0, 0.1, 0.35, 0.5, 0.8, 0.99]) {
      const cut = bytes.subarray(0, Math.floor(bytes.length * part));
      await tried(sample, { ...sample.files, [suffix]: cut }, truth);
    }
  });

  test.each([
    ["SQLite's log", '-wal'],
    ['the mark', '.acknowledged'],
  ])('%s, left by a kill', async (_, suffix) => {
    const sample = await killedStore();
    const truth = await learnt(laid(sample.files), sample);
    const bytes = sample.files[suffix]!;
    for (const part of [0, 0.1, 0.35, 0.5, 0.8, 0.99]) {
      const cut = bytes.subarray(0, Math.floor(bytes.length * part));
      await tried(sample, { ...sample.files, [suffix]: cut }, truth);
    }
  });
});
