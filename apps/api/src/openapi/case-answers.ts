import {
  CASE_FLAGS,
  SERVICE_FLAGS,
  SERVICE_LINES,
  type ArrangementTold,
  type CaseAnswer,
  type CaseRegister,
  type CaseSitting,
  type DecisionTold,
  type ResponsibilitiesAnswer,
  type ResponsibilityTold,
  type ServiceTold,
  type ServicesAnswer,
  type SittingTold,
} from '#domain';
import type { InPages } from '#questions';
import {
  CODE,
  COUNT,
  DATE,
  FLAG,
  YEAR,
  PENCE,
  TEXT,
  NEXT,
  listOf,
  objectOf,
  orNull,
  toldOfNoDay,
  type FieldsOf,
  type Schema,
  type ToldOfNoDay,
} from './schema.js';

const FLAGS = listOf({ type: 'string', enum: [...CASE_FLAGS] });
const OUTCOME: Schema = { type: 'string', enum: ['APPROVED', 'REFUSED', 'DEFERRED'] };
const STATUS: Schema = { type: 'string', enum: ['OPEN', 'APPROVED', 'REFUSED', 'DEFERRED'] };

const sitting: FieldsOf<SittingTold> = {
  organisation: CODE,
  committee: TEXT,
  present: listOf({ ...TEXT, description: 'An opaque id' }),
  quorum: orNull(COUNT),
  membersDeciding: { ...orNull(COUNT), description: 'Those present who had not withdrawn' },
  valuePence: orNull(PENCE),
  limitPence: { ...orNull(PENCE), description: 'The delegated limit that day; null where none was set, or any amount' },
  withinLimit: { ...orNull(FLAG), description: 'Null where no value, or no limit, is recorded' },
};

const caseFields: FieldsOf<Omit<CaseAnswer, 'rows' | 'interests' | 'withdrawals'>> = {
  case: TEXT,
  kind: { type: 'string', enum: ['PLAN', 'BUSINESS_CASE'] },
  commissioner: CODE,
  holder: CODE,
  about: TEXT,
  status: STATUS,
  receivedOn: DATE,
  limitDays: { ...COUNT, description: 'Days of the calendar' },
  policy: { ...TEXT, description: 'The version of policy that says the limit' },
  dueOn: { ...DATE, description: 'The last day in time' },
  decidedOn: orNull(DATE),
  daysTaken: { ...COUNT, description: 'Up to the decision; while there is none, up to the day of knownAt' },
  daysOver: COUNT,
  inTime: { ...orNull(FLAG), description: 'Null while there is no decision and it is not late' },
  plan: orNull(TEXT),
  follows: orNull(TEXT),
  scheme: orNull(TEXT),
  provider: orNull(TEXT),
  expectedCostPence: orNull(PENCE),
  expectedSavingPence: orNull(PENCE),
  flags: FLAGS,
};

const answer = objectOf<CaseAnswer & ToldOfNoDay>({
  ...caseFields,
  interests: listOf(objectOf<CaseAnswer['interests'][number]>({ member: TEXT, declaredOn: DATE })),
  withdrawals: listOf(objectOf<CaseAnswer['withdrawals'][number]>({ member: TEXT, withdrewOn: DATE })),
  rows: listOf(
    objectOf<CaseSitting>({
      decidedOn: DATE,
      outcome: OUTCOME,
      reasons: orNull(TEXT),
      cure: orNull(TEXT),
      ...sitting,
      flags: FLAGS,
    }),
  ),
  ...toldOfNoDay,
});

const register = objectOf<InPages<CaseRegister> & ToldOfNoDay>({
  received: COUNT,
  open: COUNT,
  approved: COUNT,
  refused: COUNT,
  decidedInTime: COUNT,
  decidedLate: COUNT,
  overdue: { ...COUNT, description: 'Not decided, and past the last day in time' },
  unexplained: { ...COUNT, description: 'Refused without reasons or without what would cure it' },
  inConflict: COUNT,
  overLimit: COUNT,
  next: NEXT,
  rows: listOf(
    objectOf<CaseRegister['rows'][number]>({
      ...caseFields,
      committee: orNull(TEXT),
      valuePence: orNull(PENCE),
      limitPence: orNull(PENCE),
      withinLimit: orNull(FLAG),
    }),
  ),
  ...toldOfNoDay,
});

