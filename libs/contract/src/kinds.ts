import { holdsNhsNumber, isDate, isInstant, isYear } from '#kernel';
import { NONE, shown, type Kind } from './shape.js';

/** The service lines of domain.md 13.2. */
export const LINES = [
  'EL',
  'DC',
  'NEL',
  'NELXBD',
  'OPFA',
  'OPFUP',
  'OPPROC',
  'AE',
  'DIAG',
  'CRIT',
  'PRESC',
  'COMM',
  'MH',
  'OTHER',
] as const;
export type Line = (typeof LINES)[number];

const LARGEST = Number.MAX_SAFE_INTEGER;

function simple(
  wanted: string,
  holds: 'text' | 'number' | 'boolean',
  schema: Kind['schema'],
  accepts: (value: unknown) => boolean,
): Kind {
  const check: Kind['check'] = (value) =>
    accepts(value) ? NONE : [{ field: '', message: `must be ${wanted}; got ${shown(value)}` }];
  return { wanted, holds, schema, check };
}

const written = (wanted: string, schema: Kind['schema'], accepts: (text: string) => boolean): Kind =>
  simple(wanted, 'text', { type: 'string', ...schema }, (value) => typeof value === 'string' && accepts(value));

/** @param minimum @param maximum both inside */
export const whole = (wanted: string, minimum: number, maximum: number, schema: Kind['schema'] = {}): Kind =>
  simple(
    wanted,
    'number',
    { type: 'integer', format: 'int64', minimum, maximum, ...schema },
    (value) => Number.isSafeInteger(value) && (value as number) >= minimum && (value as number) <= maximum,
  );

export const pence = whole('a whole number of pence, 0 or more', 0, LARGEST, { example: 2_422_000 });
export const signedPence = whole('a whole number of pence, of either sign', -LARGEST, LARGEST, { example: -5_400_000 });
export const positivePence = whole('a whole number of pence, 1 or more', 1, LARGEST, { example: 1_820_000 });
export const nonZeroPence = simple(
  'a whole number of pence other than 0',
  'number',
  { type: 'integer', format: 'int64', minimum: -LARGEST, maximum: LARGEST, not: { enum: [0] }, example: 1_820_000 },
  (value) => Number.isSafeInteger(value) && value !== 0,
);
export const basisPoints = whole('a whole number of basis points, 0 to 10000', 0, 10_000, { example: 7000 });
export const month = whole('a month from 1 (April) to 12 (March)', 1, 12, { example: 7 });
export const position = whole('a position, a whole number of 0 or more', 0, LARGEST, { example: 1042 });

export const date = written(
  'a date written YYYY-MM-DD',
  { format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$', example: '2007-09-03' },
  isDate,
);
export const instant = written(
  'a moment as of RFC 3339, such as 2007-11-14T23:59:59Z',
  { format: 'date-time', example: '2007-11-14T23:59:59Z' },
  isInstant,
);
export const year = written(
  'a financial year such as "2007-08"',
  { pattern: '^\\d{4}-\\d{2}$', example: '2007-08' },
  isYear,
);

const CODE = /^[A-Za-z0-9\-_.:/]{1,30}$/;
export const code = written(
  'a code of 1 to 30 letters, digits or - _ . : /',
  { pattern: CODE.source, example: 'A99001' },
  (text) => CODE.test(text),
);

const SHA_256 = /^[0-9a-f]{64}$/;
export const sha256 = written(
  'a SHA-256 as 64 small hexadecimal digits',
  { pattern: SHA_256.source, example: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
  (text) => SHA_256.test(text),
);

const LONGEST_ID = 200;
const LONGEST_TEXT = 4000;
/** Neither controls nor characters that cannot be seen, nor halves of a pair, which have no canonical bytes. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
/** A text may have lines and marks of its script; what a store or canonical JSON cannot carry is refused. */
const UNPRINTABLE = /[^\P{Cc}\t\n\r]|\p{Cs}/u;

/** Characters as a reader counts them: code points, as in JSON Schema. */
const atMost = (text: string, longest: number): boolean =>
  text.length <= longest || (text.length <= 2 * longest && [...text].length <= longest);

/** Told without the number, which must not go on into logs either. */
const PATIENT = [{ field: '', message: 'must not hold the NHS number of a patient' }] as const;

/** What people write freely: nothing in it may name a patient. */
const ofNoPatient = (kind: Kind): Kind => ({
  ...kind,
  check: (value) => (typeof value === 'string' && holdsNhsNumber(value) ? PATIENT : kind.check(value)),
});

export const id = ofNoPatient(
  written(
    `1 to ${LONGEST_ID} visible characters without a space before or after`,
    { minLength: 1, maxLength: LONGEST_ID, example: 'TS1' },
    (value) => value !== '' && atMost(value, LONGEST_ID) && value.trim() === value && !HIDDEN.test(value),
  ),
);

export const text = (longest = LONGEST_TEXT): Kind =>
  ofNoPatient(
    written(
      `a text of 1 to ${longest} characters`,
      { minLength: 1, maxLength: longest, example: 'Board minute 07/114' },
      (value) => atMost(value, longest) && value.trim() !== '' && !UNPRINTABLE.test(value),
    ),
  );

export const trueOrFalse = simple(
  'true or false',
  'boolean',
  { type: 'boolean', example: true },
  (value) => typeof value === 'boolean',
);

/** One of a few words. Not counted as text: a number there is not a word that YAML misread. */
export function oneOf(words: readonly string[]): Kind {
  const known = new Set<unknown>(words);
  const wanted = words.length === 1 ? words[0]! : `one of ${words.join(', ')}`;
  return { ...written(wanted, { enum: words, example: words[0] }, (value) => known.has(value)), holds: 'parts' };
}

export const line = oneOf(LINES);
