import type { PolicyAnswer } from '#domain';
import { CODE, DATE, FLAG, INSTANT, TEXT, listOf, objectOf, orNull, told, type Schema, type Told } from './schema.js';

const { asAt: _asAt, derivation: _derivation, ...moment } = told;
type ToldNow = Omit<Told, 'asAt' | 'derivation'>;

const VALUE: Schema = {
  oneOf: [{ type: 'integer' }, { type: 'string' }, { type: 'object', additionalProperties: true }],
  nullable: true,
  description: 'As AdoptPolicy takes it',
};

export const policyAnswers = {
  Policy: objectOf<PolicyAnswer & ToldNow>({
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
    ...moment,
  }),
} satisfies Record<string, Schema>;
