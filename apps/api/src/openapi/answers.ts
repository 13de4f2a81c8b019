import type { OpenAPIObject } from '@nestjs/swagger';
import {
  refusals,
  type Bridge,
  type Derivation,
  type Entitlement,
  type Exposure,
  type RollUp,
  type WhatIf,
} from '#domain';
import type { AnsweredFrom, EventPage, ListedEvent } from '#questions';
import type { Outcome, RecordedEvent } from '#recording';
import type { Problem } from '../problem.js';

export type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

export const reference = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
export const listOf = (items: Schema): Schema => ({ type: 'array', items });
export const orNull = (schema: Schema): Schema => ({ ...schema, nullable: true });

export const TEXT: Schema = { type: 'string' };
export const FLAG: Schema = { type: 'boolean' };
export const COUNT: Schema = { type: 'integer', minimum: 0 };
export const PENCE: Schema = { type: 'integer', format: 'int64', description: 'Whole pence' };
export const SHARE: Schema = { type: 'integer', minimum: 0, maximum: 10_000, description: 'Basis points' };
export const POSITION: Schema = { type: 'integer', format: 'int64', minimum: 0, description: 'A place in the log' };
const REVISION: Schema = { type: 'integer', minimum: 0, description: 'A place in its stream' };
export const DATE: Schema = { type: 'string', format: 'date' };
export const INSTANT: Schema = { type: 'string', format: 'date-time', description: 'In UTC' };
const UUID: Schema = { type: 'string', format: 'uuid' };
export const YEAR: Schema = { type: 'string', pattern: '^\\d{4}-\\d{2}$' };
const CODE: Schema = { type: 'string', description: 'Of a practice, a group or another body' };
export const CLOCK: Schema = {
  type: 'string',
  enum: ['system', 'simulated'],
  description: 'The clock that the store runs on',
};
const ANY: Schema = { type: 'object', additionalProperties: true };
const BASIS: Schema = { type: 'string', enum: ['RULING', 'GUARANTEE', 'AGREEMENT', 'GUIDANCE'] };

/** Names every field of a type: one that is missing here, or gone there, does not compile. */
type FieldsOf<Answer> = { readonly [Field in keyof Required<Answer>]: Schema };

function objectOf<Answer>(fields: FieldsOf<Answer>, optional: readonly (keyof Answer & string)[] = []): Schema {
  const names = Object.keys(fields) as (keyof Answer & string)[];
  return { type: 'object', required: names.filter((name) => !optional.includes(name)), properties: { ...fields } };
}

type Told = AnsweredFrom & { readonly derivation?: readonly Derivation[] };

const told: FieldsOf<Told> = {
  asAt: DATE,
  knownAt: { ...INSTANT, description: 'What was known then was counted' },
  position: { ...POSITION, description: 'The last event that was known' },
  clock: CLOCK,
  derivation: { ...listOf(reference('Derivation')), description: 'With explain=true' },
};

const basisPart = objectOf<Entitlement['parts'][number]>({ basis: BASIS, pence: PENCE });

const entitlement = objectOf<Entitlement & Told>(
  {
    holder: CODE,
    year: YEAR,
    budgetPence: PENCE,
    actualPence: PENCE,
    serviceCostPence: PENCE,
    adjustmentPence: PENCE,
    variancePence: PENCE,
    grossPence: PENCE,
    overspendPence: PENCE,
    recoveredPence: PENCE,
    netPence: PENCE,
    shareBp: SHARE,
    ownPence: PENCE,
    groupParts: listOf(objectOf<Entitlement['groupParts'][number]>({ group: CODE, pence: PENCE })),
    entitlementPence: PENCE,
    commissionerSharePence: PENCE,
    basis: BASIS,
    parts: listOf(basisPart),
    figureStatus: { type: 'string', enum: ['ACCRUING', 'PROVISIONAL', 'CONFIRMED'] },
    releaseStatus: {
      type: 'string',
      enum: ['UNASSIGNED_AT_CLOSURE', 'SUSPENDED', 'PAID', 'PART_PAID', 'RELEASED', 'NOT_DUE'],
    },
    debtor: orNull(CODE),
    debtors: listOf(objectOf<Entitlement['debtors'][number]>({ code: CODE, pence: PENCE })),
    contested: FLAG,
    offeredPence: PENCE,
    disputedPence: PENCE,
    confirmedPence: PENCE,
    releasedPence: PENCE,
    paidPence: PENCE,
    outstandingPence: PENCE,
    overpaidPence: PENCE,
    stillToRecoverPence: PENCE,
    unbudgetedPence: PENCE,
    estimated: FLAG,
    monthsCounted: { type: 'integer', minimum: 0, maximum: 12 },
    ...told,
  },
  ['shareBp', 'offeredPence', 'disputedPence', 'confirmedPence', 'derivation'],
);

