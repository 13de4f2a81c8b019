import {
  refusals,
  type Bridge,
  type Derivation,
  type Entitlement,
  type Exposure,
  type RollUp,
  type WhatIf,
} from '#domain';
import type { EventPage, ListedEvent } from '#questions';
import type { Outcome, RecordedEvent } from '#recording';
import type { Problem } from '../problem.js';
import { CASE_ANSWERS } from './case-answers.js';
import { DISPUTE_ANSWERS } from './dispute-answers.js';
import { policyAnswers } from './policy-answers.js';
import { issuedStatementAnswers } from './issued-statement-answers.js';
import { BUDGETS_ANSWERS } from './budgets-answers.js';
import { ACCOUNTS_ANSWERS } from './accounts-answers.js';
import { CLOSING_ANSWERS } from './closing-answers.js';
import { CLAIMS_ANSWERS } from './claims-answers.js';
import { SPENDING_ANSWERS } from './spending-answers.js';
import { SAVINGS_ANSWERS } from './savings-answers.js';
import { STATED_ACCOUNTS_ANSWERS } from './stated-accounts-answers.js';
import { SUCCESSION_REGISTER_ANSWERS } from './succession-register-answers.js';
import { TRANSFER_ANSWERS } from './transfer-answers.js';
import { accessAnswers } from './access-answers.js';
import { documentAnswers } from './document-answers.js';
import { WAITING_ANSWERS } from './waiting-answers.js';
import {
  type Schema,
  reference,
  listOf,
  orNull,
  TEXT,
  FLAG,
  COUNT,
  PENCE,
  SHARE,
  POSITION,
  REVISION,
  DATE,
  INSTANT,
  UUID,
  YEAR,
  CODE,
  ANY,
  BASIS,
  type FieldsOf,
  objectOf,
  type Told,
  told,
} from './schema.js';

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
    policies: { ...listOf(TEXT), description: 'The versions of policy that say the minimum shares in it' },
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
  ...CASE_ANSWERS,
  ...DISPUTE_ANSWERS,
  ...policyAnswers,
  ...issuedStatementAnswers,
  ...BUDGETS_ANSWERS,
  ...CLAIMS_ANSWERS,
  ...SAVINGS_ANSWERS,
  ...SPENDING_ANSWERS,
  ...CLOSING_ANSWERS,
  ...ACCOUNTS_ANSWERS,
  ...documentAnswers,
  ...TRANSFER_ANSWERS,
  ...STATED_ACCOUNTS_ANSWERS,
  ...SUCCESSION_REGISTER_ANSWERS,
  ...WAITING_ANSWERS,
  ...accessAnswers,
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
