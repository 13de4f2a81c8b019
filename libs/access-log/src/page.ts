import type Database from 'libsql';
import { StoreDamaged, type AccessEntry, type AccessPage, type AccessQuery } from '#event-store';
import { asBytes, lastIn, textOf } from './access-file.js';
import { BEGINNING_OF_CHAIN, linked } from './entry.js';

type Found = readonly [number: number, body: ArrayBuffer, hash: ArrayBuffer, before: ArrayBuffer | null];

/** Columns that must equal. */
const EQUAL = ['actor', 'holder', 'commissioner', 'subject', 'question', 'way', 'outcome'] as const;

/** A condition; with an index, where entries may be found by it. */
type Bound = {
  readonly sql: string;
  readonly values: readonly (string | number)[];
  readonly index?: string;
  /** What it finds is in the order of the numbers. */
  readonly isOrdered?: boolean;
};

/** Before and after all instants, as they are written. */
const [EARLIEST, LATEST] = ['', '~'];

/** Entries that are counted to tell what is rare, and sorted where they are. */
const FEW = 1000;

/** @throws StoreDamaged  an entry of the page is not what was written, or the one before it is not */
export function pageOf(db: Database.Database, query: AccessQuery): AccessPage {
  const { number: last, hash } = lastIn(db);
  const upTo = Math.min(query.upTo ?? last, last);
  const bounds = boundsOf(query, upTo);
  const order = query.descending ? 'DESC' : 'ASC';
  const found = db
    .prepare(
      `SELECT e.number, ${asBytes('e.body')}, ${asBytes('e.hash')}, ${asBytes('b.hash')}
       FROM entry e ${indexFor(db, bounds)} LEFT JOIN entry b ON b.number = e.number - 1
       WHERE ${bounds.map(({ sql }) => sql).join(' AND ')} ORDER BY e.number ${order} LIMIT ?`,
    )
    .raw()
    .all(...bounds.flatMap(({ values }) => values), query.limit + 1) as Found[];
  const entries = found.slice(0, query.limit).map(checked);
  const next = found.length > query.limit ? entries.at(-1)!.number : null;
  return { entries, next, upTo, upToHash: upTo === 0 ? null : upTo === last ? hash : hashAt(db, upTo) };
}

function boundsOf({ from, to, position, after, ...query }: AccessQuery, upTo: number): readonly Bound[] {
  const bounds: Bound[] = [{ sql: 'e.number <= ?', values: [upTo] }];
  if (after !== undefined) bounds.push({ sql: `e.number ${query.descending ? '<' : '>'} ?`, values: [after] });
  for (const column of EQUAL) {
    const value = query[column];
    if (value !== undefined) bounds.push({ sql: `e.${column} = ?`, values: [value], index: column, isOrdered: true });
  }
  if (from !== undefined || to !== undefined)
    bounds.push({ sql: 'e.at BETWEEN ? AND ?', values: [from ?? EARLIEST, to ?? LATEST], index: 'at' });
  if (position !== undefined)
    bounds.push({ sql: 'e.answer_position <= ?', values: [position], index: 'answer_position' });
  return bounds;
}

/** What is rarest is gone through; where all is common, and nothing must equal, the entries themselves in their order. */
function indexFor(db: Database.Database, bounds: readonly Bound[]): string {
  let rarest: { readonly bound: Bound; readonly entries: number } | undefined;
  for (const bound of bounds) {
    if (bound.index === undefined) continue;
    const entries = fewIn(db, bound);
    if (rarest === undefined || entries < rarest.entries) rarest = { bound, entries };
  }
  if (rarest === undefined) return '';
  const isBetter = rarest.entries < FEW || rarest.bound.isOrdered;
  return isBetter ? indexedBy(rarest.bound) : 'NOT INDEXED';
}

const indexedBy = ({ index }: Bound): string => `INDEXED BY entry_by_${index}`;

/** How many entries a condition holds for, as far as they are few. */
function fewIn(db: Database.Database, bound: Bound): number {
  const some = `SELECT 1 FROM entry e ${indexedBy(bound)} WHERE ${bound.sql} LIMIT ${FEW}`;
  const [row] = db
    .prepare(`SELECT count(*) FROM (${some})`)
    .raw()
    .all(...bound.values) as [number][];
  return row![0];
}

function checked([number, body, hash, before]: Found): AccessEntry {
  const text = textOf(body);
  const previous = number === 1 ? BEGINNING_OF_CHAIN : textOf(before);
  if (linked(previous, text) === textOf(hash)) return JSON.parse(text) as AccessEntry;
  throw new StoreDamaged(`look ${number} of the access log, or the one before it, is not what was written`);
}

function hashAt(db: Database.Database, number: number): string {
  const [row] = db
    .prepare(`SELECT ${asBytes('hash')} FROM entry WHERE number = ?`)
    .raw()
    .all(number) as [ArrayBuffer][];
  if (row === undefined) throw new StoreDamaged(`look ${number} of the access log is missing`);
  return textOf(row[0]);
}
