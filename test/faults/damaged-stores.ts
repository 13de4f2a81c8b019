import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'libsql';
import { StoreDamaged, StoreUnavailable, type EventStore, type Keyring } from '#event-store';
import {
  checkEmbedded,
  openEmbedded,
  openKeyring,
  repairEmbedded,
  type Domain,
  type RepairReport,
} from '#event-store-embedded';
import { anAppend, anEvent, everything } from '../conformance/sample.js';

/** Stores whose files are damaged while nobody has them open, and what becomes of them. */
const CHILD = new URL('../conformance/appending-child.mjs', import.meta.url);

/** What a sync costs is not what is tested here. */
const HOME = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const folder = mkdtempSync(join(HOME, 'ledger-damage-'));
export const removeStores = (): void => rmSync(folder, { recursive: true, force: true });

/** Mulberry32: the same numbers for the same seed, in [0, 1). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The files of a store that is not open, by what comes after its path. */
export type Files = Readonly<Record<string, Buffer>>;
const SUFFIXES = ['', '-wal', '.checkpoint', '.acknowledged', '.keyring', '.keyring-wal'];

export const filesAt = (path: string): Files =>
  Object.fromEntries(
    SUFFIXES.filter((suffix) => existsSync(path + suffix)).map((suffix) => [suffix, readFileSync(path + suffix)]),
  );

/** A store of these files, in a place of its own. */
export function laid(files: Files): string {
  const place = join(folder, 'tried');
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place);
  const path = join(place, 'ledger.db');
  for (const [suffix, bytes] of Object.entries(files)) writeFileSync(path + suffix, bytes);
  return path;
}

export type Sample = {
  readonly files: Files;
  readonly domain: Domain;
  readonly told: (store: EventStore) => Promise<string>;
};

export const isFound = (error: unknown): boolean => error instanceof StoreDamaged || error instanceof StoreUnavailable;

