import { pence } from '#kernel';
import type { Column } from '#projections';

/** What stands in a table. A flag is 0 or 1, a list is its JSON. */
export type Cell = string | number | null;

/**
 * Text as both databases keep it: PostgreSQL takes no NUL, SQLite ends a text at its first, and UTF-8 has no half
 * surrogates. A NUL becomes its visible symbol, U+2400; what is asked for is changed alike, and so found.
 */
export const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '\u2400');

/** Keeps columns apart in a folded text, so that nothing is found across two of them. */
const APART = '\u0001';

/**
 * Text without its case: upper case, as that of a letter never depends on its neighbours; composed, so that an é is one
 * however it was typed. Done here, as SQLite knows the case of ASCII alone and PostgreSQL that of its locale.
 */
export const folded = (text: string): string =>
  storable(text).toUpperCase().normalize('NFC').replaceAll(APART, '\u2401');

/** What `q` looks in, of one row. */
export function foldedOf(values: readonly unknown[]): Cell {
  const texts = values.filter((value) => typeof value === 'string');
  return texts.length === 0 ? null : texts.map(folded).join(APART);
}

/** @throws TypeError where the value is not of the column's kind: libsql ends the process at what it does not know */
export function cellOf(name: string, { kind }: Column, value: unknown): Cell {
  if (value === null) return null;
  switch (kind) {
    case 'text':
    case 'year':
    case 'date':
    case 'instant':
      if (typeof value === 'string') return storable(value);
      break;
    case 'flag':
      if (typeof value === 'boolean') return value ? 1 : 0;
      break;
    case 'json':
      if (isTexts(value)) return JSON.stringify(value.map(storable));
      break;
    default:
      if (typeof value === 'number') return pence(value);
  }
  throw new TypeError(`${name} is of kind ${kind}, not ${typeof value}`);
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((member) => typeof member === 'string');

/** @throws PenceOverflow for a sum past 2^53 */
export function valueOf({ kind }: Column, cell: Cell): unknown {
  if (cell === null) return null;
  if (kind === 'flag') return cell === 1;
  if (kind === 'json') return JSON.parse(cell as string) as unknown;
  return typeof cell === 'number' ? pence(cell) : cell;
}
