import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeProtectedHeader } from 'jose';
import Database from 'libsql';
import { StoreDamaged, StoreUnavailable, type Keyring } from '#event-store';
import { openKeyring } from './keyring.js';

const SIGNATORY = 'Dr Zoë Okafor';

let folder: string;
let path: string;
let keyring: Keyring;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  path = join(folder, 'books', 'ledger.db.keyring');
  keyring = await openKeyring({ path });
});
afterEach(async () => {
  await keyring.close();
  rmSync(folder, { recursive: true, force: true });
});

async function openedAgain(): Promise<void> {
  await keyring.close();
  keyring = await openKeyring({ path });
}

/** Everything that the keyring has on disk, byte for byte. */
const onDisk = (): string =>
  readdirSync(join(folder, 'books'))
    .map((name) => readFileSync(join(folder, 'books', name), 'latin1'))
    .join('');

test.each([SIGNATORY, '', 'Zoe\u0308', '\u0000', '👩‍⚕️'.repeat(2_000)])(
  'what is sealed opens again: %#',
  async (text) => {
    const sealed = await keyring.seal('person-1', text);
    expect(await keyring.open(sealed)).toBe(text);
  },
);

test('what is sealed is a compact JWE that names neither the text nor the subject', async () => {
  const sealed = await keyring.seal('person-1', SIGNATORY);
  expect(decodeProtectedHeader(sealed)).toMatchObject({ alg: 'dir', enc: 'A256GCM', kid: expect.any(String) });
  expect(Buffer.from(sealed.replaceAll('.', ''), 'base64url').toString('latin1')).not.toMatch(/Okafor|person-1/);
  expect(await keyring.seal('person-1', SIGNATORY)).not.toBe(sealed);
});

test('the file names no subject', async () => {
  await keyring.seal('person-1', SIGNATORY);
  expect(onDisk()).not.toMatch(/person-1|Okafor/);
});

test('the file is for its owner alone', async () => {
  await keyring.seal('person-1', SIGNATORY);
  const modes = readdirSync(join(folder, 'books')).map((name) => statSync(join(folder, 'books', name)).mode & 0o777);
  expect(new Set(modes)).toEqual(new Set([0o600]));
});

test('keys outlive closing', async () => {
  const sealed = await keyring.seal('person-1', SIGNATORY);
  const fingerprint = await keyring.fingerprint('person-1', SIGNATORY);
  await openedAgain();
  expect(await keyring.open(sealed)).toBe(SIGNATORY);
  expect(await keyring.fingerprint('person-1', SIGNATORY)).toBe(fingerprint);
});

test('equal texts of one subject have one fingerprint; no other text or subject shares it', async () => {
  const fingerprint = await keyring.fingerprint('person-1', SIGNATORY);
  expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
  expect(await keyring.fingerprint('person-1', SIGNATORY)).toBe(fingerprint);
  expect(await keyring.fingerprint('person-1', 'Dr Zoe Okafor')).not.toBe(fingerprint);
  expect(await keyring.fingerprint('person-2', SIGNATORY)).not.toBe(fingerprint);
});

test('erasing one subject closes what was sealed for it, and nothing else', async () => {
  const [hers, his] = [await keyring.seal('person-1', SIGNATORY), await keyring.seal('person-2', 'Mr Bell')];
  expect(await keyring.erase('person-1')).toBe(true);
  expect(await keyring.open(hers)).toBeUndefined();
  expect(await keyring.open(his)).toBe('Mr Bell');
  expect(await keyring.erase('person-1')).toBe(false);
  await openedAgain();
  expect(await keyring.open(hers)).toBeUndefined();
});

test.each(['just made', 'long since in the file'])(
  'an erased key that was %s stands in no file any more',
  async (when) => {
    await keyring.seal('person-1', SIGNATORY);
    if (when !== 'just made') await openedAgain();
    const reading = new Database(path);
    const [[key]] = reading.prepare('SELECT key FROM subject').raw().all() as [[string]];
    expect(onDisk()).toContain(key);
    await keyring.erase('person-1');
    expect(onDisk()).not.toContain(key);
    reading.close();
  },
);

test('a keyring of an older ledger opens, with its keys', async () => {
  const sealed = await keyring.seal('person-1', SIGNATORY);
  await damaged('DROP TABLE erased; PRAGMA user_version=1');
  keyring = await openKeyring({ path });
  expect(await keyring.open(sealed)).toBe(SIGNATORY);
  expect(await keyring.erase('person-1')).toBe(true);
  await openedAgain();
  expect(await keyring.open(sealed)).toBeUndefined();
});

