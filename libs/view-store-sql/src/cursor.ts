import { createHash } from 'node:crypto';
import { Rejected } from '#domain';
import type { ListName, ListQuery } from '#projections';
import { storable, type Cell } from './cells.js';
import type { Order } from './order.js';

/** Where a page ended: the cells of its last row by which rows are in order. */
export type Place = readonly Cell[];

/** Opaque to whoever holds it. It names no row, so that the next page is right even when that row has gone. */
export function cursorAt(name: ListName, query: ListQuery, place: Place): string {
  return Buffer.from(JSON.stringify([fingerprint(name, query), ...place]), 'utf8').toString('base64url');
}

/** @throws Rejected INVALID for what is no cursor, or one of another query */
export function placeOf(name: ListName, query: ListQuery, order: Order): Place | undefined {
  if (query.after === undefined) return undefined;
  const [of, ...place] = parsed(query.after);
  if (of !== fingerprint(name, query)) throw refused('is of another list, filter or sort');
  if (!fits(place, order)) throw refused(NO_CURSOR);
  return place.map((cell) => (typeof cell === 'string' ? storable(cell) : (cell as Cell)));
}

const NO_CURSOR = 'is not the `next` of a page';

const refused = (message: string): Rejected =>
  new Rejected('INVALID', `after ${message}`, [{ field: 'after', message }]);

function parsed(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (Array.isArray(value)) return value;
  } catch {
    // told below
  }
  throw refused(NO_CURSOR);
}

const fits = (place: readonly unknown[], order: Order): boolean =>
  place.length === order.length &&
  place.every((cell, index) => {
    const { isText, optional } = order[index]!;
    if (cell === null) return optional;
    return isText ? typeof cell === 'string' : Number.isSafeInteger(cell);
  });

/** The same for the same list, filters and sort, however they were written; the limit may change from page to page. */
function fingerprint(name: ListName, { equal, between, containing, sort }: ListQuery): string {
  const sorted = (fields: object) => Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
  const bounds = sorted(between).map(([column, { from, to }]) => [column, from, to]);
  const asked = JSON.stringify([name, sorted(equal), bounds, containing, sort.column, sort.descending]);
  return createHash('sha256').update(asked).digest('base64url').slice(0, 16);
}
