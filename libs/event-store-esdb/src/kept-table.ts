import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { LogTable, type TableRows } from './log-table.js';

/** How a table is written. A change of it takes the next number; a table of another number is built anew. */
const FORMAT = 2;
/** Bytes of a SHA-256. */
const SUM_BYTES = 32;
/** Fewer new events than this are read again sooner than a table is written. */
const WORTH_KEEPING = 1_000;
/** While a process runs, a table is written when it has grown by one part in so many, and by so many events. */
const [GROWN_BY_A, GROWN_BY_EVENTS] = [4, 10_000];

/** What a table is of; one of anything else is not used. */
export type TableOf = {
  /** The id that the ledger got when it was begun. */
  readonly ledger: string;
  /** Of the keys under which streams are found: another version finds them under others. */
  readonly directoryVersion: number;
};

export type Kept = {
  readonly table: LogTable;
  /** Of its last event, by which it is known to be of the log that is there now. */
  readonly lastHash: string;
  /** The position after which the log must be heard, as appends that were announced there were not written yet. */
  readonly resumesAfter: bigint;
};

type Content = TableOf & Omit<Kept, 'table'> & { readonly format: number; readonly rows: TableRows };

/**
 * The table of a log in a file, so that an opening reads only what is new. It holds nothing that the log does not: one
 * that cannot be read is built anew, and one that cannot be written is done without. It is written beside and put in
 * place whole; of several processes that keep the same one, the last stands, and each is right.
 */
export class KeptTable {
  readonly #path: string;
  readonly #of: TableOf;
  /** Events of the table that was read or written last. */
  #count = 0;
  #writing: Promise<void> | undefined;
  /** Names of what this process is writing now, for whichever table. */
  static readonly #beside = new Set<string>();

  constructor(path: string, of: TableOf) {
    this.#path = path;
    this.#of = of;
  }

  /** What was kept; undefined where that is nothing, or damaged, or of another ledger or version. */
  read(): Kept | undefined {
    this.#sweep();
    try {
      const file = readFileSync(this.#path);
      const [sum, body] = [file.subarray(0, SUM_BYTES), file.subarray(SUM_BYTES)];
      if (!sumOf(body).equals(sum)) return undefined;
      const { format, ledger, directoryVersion, lastHash, resumesAfter, rows } = deserialize(body) as Content;
      if (format !== FORMAT || ledger !== this.#of.ledger || directoryVersion !== this.#of.directoryVersion) {
        return undefined;
      }
      if (rows.positions.length === 0) return undefined;
      this.#count = rows.positions.length;
      return { table: new LogTable(rows), lastHash, resumesAfter };
    } catch {
      return undefined; // no file, or none that this program can read
    }
  }

  /** Takes away what writers that were killed left half written. One at work that is not seen from here does without. */
  #sweep(): void {
    const folder = dirname(this.#path);
    try {
      for (const name of readdirSync(folder)) {
        const [, table, pid] = BESIDE.exec(name) ?? [];
        const isLeft = table === basename(this.#path) && !KeptTable.#beside.has(name) && !isOther(pid);
        if (isLeft) rmSync(join(folder, name), { force: true });
      }
    } catch {
      return; // it goes another time
    }
  }

  /** What was read is of another log: the next table is worth keeping whatever its size. */
  dismiss(): undefined {
    this.#count = 0;
  }

  /** Writes the table in the background where it has grown by much. @param lastHash of its last event */
  hasGrown(table: LogTable, lastHash: string, resumesAfter: () => bigint): void {
    const grown = table.count - this.#count;
    if (grown >= GROWN_BY_EVENTS && grown * GROWN_BY_A >= this.#count) {
      this.#write(table, lastHash, resumesAfter());
    }
  }

  /** Writes the table where that saves the next opening some reading. */
  async settle(table: LogTable, lastHash: string | undefined, resumesAfter: () => bigint): Promise<void> {
    await this.#writing;
    if (lastHash !== undefined && table.count - this.#count >= WORTH_KEEPING) {
      this.#write(table, lastHash, resumesAfter());
    }
    await this.#writing;
  }

  #write(table: LogTable, lastHash: string, resumesAfter: bigint): void {
    if (this.#writing) return;
    this.#count = table.count;
    const body = this.#spelt(table, lastHash, resumesAfter); // at once: the table goes on growing
    if (!body) return;
    this.#writing = this.#put(body).finally(() => {
      this.#writing = undefined;
    });
  }

  /** @returns undefined where it is larger than what a process can hold in one piece */
  #spelt(table: LogTable, lastHash: string, resumesAfter: bigint): Buffer | undefined {
    try {
      const content: Content = { ...this.#of, format: FORMAT, lastHash, resumesAfter, rows: table.rows };
      return serialize(content);
    } catch {
      return undefined; // the next opening takes longer
    }
  }

  async #put(body: Buffer): Promise<void> {
    const beside = `${this.#path}.${process.pid}.${randomUUID()}`;
    KeptTable.#beside.add(basename(beside));
    try {
      await writeFile(beside, [sumOf(body), body], { mode: 0o600 });
      await rename(beside, this.#path);
    } catch {
      await rm(beside, { force: true }).catch(() => undefined); // the next opening takes longer
    } finally {
      KeptTable.#beside.delete(basename(beside));
    }
  }
}

/** A table that is being written: its name, the process, and what tells it from others; without process of an older program. */
const BESIDE = /^(.+?)(?:\.(\d+))?\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether another process has this id now; a process in a container may have the id of the one before it. */
function isOther(pid: string | undefined): boolean {
  if (pid === undefined || Number(pid) === process.pid) return false;
  try {
    return process.kill(Number(pid), 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const sumOf = (body: Uint8Array): Buffer => createHash('sha256').update(body).digest();
