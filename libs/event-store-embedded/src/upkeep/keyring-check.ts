import { existsSync } from 'node:fs';
import Database from 'libsql';
import type { StoredEvent } from '#event-store';
import { failureOf } from '../failures.js';
import {
  ERASED_BEFORE,
  filedUnder,
  isOfThisFormat,
  KEY,
  keyIn,
  KID,
  kidOf,
  layOut,
  mustBeOurs,
  rowsOf,
  unsealed,
} from '../keyring-file.js';
import { asBytes, textOf } from '../rows.js';
import { isEmpty, layoutIn } from '../schema.js';
import type { Finding, SealedText } from './finding.js';
import { begun, closed, faultsOfSqlite, openForReading } from './reading.js';

/** How many of the texts that are sealed in a log can be read. */
export type SealedTexts = {
  readonly open: number;
  /** Under a key that was erased. */
  readonly erased: number;
  /** Under a key that was erased or lost, in a keyring of an older ledger, which kept no note of what was erased. */
  readonly erasedOrLost: number;
};

/** The hash under which a subject is filed. */
const FILED = /^[\da-f]{64}$/;

/** Undefined where it is damaged. */
type Key = { readonly key: Buffer | undefined; readonly filed: string };
type Row = readonly [kid: ArrayBuffer, subject: ArrayBuffer, key: ArrayBuffer];

/**
 * Looks into the keyring beside a store, and whether what is sealed in its log opens under the keys that are there. No
 * key and no name is ever told.
 */
export class KeyringCheck {
  readonly #path: string;
  readonly #findings: Finding[] = [];
  readonly #keys = new Map<string, Key>();
  #secret: Buffer | undefined;
  /** Why nothing can be opened; undefined where the keys were read. */
  #unread: string | undefined;
  /** Sealed texts that were looked at. */
  #texts = 0;
  #open = 0;
  /** Texts by the name of their key, which is not there. */
  readonly #gone = new Map<string, { readonly texts: number; readonly first: StoredEvent }>();
  /** Names of keys that were erased, or ERASED_BEFORE. */
  #erased: ReadonlySet<string> = new Set();
  /** Whether a subject was found filed where the secret says. */
  #isFiled = false;
  /** Keys that were told to be damaged. */
  readonly #told = new Set<string>();

  constructor(path: string) {
    this.#path = path;
  }

