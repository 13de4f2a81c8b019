import type { QuestionName } from '#contract';
import type { Bridge, Exposure, RollUp } from '#domain';
import type { Answer } from '#questions';
import { csvText, type CellValue } from './csv/csv-text.js';
import { ANSWERS, type Schema } from './openapi/answers.js';

type Row = Readonly<Record<string, CellValue>>;

type Described = Exclude<Schema, { readonly $ref: string }>;

/** The fields of an answer that fit a cell, in the order in which they are described, whether or not they are there. */
const fieldsOf = (schema: Schema): readonly string[] =>
  Object.entries((schema as Described).properties ?? {}).flatMap(([name, field]) => {
    const { type } = field as Described;
    return type === 'object' || type === 'array' ? [] : [name];
  });

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

/** Of each question the columns of its file, and the rows. */
const FILES: Readonly<Record<QuestionName, File>> = {
  entitlement: { columns: fieldsOf(ANSWERS.Entitlement), rows: (answer) => [answer as unknown as Row] },
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
  whatIf: { columns: fieldsOf(ANSWERS.WhatIf), rows: (answer) => [answer as unknown as Row] },
};

/** An answer as the text of a CSV file; `position` in a bridge's is that of the event. */
export function answerText(question: QuestionName, answer: Answer): string {
  const { columns, rows } = FILES[question];
  return csvText([columns, ...rows(answer).map((row) => columns.map((column) => row[column]))]);
}
