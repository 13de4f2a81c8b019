import { EXCEPTION_KINDS, type ExceptionRow, type PolicyAnswer } from '#domain';
import type { ExceptionsAnswer } from '#questions';
import {
  CODE,
  COUNT,
  DATE,
  FLAG,
  INSTANT,
  SHARE,
  TEXT,
  YEAR,
  NEXT,
  listOf,
  objectOf,
  orNull,
  toldOfNoDay,
  type Schema,
  type ToldOfNoDay,
} from './schema.js';

const VALUE: Schema = {
  oneOf: [{ type: 'integer' }, { type: 'string' }, { type: 'object', additionalProperties: true }],
  nullable: true,
  description: 'As AdoptPolicy takes it',
};

export const policyAnswers = {
  Policy: objectOf<PolicyAnswer & ToldOfNoDay>({
    body: orNull(CODE),
    on: DATE,
    editionsVersion: { type: 'integer', description: 'Of the national editions that every ledger knows' },
    rows: listOf(
      objectOf<PolicyAnswer['rows'][number]>({
        term: TEXT,
        value: VALUE,
        told: { ...orNull(TEXT), description: 'The value in words' },
        policy: { ...orNull(TEXT), description: 'The version that says it' },
        level: { ...orNull(TEXT), enum: ['NATIONAL', 'LOCAL', null] },
        since: orNull(DATE),
        until: orNull(DATE),
        recordedAt: orNull(INSTANT),
        approvedBy: orNull(CODE),
        source: { ...orNull(TEXT), description: 'Where an edition has it from' },
        assumed: { ...FLAG, description: 'No text of the guidance was found for it' },
      }),
    ),
    ...toldOfNoDay,
  }),
  Exceptions: objectOf<ExceptionsAnswer & ToldOfNoDay>({
    commissioner: orNull(CODE),
    year: orNull(YEAR),
    exceptions: { ...COUNT, description: 'Rows on all pages' },
    next: NEXT,
    rows: listOf(
      objectOf<ExceptionRow>({
        kind: { type: 'string', enum: [...EXCEPTION_KINDS] },
        commissioner: { ...orNull(CODE), description: 'Null for the whole country' },
        holder: orNull(CODE),
        agreement: orNull(TEXT),
        variation: orNull(TEXT),
        policy: orNull(TEXT),
        term: TEXT,
        from: orNull(DATE),
        to: orNull(DATE),
        says: orNull(TEXT),
        wanted: { ...orNull(TEXT), description: 'What the version in by says' },
        by: TEXT,
        shareBp: orNull(SHARE),
        minimumBp: orNull(SHARE),
        counts: { ...orNull(FLAG), description: 'Whether it moves figures' },
        signedBy: listOf(CODE),
        signedOn: orNull(DATE),
        recordedAt: orNull(INSTANT),
        authority: orNull(TEXT),
        approvedBy: orNull(CODE),
        approval: orNull(TEXT),
        because: orNull(TEXT),
        rule: TEXT,
      }),
    ),
    ...toldOfNoDay,
  }),
} satisfies Record<string, Schema>;
