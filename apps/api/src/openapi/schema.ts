import type { OpenAPIObject } from '@nestjs/swagger';
import type { Derivation } from '#domain';
import type { AnsweredFrom } from '#questions';

export type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

export const reference = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
export const listOf = (items: Schema): Schema => ({ type: 'array', items });
export const orNull = (schema: Schema): Schema => ({ ...schema, nullable: true });

export const TEXT: Schema = { type: 'string' };
export const FLAG: Schema = { type: 'boolean' };
export const COUNT: Schema = { type: 'integer', minimum: 0 };
/** Of an answer that is told in pages (rule 98). */
export const NEXT: Schema = { ...orNull(COUNT), description: 'The `after` of the next page; null on the last one' };
export const PENCE: Schema = { type: 'integer', format: 'int64', description: 'Whole pence' };
export const SHARE: Schema = { type: 'integer', minimum: 0, maximum: 10_000, description: 'Basis points' };
export const POSITION: Schema = { type: 'integer', format: 'int64', minimum: 0, description: 'A place in the log' };
export const REVISION: Schema = { type: 'integer', minimum: 0, description: 'A place in its stream' };
export const DATE: Schema = { type: 'string', format: 'date' };
export const INSTANT: Schema = { type: 'string', format: 'date-time', description: 'In UTC' };
export const UUID: Schema = { type: 'string', format: 'uuid' };
export const YEAR: Schema = { type: 'string', pattern: '^\\d{4}-\\d{2}$' };
export const CODE: Schema = { type: 'string', description: 'Of a practice, a group or another body' };
export const CLOCK: Schema = {
  type: 'string',
  enum: ['system', 'simulated'],
  description: 'The clock that the store runs on',
};
export const ANY: Schema = { type: 'object', additionalProperties: true };
export const BASIS: Schema = { type: 'string', enum: ['RULING', 'GUARANTEE', 'AGREEMENT', 'GUIDANCE'] };

/** Names every field of a type: one that is missing here, or gone there, does not compile. */
export type FieldsOf<Answer> = { readonly [Field in keyof Required<Answer>]: Schema };

export function objectOf<Answer>(fields: FieldsOf<Answer>, optional: readonly (keyof Answer & string)[] = []): Schema {
  const names = Object.keys(fields) as (keyof Answer & string)[];
  return { type: 'object', required: names.filter((name) => !optional.includes(name)), properties: { ...fields } };
}

export type Told = AnsweredFrom & { readonly derivation?: readonly Derivation[] };

export const told: FieldsOf<Told> = {
  asAt: DATE,
  knownAt: { ...INSTANT, description: 'What was known then was counted' },
  position: { ...POSITION, description: 'The last event that was known' },
  clock: CLOCK,
  derivation: { ...listOf(reference('Derivation')), description: 'With explain=true' },
};

/** Where an answer is about no one day. */
export type ToldOfNoDay = Omit<Told, 'asAt' | 'derivation'>;
const { asAt: _asAt, derivation: _derivation, ...ofNoDay } = told;
export const toldOfNoDay: FieldsOf<ToldOfNoDay> = ofNoDay;
