import { createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, closeSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'libsql';
import { StoreDamaged, StoreUnavailable, type Keyring } from '#event-store';
import { isFailedSync, makeFolder } from '#sqlite-file';
import { failureOf } from './failures.js';
import { asBytes, textOf } from './rows.js';

/** "CLkr" in ASCII: how SQLite's header tells a keyring from any other database. */
const APPLICATION_ID = 0x434c6b72;
/** The layout below. */
const SCHEMA_VERSION = 1;
/** Bytes of an A256GCM key, and of the secret under which subjects are filed. */
const KEY_BYTES = 32;

/** Keys and the secret are base64url. `subject` is a keyed hash: the file names nobody. */
const LAYOUT = `
  CREATE TABLE secret (value TEXT NOT NULL) STRICT;
  CREATE TABLE subject (kid TEXT PRIMARY KEY, subject TEXT NOT NULL UNIQUE, key TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/** As bytes: libsql ends the process at text that is no UTF-8. */
type FoundKey = readonly [kid: ArrayBuffer, key: ArrayBuffer];
type SubjectKey = { readonly kid: string; readonly key: Buffer };

export type KeyringOptions = {
  /** A file of its own, never the store's; made where there is none, readable by its owner alone. ':memory:' for a test. */
  readonly path: string;
};

/** Loaded with the first name to seal or read: most of a short command's time is what it loads. */
const jose = () => import('jose');

/** @throws StoreUnavailable when the file cannot be used */
export async function openKeyring({ path }: KeyringOptions): Promise<Keyring> {
  const file = path === ':memory:' ? path : resolve(path);
  let db: Database.Database | undefined;
  try {
    if (file !== ':memory:') forOwnerOnly(file);
    db = new Database(file);
    db.exec('PRAGMA busy_timeout=1000');
    layOut(db, file); // first of all: another program's database is left as it is
    db.prepare('PRAGMA journal_mode=WAL').raw().all();
    db.exec('PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY');
    db.prepare('PRAGMA wal_checkpoint(PASSIVE)').raw().all(); // what a killed process left may have failed to sync
    return new SqliteKeyring(db, file);
  } catch (error) {
    db?.close();
    throw failureOf(error, file);
  }
}

/** SQLite gives the files that it adds the mode of the first. */
function forOwnerOnly(file: string): void {
  makeFolder(dirname(file));
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
}

function layOut(db: Database.Database, file: string): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    if (rowsOf<[number]>(db, 'SELECT count(*) FROM sqlite_schema')[0]![0] === 0) {
      db.exec(`${LAYOUT} PRAGMA application_id=${APPLICATION_ID}; PRAGMA user_version=${SCHEMA_VERSION}`);
      db.prepare('INSERT INTO secret VALUES (?)').run(randomBytes(KEY_BYTES).toString('base64url'));
    }
    mustBeOurs(db, file);
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

function mustBeOurs(db: Database.Database, file: string): void {
  const [[application], [version]] = [
    rowsOf<[number]>(db, 'PRAGMA application_id')[0]!,
    rowsOf<[number]>(db, 'PRAGMA user_version')[0]!,
  ];
  if (application !== APPLICATION_ID) throw new StoreUnavailable(`${file}: the file is not a keyring`);
  if (version > SCHEMA_VERSION) throw new StoreUnavailable(`${file} was written by a newer ledger (format ${version})`);
}

const rowsOf = <Row>(db: Database.Database, sql: string, ...values: readonly string[]): Row[] =>
  db
    .prepare(sql)
    .raw()
    .all(...values) as Row[];

/** What is written: a key or the secret, and the name of a key. Anything else is damage. */
const [KEY, KID] = [/^[\w-]{43}$/, /^[\da-f-]{36}$/];

/** @throws StoreDamaged where the bytes are not of that form */
function sound(bytes: ArrayBuffer | undefined, form: RegExp, file: string): string {
  const text = bytes === undefined ? '' : textOf(bytes);
  if (!form.test(text)) throw new StoreDamaged(`${file}: the keyring is damaged: a key in it is not what was written`);
  return text;
}

const keyIn = (bytes: ArrayBuffer | undefined, file: string): Buffer =>
  Buffer.from(sound(bytes, KEY, file), 'base64url');

/** The keyring in a SQLite file. An erased key leaves neither the file nor its log. */
class SqliteKeyring implements Keyring {
  readonly #db: Database.Database;
  readonly #path: string;
  readonly #secret: Buffer;
  /** Why nothing is written any more, until the keyring is opened again. */
  #stopped: string | undefined;

  constructor(db: Database.Database, path: string) {
    this.#db = db;
    this.#path = path;
    this.#secret = keyIn(rowsOf<[ArrayBuffer]>(db, `SELECT ${asBytes('value')} FROM secret`)[0]?.[0], path);
  }

  async seal(subject: string, text: string): Promise<string> {
    const { kid, key } = this.#keyOf(subject);
    const { CompactEncrypt } = await jose();
    return new CompactEncrypt(Buffer.from(text, 'utf8'))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid })
      .encrypt(key);
  }

  /** @throws StoreDamaged when `sealed` is not what `seal` gave */
  async open(sealed: string): Promise<string | undefined> {
    const ciphers = await jose();
    const kid = kidOf(sealed, ciphers);
    const select = `SELECT ${asBytes('key')} FROM subject WHERE kid = ?`;
    const [row] = this.#use((db) => rowsOf<[ArrayBuffer]>(db, select, kid));
    if (row === undefined) return undefined;
    const { plaintext } = await ciphers.compactDecrypt(sealed, keyIn(row[0], this.#path)).catch((cause: unknown) => {
      throw new StoreDamaged('the sealed text is not what was sealed', { cause });
    });
    return Buffer.from(plaintext).toString('utf8');
  }

  /** A key of its own is drawn from the subject's, so that no key serves two ends. */
  async fingerprint(subject: string, text: string): Promise<string> {
    const { key } = this.#keyOf(subject);
    const drawn = Buffer.from(hkdfSync('sha256', key, '', 'fingerprint', KEY_BYTES));
    return createHmac('sha256', drawn).update(text, 'utf8').digest('hex');
  }

  async erase(subject: string): Promise<boolean> {
    return this.#change((db) => {
      const erased = db.prepare('DELETE FROM subject WHERE subject = ?').run(this.#filed(subject)).changes > 0;
      const [checkpoint] = rowsOf<[number]>(db, 'PRAGMA wal_checkpoint(TRUNCATE)'); // the key stood in the log too
      if (checkpoint?.[0] === 1) throw new StoreUnavailable(`${this.#path}: in use elsewhere; erase again`);
      return erased;
    });
  }

  async close(): Promise<void> {
    if (!this.#db.open) return;
    if (this.#stopped === undefined) this.#use((db) => rowsOf(db, 'PRAGMA wal_checkpoint(TRUNCATE)'));
    this.#db.close();
  }

  #keyOf(subject: string): SubjectKey {
    const filed = this.#filed(subject);
    const select = `SELECT ${asBytes('kid')}, ${asBytes('key')} FROM subject WHERE subject = ?`;
    const find = (db: Database.Database) => rowsOf<FoundKey>(db, select, filed)[0];
    const [kid, key] = this.#use(find) ?? this.#change((db) => made(db, filed, () => find(db)));
    return { kid: sound(kid, KID, this.#path), key: keyIn(key, this.#path) };
  }

  #filed = (subject: string): string => createHmac('sha256', this.#secret).update(subject, 'utf8').digest('hex');

  /** After a failed sync nobody knows what is on the disk, and a second sync may lie. */
  #change<T>(work: (db: Database.Database) => T): T {
    if (this.#stopped !== undefined) throw new StoreUnavailable(this.#stopped);
    return this.#use((db) => {
      try {
        return work(db);
      } catch (error) {
        if (isFailedSync(error)) {
          this.#stopped = `${this.#path}: the disk reported an error at a write. No key is made or erased until it is opened again`;
        }
        throw error;
      }
    });
  }

  #use<T>(work: (db: Database.Database) => T): T {
    if (!this.#db.open) throw new StoreUnavailable(`${this.#path} is closed`);
    try {
      return work(this.#db);
    } catch (error) {
      throw failureOf(error, this.#path);
    }
  }
}

/** The new key of a subject, on disk; or the one that another process made just before. */
function made(db: Database.Database, filed: string, find: () => FoundKey | undefined): FoundKey {
  const key = randomBytes(KEY_BYTES).toString('base64url');
  db.prepare('INSERT OR IGNORE INTO subject VALUES (?, ?, ?)').run(randomUUID(), filed, key);
  return find()!;
}

function kidOf(sealed: string, { decodeProtectedHeader }: Awaited<ReturnType<typeof jose>>): string {
  try {
    const { kid } = decodeProtectedHeader(sealed);
    if (typeof kid === 'string') return kid;
  } catch (cause) {
    throw new StoreDamaged('the sealed text is not what was sealed', { cause });
  }
  throw new StoreDamaged('the sealed text names no key');
}
