import type { OpenAPIObject } from '@nestjs/swagger';
import { refusals, type RefusalKind } from '#domain';
import { STATUS_OF_KIND } from '#ledger';
import type { ANSWERS } from './answers.js';
import { POSITION, reference, type Schema } from './schema.js';

export type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
export type Parameter = NonNullable<Operation['parameters']>[number];
export type Responses = Operation['responses'];

export const json = (name: keyof typeof ANSWERS, description: string) => jsonOf(reference(name), description);
export const jsonOf = (schema: Schema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

const kinds = Object.keys(STATUS_OF_KIND) as RefusalKind[];

/** One answer by kind of refusal, with the codes that it may carry. */
export const problemResponses = () =>
  Object.fromEntries(
    kinds.map((kind) => {
      const codes = Object.entries(refusals).filter(([, refusal]) => refusal.kind === kind);
      return [
        kind,
        problemResponse(`With one of the codes ${codes.map(([code]) => code).join(', ')}`, kind === 'unavailable'),
      ];
    }),
  );

export const problemResponse = (description: string, canBeTriedAgain = false) => ({
  description,
  ...(canBeTriedAgain
    ? { headers: { 'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer' as const } } } }
    : {}),
  content: { 'application/problem+json': { schema: reference('Problem') } },
});

export const refusedAs = (...refused: readonly RefusalKind[]): Responses => ({
  ...Object.fromEntries(refused.map((kind) => [STATUS_OF_KIND[kind], { $ref: `#/components/responses/${kind}` }])),
  500: problemResponse('A defect of the server: without a code or detail'),
});

export const query = (name: string, description: string, schema: Schema): Parameter => ({
  name,
  in: 'query',
  required: false,
  description,
  schema,
});

export const AT_LEAST = query(
  'atLeast',
  'Waits until what is asked has reached this position; NOT_YET after a limit',
  POSITION,
);
const said = (name: string, description: string, schema: Schema): Parameter => ({
  name,
  in: 'header',
  required: false,
  description,
  schema,
});

/** Who reads, for the access log. */
export const READER_PARAMETERS = {
  Reader: said('X-Actor', 'Who reads, as yet unverified; anonymous when left out. It is kept in the access log', {
    type: 'string',
  }),
  ReaderOrganisation: said('X-Organisation', 'For whom the actor reads, as yet unverified', { type: 'string' }),
  Way: said('X-Way', 'By which door the reader came, as yet unverified; API when left out', {
    type: 'string',
    enum: ['API', 'PAGE', 'CLI'],
  }),
};

/** Of each operation that reads. */
export const BY_READER: readonly Parameter[] = Object.keys(READER_PARAMETERS).map((name) => ({
  $ref: `#/components/parameters/${name}`,
}));

export const FORMAT = query('format', 'csv for a file; without it the Accept header decides', {
  type: 'string',
  enum: ['json', 'csv'],
});
export const LAST_EVENT_ID: Parameter = {
  name: 'Last-Event-ID',
  in: 'header',
  required: false,
  description:
    'With text/event-stream: the position up to which the reader has everything; browsers send it themselves',
  schema: POSITION,
};

const ABOUT_CSV =
  'CSV of RFC 4180 in UTF-8 with a header row; sums are whole pence. In front of text that a spreadsheet would take for a ' +
  'formula, as it begins with = + - @ (also wide, or after blanks) or a tab, stands an apostrophe; numbers stand as they are';

const text = (description: string) => ({ description, schema: { type: 'string' as const } });

const FILE_HEADERS = {
  'Content-Disposition': text('With CSV: the name of the file'),
  'X-Ledger-Position': {
    description: 'With CSV: the last event that is counted',
    schema: { type: 'integer' as const, format: 'int64' },
  },
};

/** Of an answer that has a next page, and is given as a CSV file too. */
export const PAGE_HEADERS = {
  Link: text('The address of the next page, where there is one (rel="next")'),
  ...FILE_HEADERS,
};

type Answered = { readonly description: string; readonly content: Readonly<Record<string, object>> };

/** An answer that is given as a CSV file too. @param rows  what stands in its rows */
export const withFile = ({ description, content }: Answered, rows: string) => ({
  description,
  headers: FILE_HEADERS,
  content: { ...content, 'text/csv': { schema: { type: 'string' as const, description: `${rows}. ${ABOUT_CSV}` } } },
});

/** An answer that is given live too. @param entries  what the entries are */
export const withLive = <Of extends Answered>(answered: Of, entries: string): Of => ({
  ...answered,
  content: {
    ...answered.content,
    'text/event-stream': { schema: { type: 'string' as const, description: entries } },
  },
});

export const NOT_ACCEPTABLE = problemResponse('None of these types was asked for');
