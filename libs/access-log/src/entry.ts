import { canonicalJson, sha256 } from '#audit';
import type { AccessEntry, Look } from '#event-store';
import type { Instant } from '#kernel';

/** Fields of questions, lists and filters by which an entry is found; the first that is given counts. */
const HOLDER = ['holder', 'practice', 'group'];
const COMMISSIONER = ['commissioner', 'belongsTo'];
const SUBJECT = [
  ...['case', 'dispute', 'statement', 'sha256', 'agreement', 'scheme', 'of', 'body', 'code', 'document'],
  ...['subject', 'stream', 'commandId', 'id'],
];

/** Characters that are kept of one value, and fields that are kept of one look: whoever asks at length fills no disk. */
const LONGEST_VALUE = 200;
const MOST_FIELDS = 24;

/** A look at its time, before it has a number. */
export type TimedLook = { readonly look: Look; readonly at: Instant };

export function entryOf({ look, at }: TimedLook, number: number): AccessEntry {
  const { asked, ...rest } = look;
  return {
    ...rest,
    number,
    at,
    unverified: true,
    holder: firstOf(HOLDER, asked),
    commissioner: firstOf(COMMISSIONER, asked),
    year: firstOf(['year'], asked),
    subject: firstOf(SUBJECT, asked),
    asked: Object.entries(asked)
      .filter(([, value]) => value !== undefined)
      .slice(0, MOST_FIELDS)
      .map(([name, value]) => cut(`${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)),
  };
}

function firstOf(names: readonly string[], asked: Look['asked']): string | null {
  const name = names.find((known) => Object.hasOwn(asked, known));
  const value = name === undefined ? undefined : asked[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.length <= LONGEST_VALUE ? value.toWellFormed() : null;
}

const cut = (text: string): string =>
  (text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}…`).toWellFormed();

/** Before the first entry. */
export const BEGINNING_OF_CHAIN = '0'.repeat(64);

/** The bytes that are kept and hashed. */
export const bodyOf = (entry: AccessEntry): string => canonicalJson(entry);

/** Each entry's hash covers the one before, so that none can be altered or taken out alone. */
export const linked = (before: string, body: string): string => sha256(`${before}\n${body}`);
