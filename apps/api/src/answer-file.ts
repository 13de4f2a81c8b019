import type { QuestionName } from '#contract';
import type { Bridge, Exposure, RollUp } from '#domain';
import type { Answer } from '#questions';
import { csvText, type CellValue } from './csv/csv-text.js';
import { ANSWERS } from './openapi/answers.js';
import { answerOf } from './openapi/questions.js';
import type { Schema } from './openapi/schema.js';

type Row = Readonly<Record<string, CellValue>>;

type Described = Exclude<Schema, { readonly $ref: string }>;

/** One value, or a list of words. */
const fitsCell = (field: Schema): boolean => {
  const { type, oneOf, items } = field as Described;
  return type === 'array' ? (items as Described).type === 'string' : type !== 'object' && !oneOf;
};

/** The fields of an answer that fit a cell, in the order in which they are described, whether or not they are there. */
const fieldsOf = (schema: Schema): readonly string[] =>
  Object.entries((schema as Described).properties ?? {}).flatMap(([name, field]) => (fitsCell(field) ? [name] : []));

const itemsOf = (schema: Schema, field: string): Schema =>
  ((schema as Described).properties![field] as Described).items!;

const FROM = ['asAt', 'knownAt', 'position', 'clock'] as const;

const BY_BASIS = {
  rulingPence: 'RULING',
  guaranteePence: 'GUARANTEE',
  agreementPence: 'AGREEMENT',
  guidancePence: 'GUIDANCE',
} as const;

const rowOfRollUp = ({ byBasis, ...rest }: RollUp): Row => ({
  ...rest,
  ...Object.fromEntries(Object.entries(BY_BASIS).map(([column, basis]) => [column, byBasis[basis] ?? 0])),
});

type File = { readonly columns: readonly string[]; readonly rows: (answer: Answer) => readonly Row[] };

/** Of questions whose file is not plain, the columns and the rows. */
const FILES: { readonly [Q in QuestionName]?: File } = {
  exposure: {
    columns: ['commissioner', 'year', ...fieldsOf(itemsOf(ANSWERS.Exposure, 'holders')), ...FROM],
    rows: (answer) => (answer as Exposure).holders.map((holder) => ({ ...(answer as unknown as Row), ...holder })),
  },
  rollUp: {
    columns: [
      ...fieldsOf(ANSWERS.RollUp).filter((field) => !FROM.includes(field as never)),
      ...Object.keys(BY_BASIS),
      ...FROM,
    ],
    rows: (answer) => [rowOfRollUp(answer as Answer & RollUp)],
  },
  bridge: {
    columns: [
      'holder',
      'year',
      ...fieldsOf(itemsOf(ANSWERS.Bridge, 'lines')),
      'openingPence',
      'closingPence',
      'asAt',
      'knownAt',
      'clock',
    ],
    rows: (answer) => (answer as Bridge).lines.map((line) => ({ ...(answer as unknown as Row), ...line })),
  },
};

/** A row for each of `rows`, where the answer has them, with the fields of the whole after it; else one row. */
function plainFile(question: QuestionName): File {
  const schema = ANSWERS[answerOf(question)] as Described;
  if (!schema.properties?.['rows']) {
    return { columns: fieldsOf(schema), rows: (answer) => [answer as unknown as Row] };
  }
  const own = fieldsOf(itemsOf(schema, 'rows'));
  return {
    columns: [...own, ...fieldsOf(schema).filter((field) => !own.includes(field))],
    rows: (answer) =>
      (answer as unknown as { readonly rows: readonly Row[] }).rows.map((row) => ({
        ...(answer as unknown as Row),
        ...row,
      })),
  };
}

/** An answer as the text of a CSV file; `position` in a bridge's is that of the event. */
export function answerText(question: QuestionName, answer: Answer): string {
  const { columns, rows } = FILES[question] ?? plainFile(question);
  return csvText([columns, ...rows(answer).map((row) => columns.map((column) => row[column]))]);
}