test('sealing for an erased subject begins with a new key', async () => {
  const before = await keyring.seal('person-1', SIGNATORY);
  await keyring.erase('person-1');
  const after = await keyring.seal('person-1', SIGNATORY);
  expect(decodeProtectedHeader(after)['kid']).not.toBe(decodeProtectedHeader(before)['kid']);
  expect(await keyring.open(after)).toBe(SIGNATORY);
  expect(await keyring.open(before)).toBeUndefined();
});

test('a sealed text that was changed is not opened', async () => {
  const sealed = await keyring.seal('person-1', SIGNATORY);
  const [header, key, iv, text, tag] = sealed.split('.');
  const changed = [header, key, iv, (text!.startsWith('A') ? 'B' : 'A') + text!.slice(1), tag].join('.');
  await expect(keyring.open(changed)).rejects.toThrow(StoreDamaged);
  await expect(keyring.open('not sealed')).rejects.toThrow(StoreDamaged);
});

/** Bytes on the disk that are no UTF-8: libsql ends the process where it is asked for them as text. */
async function damaged(statement: string): Promise<void> {
  await keyring.close();
  const db = new Database(path);
  db.exec(statement);
  db.close();
}

test.each(['key', 'kid'])('a damaged %s fails what needs it, and nothing else', async (column) => {
  const [hers, his] = [await keyring.seal('person-1', SIGNATORY), await keyring.seal('person-2', 'Mr Bell')];
  const { kid } = decodeProtectedHeader(hers);
  await damaged(`UPDATE subject SET ${column} = CAST(x'fffe80c0' AS TEXT) WHERE kid = '${String(kid)}'`);
  keyring = await openKeyring({ path });
  await expect(keyring.seal('person-1', SIGNATORY)).rejects.toThrow(StoreDamaged);
  if (column === 'key') await expect(keyring.open(hers)).rejects.toThrow(path);
  expect(await keyring.open(his)).toBe('Mr Bell');
});

test.each([`CAST(x'fffe80c0' AS TEXT)`, `substr(value, 2)`])(
  'with a damaged secret, %s, nothing is opened: every subject would get a second key',
  async (value) => {
    await damaged(`UPDATE secret SET value = ${value}`);
    await expect(openKeyring({ path })).rejects.toThrow(StoreDamaged);
  },
);

test('a keyring whose index holds a subject that its table lost is damaged, and gives no key', async () => {
  await keyring.seal('person-1', SIGNATORY);
  await keyring.close();
  const db = new Database(path);
  const [[kid]] = db.prepare('SELECT kid FROM subject').raw().all() as [[string]];
  db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').raw().all();
  db.close();
  const bytes = readFileSync(path);
  const places = [bytes.indexOf(kid), bytes.lastIndexOf(kid)];
  expect(places[0]).not.toBe(places[1]);
  const outcomes = [];
  for (const place of places) {
    writeFileSync(path, Buffer.from(bytes).fill('x', place, place + 1));
    keyring = await openKeyring({ path });
    outcomes.push(await keyring.seal('person-1', SIGNATORY).catch((error: unknown) => error));
    await keyring.close();
  }
  expect(outcomes).toContainEqual(expect.any(StoreDamaged));
});

test('in memory it does the same', async () => {
  const inMemory = await openKeyring({ path: ':memory:' });
  const sealed = await inMemory.seal('person-1', SIGNATORY);
  expect(await inMemory.open(sealed)).toBe(SIGNATORY);
  expect(await inMemory.erase('person-1')).toBe(true);
  expect(await inMemory.open(sealed)).toBeUndefined();
  await inMemory.close();
});

test('a file that is no keyring is refused by name', async () => {
  const letter = join(folder, 'letter.txt');
  writeFileSync(letter, 'Dear Sir or Madam, '.repeat(300));
  await expect(openKeyring({ path: letter })).rejects.toThrow(StoreUnavailable);
  await expect(openKeyring({ path: letter })).rejects.toThrow(letter);
});

test('a closed keyring answers nothing', async () => {
  await keyring.close();
  await expect(keyring.seal('person-1', SIGNATORY)).rejects.toThrow(StoreUnavailable);
  await expect(keyring.close()).resolves.toBeUndefined();
});
