import { setImmediate as turn } from 'node:timers/promises';
import Database from 'libsql';
import { StoreUnavailable, type StoredEvent } from '#event-store';
import { msOf } from '#kernel';
import { CompactRange } from '../compact-range.js';
import { failureOf } from '../failures.js';
import { eventsIn, rememberedAtLeast, type Remembered } from '../opening-check.js';
import { eventOf, isSound, type EventRow } from '../rows.js';
import { clockOf, isLiftable, isOfThisLayout, laidOut, layoutIn, NO_FORMAT, OfNewerLedger } from '../schema.js';
import { fileOfStore, filesOf } from '../store-files.js';
import { Directory } from './directory.js';
import type { Domain, Finding } from './finding.js';
import { KeyringCheck, type SealedTexts } from './keyring-check.js';
import { places, type Place } from './places.js';
import { begun, closed, faultsOfSqlite, openForReading } from './reading.js';

export type CheckReport = {
  readonly events: number;
  /** Of the tree over the stored hashes of all events; undefined where one is missing or damaged. */
  readonly root: string | undefined;
  readonly findings: readonly Finding[];
  /** Undefined where nothing is sealed in the log, or its keyring cannot be read. */
  readonly sealedTexts?: SealedTexts | undefined;
};

export type Checking = Domain & {
  readonly path: string;
  /** Events looked at since it was last called. */
  readonly tell?: (events: number) => void;
};

/** Events between two turns of the loop. */
const TURN = 512;

/**
 * Checks a store whole, and changes nothing: every hash, the order of positions and revisions, effective times, what the
 * claims and the directory say of the events, the checkpoint, SQLite's own pages, and whether the keyring opens what is
 * sealed in events.
 * @throws StoreUnavailable  the file is not there, is no store, or cannot be read
 */
export async function checkEmbedded({ path: asked, tell, ...domain }: Checking): Promise<CheckReport> {
  const path = fileOfStore(asked);
  const checked = new Check(path, domain);
  const before = checked.remembered();
  const db = opened(path);
  try {
    begun(db);
    clockOf(db, path);
    checked.layout(db);
    checked.keys();
    await checked.log(db, before, tell ?? (() => undefined));
    checked.faults(faultsOfSqlite(db, path));
  } catch (error) {
    checked.brokenOff(error, before);
  } finally {
    closed(db);
  }
  return checked.report();
}

function opened(path: string): Database.Database {
  try {
    return openForReading(path);
  } catch (error) {
    throw failureOf(error, path);
  }
}

class Check {
  readonly #path: string;
  readonly #domain: Domain;
  readonly #findings: Finding[] = [];
  readonly #range = new CompactRange();
  readonly #revisions = new Map<string, number>();
  #effectiveAtMs = Number.MIN_SAFE_INTEGER;
  #events = 0;
  #isWhole = true;
  readonly #keyring: KeyringCheck;

  constructor(path: string, domain: Domain) {
    this.#path = path;
    this.#domain = domain;
    this.#keyring = new KeyringCheck(filesOf(path).keyring);
  }

  report(): CheckReport {
    return {
      events: this.#events,
      root: this.#isWhole ? this.#range.root() : undefined,
      findings: [...this.#findings, ...this.#keyring.findings()],
      sealedTexts: this.#keyring.texts,
    };
  }

  #find(part: Finding['part'], detail: string, row?: EventRow): void {
    this.#findings.push({ part, ...(row ? { position: row[0], stream: row[1] } : {}), detail });
  }

  /** Read before the log: a server that holds the store may write both meanwhile. */
  remembered(): Remembered {
    return rememberedAtLeast(this.#path, (why) => this.#find('checkpoint-file', why));
  }

  layout(db: Database.Database): void {
    if (!isLiftable(db)) this.#find('file', NO_FORMAT);
    if (!isOfThisLayout(db)) return;
    const fresh = new Database(':memory:');
    laidOut(fresh, 'system');
    if (layoutIn(db) !== layoutIn(fresh))
      this.#find('file', 'its tables, indexes and triggers are not those of a store');
    fresh.close();
  }

  keys(): void {
    this.#keyring.read();
  }

  async log(db: Database.Database, before: Remembered, tell: (events: number) => void): Promise<void> {
    const directory = new Directory(db, this.#domain);
    let looked = 0;
    for (const place of places(db, eventsIn(before))) {
      const event = this.#place(place, directory);
      this.#compare(before);
      for (const text of event ? this.#domain.sealedIn(event) : []) await this.#keyring.opens(text, event!);
      if (++looked % TURN === 0) {
        tell(TURN);
        await turn();
      }
    }
    tell(looked % TURN);
    for (const { part, position, stream, detail } of directory.surplus()) {
      this.#findings.push({ part, position, stream, detail });
    }
  }

  /** @returns the event, where it is sound */
  #place(place: Place, directory: Directory): StoredEvent | undefined {
    if (place.kind !== 'row') {
      this.#isWhole = false;
      const lost = { missing: 'missing', unreadable: 'cannot be read: the file is damaged there' }[place.kind];
      const which = place.from === place.to ? `${place.from}` : `${place.from} to ${place.to}`;
      this.#findings.push({ part: 'event', position: place.from, detail: `${which}: ${lost}` });
      return undefined;
    }
    this.#events += 1;
    const { row } = place;
    if (!isSound(row)) {
      this.#isWhole = false;
      this.#find('event', 'is not what was written: its hash differs', row);
      return undefined;
    }
    const event = eventOf(row);
    this.#inOrder(row, event);
    this.#range.append(event.hash);
    for (const { part, detail } of directory.differences(event)) this.#find(part, detail, row);
    return event;
  }

  #inOrder(row: EventRow, { stream, revision, metadata }: StoredEvent): void {
    const next = (this.#revisions.get(stream) ?? -1) + 1;
    if (revision !== next) this.#find('event', `has revision ${revision} where ${next} comes next`, row);
    this.#revisions.set(stream, revision);
    this.#effectiveAtMs = Math.max(this.#effectiveAtMs, msOf(metadata.recordedAt));
    if (row[8] !== this.#effectiveAtMs) this.#find('event', 'has another effective time than the log gives it', row);
    this.#effectiveAtMs = Math.max(this.#effectiveAtMs, row[8]);
  }

  #compare({ checkpoint, acknowledged }: Remembered): void {
    if (!this.#isWhole) return;
    if (checkpoint?.events === this.#range.size && checkpoint.root !== this.#range.root()) {
      this.#find(
        'checkpoint',
        `the first ${checkpoint.events} events hash otherwise than when the checkpoint was written`,
      );
    }
    if (acknowledged?.events === this.#range.size && acknowledged.last !== this.#range.last) {
      this.#find('checkpoint', `the event at ${acknowledged.events} is not the one that was acknowledged`);
    }
  }

  faults(lines: readonly string[]): void {
    for (const line of lines) this.#find('file', `SQLite: ${line}`);
  }

  /** @throws StoreUnavailable  it is of a newer ledger, or nothing in it or beside it says that it was ever a store */
  brokenOff(error: unknown, before: Remembered): void {
    const failure = failureOf(error, this.#path);
    const wasStore = this.#events + eventsIn(before) + this.#findings.length > 0;
    if (failure instanceof OfNewerLedger || (failure instanceof StoreUnavailable && !wasStore)) throw failure;
    this.#isWhole = false;
    this.#find('file', `cannot be checked further: ${failure.message}`);
  }
}