const decisions = objectOf<InPages<{ readonly rows: readonly DecisionTold[] }> & ToldOfNoDay>({
  next: NEXT,
  rows: listOf(
    objectOf<DecisionTold>({
      kind: { type: 'string', enum: ['CASE', 'DECISION'] },
      id: TEXT,
      commissioner: CODE,
      holder: orNull(CODE),
      about: TEXT,
      decidedOn: DATE,
      outcome: orNull(OUTCOME),
      reasons: orNull(TEXT),
      supersedes: orNull(TEXT),
      supersededBy: orNull(TEXT),
      ...sitting,
      flags: FLAGS,
    }),
  ),
  ...toldOfNoDay,
});

const arrangements = objectOf<InPages<{ readonly rows: readonly ArrangementTold[] }> & ToldOfNoDay>({
  next: NEXT,
  rows: listOf(
    objectOf<ArrangementTold>({
      arrangement: TEXT,
      holder: CODE,
      commissioner: CODE,
      about: TEXT,
      from: DATE,
      to: orNull(DATE),
      assurance: { type: 'string', enum: ['GUARANTEE', 'WAIVER'] },
      agreement: { ...orNull(TEXT), description: 'The agreement that guarantees' },
      assuredOn: { ...DATE, description: 'When both had signed the guarantee, or the holder the waiver' },
    }),
  ),
  ...toldOfNoDay,
});

const LINE: Schema = { type: 'string', enum: [...SERVICE_LINES] };

const responsibilities = objectOf<ResponsibilitiesAnswer & ToldOfNoDay>({
  commissioner: CODE,
  on: DATE,
  unassigned: { ...listOf(LINE), description: 'Lines of which nothing was said for that day' },
  rows: listOf(
    objectOf<ResponsibilityTold>({
      kind: { type: 'string', enum: ['SERVICE', 'ACCOUNTABILITY'] },
      line: orNull(LINE),
      service: orNull(TEXT),
      scope: orNull({ type: 'string', enum: ['RESIDUAL', 'DEVOLVED'] }),
      to: orNull(CODE),
      heldBy: { ...listOf(CODE), description: 'Who commissions it; whoever had succeeded that body by the day' },
      who: orNull(TEXT),
      answersTo: orNull(TEXT),
      about: orNull(TEXT),
      from: DATE,
    }),
  ),
  ...toldOfNoDay,
});

const services = objectOf<InPages<ServicesAnswer> & ToldOfNoDay>({
  year: YEAR,
  claimedPence: { ...PENCE, description: 'What was claimed for the year, as it was claimed' },
  tiedPence: { ...PENCE, description: 'Of it, under services whose case is approved' },
  untiedPence: PENCE,
  untied: listOf(
    objectOf<ServicesAnswer['untied'][number]>({ claim: TEXT, holder: CODE, scheme: orNull(TEXT), pence: PENCE }),
  ),
  next: NEXT,
  rows: listOf(
    objectOf<ServiceTold>({
      scheme: TEXT,
      holder: CODE,
      commissioner: CODE,
      case: orNull(TEXT),
      caseStatus: orNull(STATUS),
      approvedOn: orNull(DATE),
      provider: orNull(TEXT),
      from: DATE,
      lastDay: orNull(DATE),
      expectedCostPence: orNull(PENCE),
      expectedSavingPence: orNull(PENCE),
      costPence: PENCE,
      claimedPence: PENCE,
      flags: listOf({ type: 'string', enum: [...SERVICE_FLAGS] }),
    }),
  ),
  ...toldOfNoDay,
});

/** What the questions about plans, cases and decisions are answered. */
export const CASE_ANSWERS = {
  Case: answer,
  Cases: register,
  Decisions: decisions,
  Arrangements: arrangements,
  Responsibilities: responsibilities,
  Services: services,
};