  /** Called once the moment is fixed of which the log is read: its keys were on the disk before. */
  read(): void {
    if (!existsSync(this.#path)) {
      this.#unread = 'is not there';
      return;
    }
    let db: Database.Database | undefined;
    try {
      db = openForReading(this.#path);
      begun(db);
      if (isEmpty(db)) this.#unread = 'is empty';
      else this.#readFrom(db);
    } catch (error) {
      this.#unread = 'cannot be read';
      this.#find(`cannot be checked further: ${failureOf(error, this.#path).message}`);
    } finally {
      if (db) closed(db);
    }
  }

  #readFrom(db: Database.Database): void {
    mustBeOurs(db, this.#path);
    if (isOfThisFormat(db)) this.#readErased(db);
    else this.#erased = new Set([ERASED_BEFORE]);
    for (const line of faultsOfSqlite(db, this.#path)) this.#find(`SQLite: ${line}`);
    const [[secret] = [], ...others] = rowsOf<[ArrayBuffer?]>(db, `SELECT ${asBytes('value')} FROM secret`);
    if (isOf(KEY, secret)) this.#secret = keyIn(secret, this.#path);
    else this.#find('the secret is not what was written: nothing can be sealed, nor a key erased');
    if (others.length > 0) this.#find(`it holds ${others.length + 1} secrets, and not one`);
    const columns = ['kid', 'subject', 'key'].map(asBytes).join(', ');
    for (const row of rowsOf<Row>(db, `SELECT ${columns} FROM subject`)) this.#key(row);
  }

  #readErased(db: Database.Database): void {
    if (layoutIn(db) !== layoutOfKeyrings()) this.#find('its tables are not those of a keyring');
    const kids = rowsOf<[ArrayBuffer]>(db, `SELECT ${asBytes('kid')} FROM erased`).map(([kid]) => textOf(kid));
    this.#erased = new Set(kids);
    const damaged = kids.filter((kid) => !KID.test(kid) && kid !== ERASED_BEFORE);
    if (damaged.length > 0) this.#find(`of the keys that were erased, ${damaged.length} are not named as keys are`);
  }

  #key([kidBytes, filedBytes, keyBytes]: Row): void {
    const kid = isOf(KID, kidBytes) ? textOf(kidBytes) : undefined;
    const key = isOf(KEY, keyBytes) ? keyIn(keyBytes, this.#path) : undefined;
    const faults = [
      ...(kid === undefined ? ['its name'] : []),
      ...(isOf(FILED, filedBytes) ? [] : ['whose it is']),
      ...(key === undefined ? ['the key itself'] : []),
    ];
    if (faults.length > 0) this.#find(`key ${kid ?? '?'} is not what was written: ${faults.join(', ')}`);
    if (kid !== undefined) this.#keys.set(kid, { key, filed: textOf(filedBytes) });
  }

  /** @param event  of the log, sound; the events come in its order */
  async opens({ sealed, subjectOf }: SealedText, event: StoredEvent): Promise<void> {
    this.#texts += 1;
    if (this.#unread !== undefined) return;
    const kid = await kidOf(sealed).catch(() => undefined);
    if (kid === undefined) return this.#find('it holds a text that is not sealed as names are', event);
    const found = this.#keys.get(kid);
    if (found === undefined) this.#isGone(kid, event);
    if (found?.key === undefined) return;
    const text = await unsealed(sealed, found.key).catch(() => undefined);
    if (text === undefined) return this.#opensNothing(kid, event);
    this.#open += 1;
    this.#isFiled ||= this.#secret !== undefined && filedUnder(this.#secret, subjectOf(text)) === found.filed;
  }

  #isGone(kid: string, event: StoredEvent): void {
    const { texts, first } = this.#gone.get(kid) ?? { texts: 0, first: event };
    this.#gone.set(kid, { texts: texts + 1, first });
  }

  /** Told once a key. */
  #opensNothing(kid: string, event: StoredEvent): void {
    if (this.#told.has(kid)) return;
    this.#told.add(kid);
    this.#find(`what is sealed under key ${kid} does not open: the key is not what was written`, event);
  }

  /** Undefined where nothing is sealed in the log, or the keys could not be read. */
  get texts(): SealedTexts | undefined {
    if (this.#texts === 0 || this.#unread !== undefined) return undefined;
    const gone = [...this.#gone].map(([kid, { texts }]) => ({ texts, isErased: this.#erased.has(kid) }));
    const sum = (isErased: boolean) =>
      gone.filter((key) => key.isErased === isErased).reduce((total, { texts }) => total + texts, 0);
    return { open: this.#open, erased: sum(true), erasedOrLost: this.#erased.has(ERASED_BEFORE) ? sum(false) : 0 };
  }

  /** Keys that are not there and were not erased, as far as the keyring can know. */
  #lost(): readonly StoredEvent[] {
    if (this.#erased.has(ERASED_BEFORE)) return [];
    return [...this.#gone].filter(([kid]) => !this.#erased.has(kid)).map(([, { first }]) => first);
  }

  /** All that was found, once the whole log was looked at. */
  findings(): readonly Finding[] {
    const isMissing = this.#unread !== undefined && this.#findings.length === 0 && this.#texts > 0;
    if (isMissing) this.#find(`${this.#path} ${this.#unread}: names sealed in ${this.#texts} places cannot be read`);
    const [first, ...others] = this.#lost();
    if (first) {
      const more = others.length > 0 ? `; nor are ${others.length} others` : '';
      this.#find(`the key of what is sealed in it is not there, and was not erased${more}`, first);
    }
    if (this.#open > 0 && this.#secret && !this.#isFiled) {
      this.#find('the secret is not what was written: whose a key is, is not found by it');
    }
    return this.#findings;
  }

  #find(detail: string, event?: StoredEvent): void {
    const place = event && { position: Number(event.position), stream: event.stream };
    this.#findings.push({ part: 'keyring', ...place, detail });
  }
}

const isOf = (form: RegExp, bytes: ArrayBuffer | undefined): bytes is ArrayBuffer =>
  bytes !== undefined && form.test(textOf(bytes));

function layoutOfKeyrings(): string {
  const fresh = new Database(':memory:');
  layOut(fresh, ':memory:');
  const layout = layoutIn(fresh);
  fresh.close();
  return layout;
}
