import { Rejected, type FieldError } from '#domain';
import { holdsNhsNumber, isInstant } from '#kernel';
import type { Order } from './order.js';

const LONGEST_ID = 200;
const LONGEST_TEXT = 4000;
const VISIBLE = /^[!-~\u00a1-\uffff]+$/u;
const VISIBLE_WORDS = /^[!-~\u00a1-\u{10ffff}]+(?: +[!-~\u00a1-\u{10ffff}]+)*$/u;

/** A command id is 1 to 200 visible characters. */
const isId = (text: string): boolean => text.length <= LONGEST_ID && VISIBLE.test(text);
const isName = (text: string): boolean => text.length <= LONGEST_ID && VISIBLE_WORDS.test(text);
const isText = (text: string): boolean => text.trim().length > 0 && text.length <= LONGEST_TEXT && text.isWellFormed();

type Check = readonly [field: keyof Order, isRight: (text: string) => boolean, wanted: string];

const CHECKS: readonly Check[] = [
  ['commandId', isId, 'must be 1 to 200 visible characters'],
  ['label', isName, 'must be 1 to 200 visible characters, words parted by spaces'],
  ['actor', isName, 'must be 1 to 200 visible characters'],
  ['organisation', isName, 'must be a code'],
  ['correlationId', isId, 'must be 1 to 200 visible characters'],
  ['because', isText, 'must be 1 to 4,000 characters'],
  ['authority', isText, 'must be 1 to 4,000 characters'],
  ['source', isText, 'must be 1 to 4,000 characters'],
  ['recordedAt', isInstant, 'must be an instant as RFC 3339 writes it, such as 2007-11-15T09:00:00Z'],
];

/** What stands around a command must have its shape too. @throws Rejected INVALID naming each bad field */
export function mustBeWellFormed(order: Partial<Order>): void {
  const isWrong = ([field, isRight]: Check): boolean => {
    const value = order[field];
    return value !== undefined && !(typeof value === 'string' && isRight(value));
  };
  refuse(CHECKS.filter(isWrong).map(([field, , message]) => ({ field, message })));
}

/** What people write freely. */
const FREE: readonly (keyof Order)[] = ['label', 'because', 'authority', 'source'];

/**
 * Of a command that is new: what an earlier version of the ledger took is on record, and its repeat is answered.
 * @throws Rejected INVALID without the number itself, which must not go on into logs either
 */
export function mustNameNoPatient(order: Partial<Order>): void {
  const named = FREE.filter((field) => typeof order[field] === 'string' && holdsNhsNumber(order[field]));
  refuse(named.map((field) => ({ field, message: 'must not hold the NHS number of a patient' })));
}

function refuse(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw new Rejected('INVALID', told(errors), errors);
}

export const told = (errors: readonly FieldError[]): string =>
  errors.map(({ field, message }) => `${field} ${message}`.trim()).join('; ');
