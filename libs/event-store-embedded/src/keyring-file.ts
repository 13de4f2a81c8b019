import { createHmac, randomBytes } from 'node:crypto';
import type Database from 'libsql';
import { StoreDamaged, StoreUnavailable } from '#event-store';
import { textOf } from './rows.js';

/** "CLkr" in ASCII: how SQLite's header tells a keyring from any other database. */
const APPLICATION_ID = 0x434c6b72;
/** The layout below. A change of it takes the next number, and a step that lifts older keyrings. */
const SCHEMA_VERSION = 2;
/** Bytes of an A256GCM key, and of the secret under which subjects are filed. */
export const KEY_BYTES = 32;

/** Names of keys that were erased, so that a key that was lost is not taken for one. They stand in the events anyhow. */
const ERASED = 'CREATE TABLE erased (kid TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;';
/** In the place of a name: keys were erased, perhaps, before their names were kept. */
export const ERASED_BEFORE = 'before';

/** Keys and the secret are base64url. `subject` is a keyed hash: the file names nobody. */
const LAYOUT = `
  ${ERASED}
  CREATE TABLE secret (value TEXT NOT NULL) STRICT;
  CREATE TABLE subject (kid TEXT PRIMARY KEY, subject TEXT NOT NULL UNIQUE, key TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/** Lays the tables out in an empty file, or checks that they are a keyring's and lifts them. */
export function layOut(db: Database.Database, file: string): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    if (numberOf(db, 'SELECT count(*) FROM sqlite_schema') === 0) {
      db.exec(`${LAYOUT} PRAGMA application_id=${APPLICATION_ID}; PRAGMA user_version=${SCHEMA_VERSION}`);
      db.prepare('INSERT INTO secret VALUES (?)').run(randomBytes(KEY_BYTES).toString('base64url'));
    }
    mustBeOurs(db, file);
    if (!isOfThisFormat(db)) {
      db.exec(`${ERASED} INSERT INTO erased VALUES ('${ERASED_BEFORE}'); PRAGMA user_version=${SCHEMA_VERSION}`);
    }
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

/**
 * @throws StoreUnavailable  the file is no keyring, or of a newer ledger
 * @throws StoreDamaged      the number of its format is not that of its tables
 */
export function mustBeOurs(db: Database.Database, file: string): void {
  const version = versionOf(db);
  if (numberOf(db, 'PRAGMA application_id') !== APPLICATION_ID) {
    throw new StoreUnavailable(`${file}: the file is not a keyring`);
  }
  if (version > SCHEMA_VERSION) throw new StoreUnavailable(`${file} was written by a newer ledger (format ${version})`);
  const notes = numberOf(db, "SELECT count(*) FROM sqlite_schema WHERE name = 'erased'");
  if (version < 1 || notes !== (version < SCHEMA_VERSION ? 0 : 1)) {
    throw new StoreDamaged(`${file}: the keyring is damaged: the number of its format is not that of its tables`);
  }
}

/** False of a keyring that the next opening will lift. */
export const isOfThisFormat = (db: Database.Database): boolean => versionOf(db) === SCHEMA_VERSION;

const versionOf = (db: Database.Database): number => numberOf(db, 'PRAGMA user_version');
const numberOf = (db: Database.Database, sql: string): number => rowsOf<[number]>(db, sql)[0]![0];

export const rowsOf = <Row>(db: Database.Database, sql: string, ...values: readonly string[]): Row[] =>
  db
    .prepare(sql)
    .raw()
    .all(...values) as Row[];

/** What is written: a key or the secret, and the name of a key. Anything else is damage. */
export const [KEY, KID] = [/^[\w-]{43}$/, /^[\da-f-]{36}$/];

/** @throws StoreDamaged where the bytes are not of that form */
export function sound(bytes: ArrayBuffer | undefined, form: RegExp, file: string): string {
  const text = bytes === undefined ? '' : textOf(bytes);
  if (!form.test(text)) throw new StoreDamaged(`${file}: the keyring is damaged: a key in it is not what was written`);
  return text;
}

export const keyIn = (bytes: ArrayBuffer | undefined, file: string): Buffer =>
  Buffer.from(sound(bytes, KEY, file), 'base64url');

/** Under what a subject is filed. */
export const filedUnder = (secret: Buffer, subject: string): string =>
  createHmac('sha256', secret).update(subject, 'utf8').digest('hex');

/** Loaded with the first name to seal or read: most of a short command's time is what it loads. */
export const jose = () => import('jose');

/** @throws StoreDamaged when `sealed` is not what was sealed under `key` */
export async function unsealed(sealed: string, key: Buffer): Promise<string> {
  const { compactDecrypt } = await jose();
  const { plaintext } = await compactDecrypt(sealed, key).catch((cause: unknown) => {
    throw new StoreDamaged('the sealed text is not what was sealed', { cause });
  });
  return Buffer.from(plaintext).toString('utf8');
}

/** @throws StoreDamaged  it names no key */
export async function kidOf(sealed: string): Promise<string> {
  const { decodeProtectedHeader } = await jose();
  try {
    const { kid } = decodeProtectedHeader(sealed);
    if (typeof kid === 'string') return kid;
  } catch (cause) {
    throw new StoreDamaged('the sealed text is not what was sealed', { cause });
  }
  throw new StoreDamaged('the sealed text names no key');
}