const totals: FieldsOf<Pick<Exposure, 'entitledPence' | 'paidPence' | 'outstandingPence' | 'byBasis'>> = {
  entitledPence: PENCE,
  paidPence: PENCE,
  outstandingPence: PENCE,
  byBasis: objectOf<Required<Exposure['byBasis']>>(
    { RULING: PENCE, GUARANTEE: PENCE, AGREEMENT: PENCE, GUIDANCE: PENCE },
    ['RULING', 'GUARANTEE', 'AGREEMENT', 'GUIDANCE'],
  ),
};

const exposure = objectOf<Exposure & Told>(
  {
    commissioner: CODE,
    year: YEAR,
    ...totals,
    releaseFundPence: orNull(PENCE),
    affordablePence: orNull(PENCE),
    shortfallPence: orNull(PENCE),
    holders: listOf(
      objectOf<Exposure['holders'][number]>({
        holder: CODE,
        entitlementPence: PENCE,
        paidPence: PENCE,
        outstandingPence: PENCE,
        affordablePence: orNull(PENCE),
        shortfallPence: orNull(PENCE),
      }),
    ),
    ...told,
  },
  ['derivation'],
);

const rollUp = objectOf<RollUp & Told>({ of: CODE, year: YEAR, ...totals, practices: COUNT, ...told }, ['derivation']);

const bridge = objectOf<Bridge & Told>(
  {
    holder: CODE,
    year: YEAR,
    openingPence: PENCE,
    lines: listOf(
      objectOf<Bridge['lines'][number]>(
        { label: TEXT, event: TEXT, deltaPence: PENCE, position: POSITION, recordedAt: INSTANT, commandId: TEXT },
        ['label'],
      ),
    ),
    closingPence: PENCE,
    residualPence: { ...PENCE, description: 'What the lines leave unexplained: always 0' },
    ...told,
  },
  ['derivation'],
);

const whatIf = objectOf<WhatIf & Told>(
  { holder: CODE, year: YEAR, factPence: PENCE, supposedPence: PENCE, differencePence: PENCE, ...told },
  ['derivation'],
);

const month: Schema = { type: 'integer', minimum: 1, maximum: 12, description: '1 is April' };

const derivation: Schema = {
  type: 'object',
  description: 'A figure, the rule that made it, and what it was made from, down to the events',
  required: ['figure'],
  properties: {
    figure: TEXT,
    pence: PENCE,
    rule: TEXT,
    how: TEXT,
    line: TEXT,
    months: listOf({ type: 'object', properties: { month, pence: PENCE } }),
    days: { type: 'object', properties: { from: DATE, to: DATE } },
    event: ANY,
    from: listOf(reference('Derivation')),
  } satisfies FieldsOf<Derivation>,
};

const recordedEvent: FieldsOf<RecordedEvent> = {
  id: UUID,
  type: TEXT,
  stream: TEXT,
  revision: REVISION,
  position: POSITION,
};

const event = objectOf<ListedEvent>({
  ...recordedEvent,
  version: { type: 'integer', minimum: 1 },
  data: { ...ANY, description: 'What happened; what is personal stays sealed' },
  metadata: { ...ANY, description: 'Who recorded it, when, by which command, and why' },
});

const problem = objectOf<Problem>(
  {
    type: { type: 'string', format: 'uri-reference', description: 'Leads to what the code means' },
    title: TEXT,
    status: { type: 'integer', minimum: 400, maximum: 599 },
    detail: TEXT,
    code: {
      type: 'string',
      enum: Object.keys(refusals),
      description: 'What to branch on; where there is none, the status says it all',
    },
    instance: { type: 'string', format: 'uri-reference' },
    errors: listOf({ type: 'object', required: ['field', 'message'], properties: { field: TEXT, message: TEXT } }),
  },
  ['detail', 'code', 'errors'],
);

/** The bodies that are answered, by the name under which the document refers to them. */
export const ANSWERS = {
  Outcome: objectOf<Outcome>({ commandId: TEXT, events: listOf(objectOf(recordedEvent)), position: POSITION }),
  Entitlement: entitlement,
  Exposure: exposure,
  RollUp: rollUp,
  Bridge: bridge,
  WhatIf: whatIf,
  Derivation: derivation,
  Event: event,
  EventPage: objectOf<EventPage>({
    events: listOf(reference('Event')),
    next: { ...orNull(POSITION), description: 'The `after` of the next page; null on the last one' },
  }),
  Health: { type: 'object', required: ['status'], properties: { status: TEXT, info: ANY, error: ANY, details: ANY } },
  Code: {
    type: 'object',
    required: ['code', 'title', 'kind', 'status'],
    properties: { code: TEXT, title: TEXT, kind: TEXT, status: { type: 'integer' } },
  },
  Problem: problem,
} satisfies Record<string, Schema>;
