import { createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, closeSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'libsql';
import { StoreDamaged, StoreUnavailable, type Keyring } from '#event-store';
import { isFailedSync, makeFolder } from '#sqlite-file';
import { failureOf } from './failures.js';
import { jose, KEY_BYTES, keyIn, KID, kidOf, layOut, filedUnder, rowsOf, sound, unsealed } from './keyring-file.js';
import { asBytes } from './rows.js';

/** As bytes: libsql ends the process at text that is no UTF-8. */
type FoundKey = readonly [kid: ArrayBuffer, key: ArrayBuffer];
type SubjectKey = { readonly kid: string; readonly key: Buffer };

export type KeyringOptions = {
  /** A file of its own, never the store's; made where there is none, readable by its owner alone. ':memory:' for a test. */
  readonly path: string;
};

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
    const kid = await kidOf(sealed);
    const select = `SELECT ${asBytes('key')} FROM subject WHERE kid = ?`;
    const [row] = this.#use((db) => rowsOf<[ArrayBuffer]>(db, select, kid));
    return row && unsealed(sealed, keyIn(row[0], this.#path));
  }

  /** A key of its own is drawn from the subject's, so that no key serves two ends. */
  async fingerprint(subject: string, text: string): Promise<string> {
    const { key } = this.#keyOf(subject);
    const drawn = Buffer.from(hkdfSync('sha256', key, '', 'fingerprint', KEY_BYTES));
    return createHmac('sha256', drawn).update(text, 'utf8').digest('hex');
  }

  async erase(subject: string): Promise<boolean> {
    return this.#change((db) => {
      const erased = eraseIn(db, this.#filed(subject));
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
    const found = this.#use(find) ?? this.#change((db) => made(db, filed, () => find(db)));
    if (found === undefined) throw new StoreDamaged(`${this.#path}: the keyring is damaged: it takes no new key`);
    const [kid, key] = found;
    return { kid: sound(kid, KID, this.#path), key: keyIn(key, this.#path) };
  }

  #filed = (subject: string): string => filedUnder(this.#secret, subject);

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

/** The new key of a subject, on disk; or the one that another process made just before; neither in a damaged file. */
function made(db: Database.Database, filed: string, find: () => FoundKey | undefined): FoundKey | undefined {
  const key = randomBytes(KEY_BYTES).toString('base64url');
  db.prepare('INSERT OR IGNORE INTO subject VALUES (?, ?, ?)').run(randomUUID(), filed, key);
  return find();
}

/** Key and note move together. @returns whether there was a key */
function eraseIn(db: Database.Database, filed: string): boolean {
  db.exec('BEGIN IMMEDIATE');
  try {
    db.prepare('INSERT OR IGNORE INTO erased SELECT kid FROM subject WHERE subject = ?').run(filed);
    const { changes } = db.prepare('DELETE FROM subject WHERE subject = ?').run(filed);
    db.exec('COMMIT');
    return changes > 0;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
