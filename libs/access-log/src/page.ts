import type Database from 'libsql';
import { StoreDamaged, type AccessEntry, type AccessPage, type AccessQuery } from '#event-store';
import { asBytes, lastIn, textOf } from './access-file.js';
import { BEGINNING_OF_CHAIN, linked } from './entry.js';

type Found = readonly [number: number, body: ArrayBuffer, hash: ArrayBuffer, before: ArrayBuffer | null];

/** Columns that must equal. */
const EQUAL = ['actor', 'holder', 'commissioner', 'subject', 'question', 'way', 'outcome'] as const;

type Bound = readonly [sql: string, value: string | number];

/** @throws StoreDamaged  an entry of the page is not what was written, or the one before it is not */
export function pageOf(db: Database.Database, query: AccessQuery): AccessPage {
  const { number: last, hash } = lastIn(db);
  const upTo = Math.min(query.upTo ?? last, last);
  const bounds = boundsOf(query, upTo);
  const order = query.descending ? 'DESC' : 'ASC';
  const found = db
    .prepare(
      `SELECT e.number, ${asBytes('e.body')}, ${asBytes('e.hash')}, ${asBytes('b.hash')}
       FROM entry e LEFT JOIN entry b ON b.number = e.number - 1
       WHERE ${bounds.map(([sql]) => sql).join(' AND ')} ORDER BY e.number ${order} LIMIT ?`,
    )
    .raw()
    .all(...bounds.map(([, value]) => value), query.limit + 1) as Found[];
  const entries = found.slice(0, query.limit).map(checked);
  const next = found.length > query.limit ? entries.at(-1)!.number : null;
  return { entries, next, upTo, upToHash: upTo === 0 ? null : upTo === last ? hash : hashAt(db, upTo) };
}

function boundsOf(query: AccessQuery, upTo: number): readonly Bound[] {
  const { from, to, position, after, descending } = query;
  const given = (sql: string, value: string | number | undefined): readonly Bound[] =>
    value === undefined ? [] : [[sql, value]];
  return [
    ['e.number <= ?', upTo],
    ...EQUAL.flatMap((column) => given(`e.${column} = ?`, query[column])),
    ...given('e.at >= ?', from),
    ...given('e.at <= ?', to),
    ...given('(e.answer_position IS NULL OR e.answer_position <= ?)', position),
    ...given(descending ? 'e.number < ?' : 'e.number > ?', after),
  ];
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