/** What an honest reader learns of the store, or `found` where it is told of damage. */
export async function learnt(path: string, { domain, told }: Sample): Promise<string> {
  let store: EventStore | undefined;
  try {
    store = await openEmbedded({ path, directoryKeys: domain.directoryKeys });
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

export type Outcome = 'by the store' | 'by the check' | 'harmless';

/** What became of damage. Fails where it was neither found nor harmless, and where a repair lost something in silence. */
export async function tried(sample: Sample, files: Files, truth: string): Promise<Outcome> {
  const outcome = await learnt(laid(files), sample);
  const found = await isFoundByCheck(sample, files);
  await repairKeepsItsWord(sample, files, truth);
  if (outcome === 'found') expect(found).toBe(true);
  else if (!found) expect(outcome).toBe(truth);
  if (outcome === 'found') return 'by the store';
  return outcome === truth ? 'harmless' : 'by the check';
}

async function isFoundByCheck({ domain }: Sample, files: Files): Promise<boolean> {
  try {
    return (await checkEmbedded({ path: laid(files), ...domain })).findings.length > 0;
  } catch (error) {
    if (isFound(error)) return true;
    throw error;
  }
}

/** The store has every acknowledged event afterwards, or is left as it was with a word on what is lost. */
async function repairKeepsItsWord(sample: Sample, files: Files, truth: string): Promise<void> {
  const path = laid(files);
  const report = await repaired(path, sample);
  if (report?.serves) expect(await learnt(path, sample)).toBe(truth);
  if (report?.serves) return;
  const { '': log, '-wal': wal } = filesAt(path);
  expect([log, wal]).toEqual([files[''], files['-wal']]);
  if (report)
    expect(report.done.join()).toMatch(
      /left the store as it is.*(missing|unreadable|damaged|cannot be told|lost|otherwise|can be read)/,
    );
}

/** Undefined where it is refused. */
async function repaired(path: string, { domain }: Sample): Promise<RepairReport | undefined> {
  try {
    return await repairEmbedded({ path, ...domain, acceptLoss: false, at: '20081103T091500Z' });
  } catch (error) {
    if (isFound(error)) return undefined;
    throw error;
  }
}

/** The id of its command, where an event is the first of one. */
const claimsOf: Domain['claimsOf'] = ({ metadata: { commandId } }) => [{ kind: 'command', id: commandId }];

export function flipped(files: Files, suffix: string, offset: number, by: number): Files {
  const bytes = Buffer.from(files[suffix]!);
  bytes[offset] = bytes[offset]! ^ by;
  return { ...files, [suffix]: bytes };
}

const STREAMS = ['case-1', 'case-é', 'account-A99001-2007-08', 'case-4'];
const KEYS = ['pct', 'holder', 'everyone'];

/** Events with claims and directory entries, some of them long, and free pages among those in use. */
export async function closedStore(): Promise<Sample> {
  const path = laid({});
  const directoryKeys: Domain['directoryKeys'] = ({ data }) => data['keys'] as readonly string[];
  const store = await openEmbedded({ path, directoryKeys, clock: 'simulated' });
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
  const domain = { directoryKeys, claimsOf, sealedIn: () => [] };
  return { files: filesAt(path), domain, told: (read) => allOf(read, commands) };
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

/** What can be done with a keyring, in one text; `found` where whoever tries is told of damage. */
export type WithKeys = Sample & { readonly keysTold: (path: string) => Promise<string> };

/** Events with sealed texts; of their keys one was erased. After a kill half of them are in the keyring's own log. */
export async function storeWithKeys(left: 'closed' | 'killed'): Promise<WithKeys> {
  const path = laid({});
  const domain: Domain = {
    directoryKeys: ({ type }) => [type],
    claimsOf,
    sealedIn: ({ data }) => [{ sealed: data['name'] as string, subjectOf: (name) => `person ${name}` }],
  };
  const store = await openEmbedded({ path, directoryKeys: domain.directoryKeys, clock: 'simulated' });
  const names = Array.from({ length: 40 }, (_, index) => `Dr ${index}`);
  const sealed: string[] = [];
  const recordedUnder = async (keyring: Keyring, name: string) => {
    sealed.push(await keyring.seal(`person ${name}`, name));
    const event = anEvent({ data: { name: sealed.at(-1)! } });
    const claims = [{ kind: 'command', id: event.metadata.commandId }];
    await store.append(anAppend(`case-${name}`, -1, { events: [event], claims }));
  };
  const before = await openKeyring({ path: `${path}.keyring` });
  for (const name of names.slice(0, 20)) await recordedUnder(before, name);
  await before.erase(`person ${names[0]!}`);
  await before.close();
  const keyring = await openKeyring({ path: `${path}.keyring` });
  for (const name of names.slice(20)) await recordedUnder(keyring, name);
  await store.close();
  const killed = filesAt(path);
  await keyring.close();
  const files = left === 'killed' ? killed : filesAt(path);
  const told = async (read: EventStore) => JSON.stringify((await everything(read)).map(({ id }) => id));
  return { files, domain, told, keysTold: (at) => keysTold(at, sealed, names.slice(1)) };
}

async function keysTold(path: string, sealed: readonly string[], names: readonly string[]): Promise<string> {
  let keyring: Keyring | undefined;
  try {
    keyring = await openKeyring({ path: `${path}.keyring` });
    const told: unknown[] = [];
    for (const text of sealed) told.push((await keyring.open(text)) ?? 'erased');
    for (const name of names) told.push(await keyring.fingerprint(`person ${name}`, name));
    for (const name of names) told.push(await keyring.erase(`person ${name}`));
    return JSON.stringify(told);
  } catch (error) {
    if (isFound(error)) return 'found';
    throw error;
  } finally {
    await keyring?.close().catch((error: unknown) => {
      if (!isFound(error)) throw error;
    });
  }
}

/** Damage to the keyring alone: the log is what it was, and nobody calls such a store sound. */
export async function triedWithKeys(sample: WithKeys, files: Files, truth: string): Promise<Outcome> {
  const outcome = await sample.keysTold(laid(files));
  const path = laid(files);
  const { findings } = await checkEmbedded({ path, ...sample.domain });
  expect(findings.filter(({ part }) => part !== 'keyring')).toEqual([]);
  if (findings.length === 0) expect(outcome).toBe(truth);
  const report = await repaired(path, sample);
  expect(report).toMatchObject({ serves: true, sound: findings.length === 0 });
  expect(filesAt(path)['.keyring']).toEqual(files['.keyring']);
  if (outcome === 'found') return 'by the store';
  return findings.length === 0 ? 'harmless' : 'by the check';
}

/** A store as a killed process left it: all of its events are in SQLite's log. */
export async function killedStore(): Promise<Sample> {
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
  const domain: Domain = {
    directoryKeys: ({ type }) => [type],
    claimsOf: (event) => (event.revision % 2 === 0 ? claimsOf(event) : []), // of its two events the first
    sealedIn: () => [],
  };
  return { files: filesAt(path), domain, told };
}
