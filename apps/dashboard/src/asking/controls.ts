import { dtoOf, fieldsOf, type Field, type QuestionName } from '#contract';
import { YES_OR_NO } from '../browse.js';
import type { Query } from '../request.js';
import { plain } from '../words/codes.js';

/** A field of a question as a form shows it. */
export type Control = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly type: 'text' | 'date' | 'number' | 'select';
  readonly options?: readonly { readonly value: string; readonly text: string }[];
  readonly required: boolean;
  readonly value: string;
  /** What is not as it must be about the value. */
  readonly error?: string;
};

/** What the ledger said of each field, by its name. */
export type Errors = ReadonlyMap<string, string>;

/** What a person is not asked: links say the position and the page of a list, and derivations have a page. */
const UNASKED: readonly string[] = ['position', 'after', 'explain'];

/** Where one kind of code is meant. */
const EXAMPLES: Readonly<Record<string, string>> = { commissioner: '5X1', sha: 'Q34' };

/** Words that differ from the field's name. */
const LABELS: Readonly<Record<string, string>> = {
  asAt: 'As at',
  knownAt: 'Known at',
  limit: 'Rows on a page',
  of: 'Of',
  on: 'On the day',
  sha256: 'SHA-256',
  year: 'Financial year',
};

export const labelOf = (name: string): string =>
  LABELS[name] ??
  name.charAt(0).toUpperCase() + name.slice(1).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

export const controlsOf = (question: QuestionName, query: Query, errors: Errors = new Map()): readonly Control[] =>
  [...fieldsOf(dtoOf(question)).values()]
    .filter(({ name }) => !UNASKED.includes(name))
    .map((field) => {
      const error = errors.get(field.name);
      return { ...control(field, query.get(field.name) ?? ''), ...(error === undefined ? {} : { error }) };
    });

function control({ name, kind, about, optional = false }: Field, value: string): Control {
  const words = kind.schema['enum'] as readonly string[] | undefined;
  const shown = { name, label: labelOf(name), required: !optional, value };
  const isDay = kind.schema['format'] === 'date';
  const usual = isDay ? undefined : `For example ${example(name, kind.schema)}`;
  const said = about === undefined ? usual : inLabels(about);
  const hint = kind.schema['format'] === 'date-time' ? [said, A_DAY_IS_MEANT].join('; ') : said;
  const told = { ...shown, ...(hint === undefined ? {} : { hint }) };
  if (kind.holds === 'boolean') return { ...told, type: 'select', options: YES_OR_NO };
  if (words)
    return {
      ...told,
      type: 'select',
      options: words.map((value) => ({ value, text: value.length > 3 ? plain(value) : value })),
    };
  if (kind.schema['format'] === 'date') return { ...told, type: 'date' };
  return { ...told, type: kind.holds === 'number' ? 'number' : 'text' };
}

/** Whoever types a day wants what was known by its end. */
const A_DAY_IS_MEANT = 'a day such as 2007-11-14 means its end';

const example = (name: string, schema: Readonly<Record<string, unknown>>): string =>
  EXAMPLES[name] ?? String(schema['example'] ?? 'a text');

/** A hint as the form names its fields. */
const inLabels = (about: string): string =>
  about
    .replaceAll(/\b(knownAt|asAt)\b/g, (name) => `“${labelOf(name)}”`)
    .replaceAll(/\b(true|false)\b/g, (value) => (value === 'true' ? 'Yes' : 'No'));

/** The fields that have a value, as the API takes them. */
export const givenIn = (question: QuestionName, query: Query): Readonly<Record<string, string>> =>
  query.of([...fieldsOf(dtoOf(question)).keys()].filter((name) => name !== 'explain'));
