import type Database from 'libsql';
import { hashOf, storedBytes, StoreDamaged, type NewEvent, type StoredEvent } from '#event-store';
import { sha256 } from '#audit';

/** One row of `event`. */
export type EventRow = [
  position: number,
  stream: string,
  revision: number,
  id: string,
  type: string,
  version: number,
  data: string,
  metadata: string,
  effectiveAtMs: number,
  hash: string,
];

const COLUMNS = ['position', 'stream', 'revision', 'id', 'type', 'version', 'data', 'metadata', 'effective_at', 'hash'];
const WIDTH = COLUMNS.length;
/** No column holds a NUL: names must not, and JSON escapes it. */
const ROW = `concat_ws(char(0), ${COLUMNS.join(', ')})`;

/** A text that may be damaged, as SQL: libsql ends the process where a text is no UTF-8, and takes any bytes. */
export const asBytes = (column: string): string => `CAST(${column} AS BLOB)`;
export const textOf = (bytes: ArrayBuffer): string => Buffer.from(bytes).toString('utf8');

/**
 * Rows of `event`, read as the bytes that are there, all of a page at once. What is no text comes as text that its hash
 * does not fit.
 */
export class EventRows {
  readonly #db: Database.Database;
  readonly #rest: string;
  readonly #all: Database.Statement;

  /** @param rest  the end of the query, from WHERE on; what it gives must fit into memory */
  constructor(db: Database.Database, rest: string) {
    this.#db = db;
    this.#rest = rest;
    this.#all = db.prepare(pageOf(rest)).raw();
  }

  all(...values: readonly (string | number)[]): EventRow[] {
    const [bytes, count] = this.#all.get(...values) as [Buffer | null, number];
    const fields = fieldsOf(bytes);
    return fields.length === count * WIDTH ? rowsFrom(fields) : this.#oneByOne(values);
  }

  /** A damaged row is as wide as it likes: it must not shift those after it. */
  #oneByOne(values: readonly (string | number)[]): EventRow[] {
    const positions = this.#db
      .prepare(`SELECT position FROM event ${this.#rest}`)
      .raw()
      .all(...values) as [number][];
    const one = this.#db.prepare(pageOf('WHERE position = ?')).raw();
    return positions.map(([position]) => {
      const fields = fieldsOf((one.get(position) as [Buffer | null])[0]);
      return fields.length === WIDTH ? rowFrom(fields, 0) : [position, '?', -1, '', '', 0, '', '', 0, ''];
    });
  }
}

const pageOf = (rest: string): string =>
  `SELECT ${asBytes('group_concat(row, char(0))')}, count(*) FROM (SELECT ${ROW} AS row FROM event ${rest})`;

const fieldsOf = (row: Buffer | null): readonly string[] => row?.toString('utf8').split('\0') ?? [];

const rowsFrom = (fields: readonly string[]): EventRow[] =>
  Array.from({ length: fields.length / WIDTH }, (_, index) => rowFrom(fields, index * WIDTH));

function rowFrom(fields: readonly string[], at: number): EventRow {
  const text = (column: number): string => fields[at + column]!;
  const number = (column: number): number => Number(fields[at + column]);
  return [number(0), text(1), number(2), text(3), text(4), number(5), text(6), text(7), number(8), text(9)];
}

/** Of a row that is sound. */
export const eventOf = (row: EventRow): StoredEvent => eventFrom(bytesOf(row), placeOf(row));

const bytesOf = ([, stream, revision, id, type, version, dataJson, metadataJson]: EventRow): string =>
  storedBytes({ id, type, version, stream, revision, dataJson, metadataJson });

type Place = { readonly position: number; readonly effectiveAtMs: number; readonly hash: string };

const placeOf = ([position, , , , , , , , effectiveAtMs, hash]: EventRow): Place => ({ position, effectiveAtMs, hash });

/**
 * Parsed from one text, so that no field keeps the page alive that it was cut from.
 * @param bytes  as `storedBytes` writes them
 */
export function eventFrom(bytes: string, { position, effectiveAtMs, hash }: Place): StoredEvent {
  const { id, type, version, data, metadata, stream, revision } = JSON.parse(bytes) as NewEvent &
    Pick<StoredEvent, 'stream' | 'revision'>;
  const effectiveAt = new Date(effectiveAtMs).toISOString();
  return { id, type, version, data, metadata, stream, revision, position: BigInt(position), effectiveAt, hash };
}

/** @throws StoreDamaged when the row is not what was once written */
export function mustBeSound(row: EventRow): void {
  if (!isSound(row)) throw damaged(row);
}

const damaged = ([position, stream]: EventRow): StoreDamaged =>
  new StoreDamaged(`the event at position ${position}, in ${stream}, is not what was written: its hash differs`);

export function isSound(row: EventRow): boolean {
  const [, stream, revision, id, type, version, dataJson, metadataJson, , hash] = row;
  return hashOf({ id, type, version, stream, revision, dataJson, metadataJson }) === hash;
}

/** @throws StoreDamaged when the row is not what was once written */
export function verified(row: EventRow): StoredEvent {
  const bytes = bytesOf(row);
  if (sha256(bytes) !== row[9]) throw damaged(row);
  return eventFrom(bytes, placeOf(row));
}
