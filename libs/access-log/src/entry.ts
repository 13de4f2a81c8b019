import { canonicalJson, sha256 } from '#audit';
import type { AccessEntry, Look } from '#event-store';
import { holdsNhsNumber, type Instant } from '#kernel';

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
/** Characters that are looked at: an NHS number that begins in what is kept ends in them. */
const LONGEST_LOOKED_AT = LONGEST_VALUE + 40;

/** In place of what holds the NHS number of a patient, which must not go on into logs. */
const WITHHELD = '(withheld)';

/** What is kept of a look; it holds on to nothing of the request. */
export type KeptLook = Omit<AccessEntry, 'number' | 'at' | 'unverified'>;

/** A look at its time, before it has a number. */
export type TimedLook = { readonly look: KeptLook; readonly at: Instant };

export function keptOf({ asked, ...look }: Look): KeptLook {
  return {
    ...look,
    actor: ofNoPatient(look.actor),
    organisation: look.organisation === null ? null : ofNoPatient(look.organisation),
    question: ofNoPatient(look.question),
    holder: firstOf(HOLDER, asked),
    commissioner: firstOf(COMMISSIONER, asked),
    year: firstOf(['year'], asked),
    subject: firstOf(SUBJECT, asked),
    asked: Object.keys(asked)
      .filter((name) => asked[name] !== undefined)
      .slice(0, MOST_FIELDS)
      .map((name) => cut(fieldOf(name, asked[name]))),
  };
}

export const entryOf = ({ look, at }: TimedLook, number: number): AccessEntry => ({
  ...look,
  number,
  at,
  unverified: true,
});

function firstOf(names: readonly string[], asked: Look['asked']): string | null {
  const name = names.find((known) => Object.hasOwn(asked, known));
  const value = name === undefined ? undefined : asked[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.length <= LONGEST_VALUE ? ofNoPatient(value) : null;
}

function fieldOf(name: string, value: unknown): string {
  const shown = start(name);
  if (holdsNhsNumber(shown)) return WITHHELD;
  const spelt = spellingOf(value);
  const isWithheld = spelt === undefined || holdsNhsNumber(spelt) || holdsNhsNumber(start(`${shown}=${spelt}`));
  return `${shown}=${isWithheld ? WITHHELD : spelt}`;
}

/** A text as it is, anything else as JSON. @returns undefined for what holds an NHS number */
function spellingOf(value: unknown): string | undefined {
  if (typeof value === 'string') return start(value);
  try {
    return jsonOf(value, LONGEST_LOOKED_AT);
  } catch (error) {
    return error instanceof HoldsPatient ? undefined : '…';
  }
}

class HoldsPatient extends Error {}

/** JSON as far as there is room: what nests more deeply than that is not gone into. */
function jsonOf(value: unknown, room: number): string {
  if (typeof value === 'string') return textOf(value, room);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  let text = Array.isArray(value) ? '[' : '{';
  const isFull = (): boolean => text.length >= room;
  const next = (): string => (text.length > 1 ? ',' : '');
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length && !isFull(); index += 1)
      text += `${next()}${jsonOf(value[index], room - text.length)}`;
    return `${text}]`;
  }
  for (const [name, field] of Object.entries(value)) {
    if (isFull()) break;
    if (field === undefined) continue;
    text += `${next()}${textOf(name, room - text.length)}:`;
    text += jsonOf(field, room - text.length);
  }
  return `${text}}`;
}

/** Looked at before it is escaped, as a letter of an escape would hide a number. */
function textOf(value: string, room: number): string {
  const shown = start(value);
  if (holdsNhsNumber(shown)) throw new HoldsPatient();
  return JSON.stringify(shown.slice(0, Math.max(room, 0)));
}

const start = (text: string): string => text.slice(0, LONGEST_LOOKED_AT);
const ofNoPatient = (text: string): string => (holdsNhsNumber(text) ? WITHHELD : copied(text));
const cut = (text: string): string => copied(text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}…`);

/** By its bytes, which makes it well formed: a slice would keep the whole of the text that it is of. */
const copied = (text: string): string => Buffer.from(text).toString();

/** Before the first entry. */
export const BEGINNING_OF_CHAIN = '0'.repeat(64);

/** The bytes that are kept and hashed. */
export const bodyOf = (entry: AccessEntry): string => canonicalJson(entry);

/** Each entry's hash covers the one before, so that none can be altered or taken out alone. */
export const linked = (before: string, body: string): string => sha256(`${before}\n${body}`);
