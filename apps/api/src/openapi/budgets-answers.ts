import {
  ARRIVALS,
  CALENDAR_SOURCES,
  SNAPSHOTS,
  type ToldCalendar,
  CHALLENGE_STATUSES,
  LEAGUE_PLACES,
  RECONCILIATION_EXCEPTIONS,
  type Challenges,
  type League,
  type Movement,
  type ExplainedBudget,
  type ForecastExposure,
  type PositionTold,
  type Reconciliation,
} from '#domain';
import type { InPages } from '#questions';
import {
  ANY,
  CODE,
  COUNT,
  DATE,
  FLAG,
  PENCE,
  POSITION,
  SHARE,
  TEXT,
  YEAR,
  NEXT,
  listOf,
  objectOf,
  orNull,
  told,
  toldOfNoDay,
  type Schema,
  type Told,
  type ToldOfNoDay,
} from './schema.js';

const BP: Schema = { type: 'integer', description: 'Basis points, of either sign' };
const METHOD: Schema = { type: 'string', enum: ['HISTORIC', 'WEIGHTED_CAPITATION', 'BLENDED', 'LOCAL'] };
const MONTH: Schema = { type: 'integer', minimum: 1, maximum: 12, description: '1 is April' };
const VERSION: Schema = { type: 'string', enum: ['ESTIMATE', 'FLEX', 'FREEZE'] };
const STATUS: Schema = { type: 'string', enum: ['NO_BASELINE', 'NOT_ISSUED', 'ISSUED'] };
const LINES: Schema = { ...ANY, description: 'Pence by service line' };

const basis = objectOf<NonNullable<ExplainedBudget['basis']>>(
  {
    method: METHOD,
    historicPence: PENCE,
    fairSharePence: PENCE,
    historicBp: SHARE,
    toolkit: TEXT,
    contingencyPence: PENCE,
    note: TEXT,
    methodPence: orNull(PENCE),
    historicPartPence: orNull(PENCE),
    fairSharePartPence: orNull(PENCE),
    roundedUp: FLAG,
    expectedPence: orNull(PENCE),
    unexplainedPence: orNull(PENCE),
    recordedOn: DATE,
    actor: TEXT,
    position: POSITION,
  },
  ['historicPence', 'fairSharePence', 'historicBp', 'toolkit', 'contingencyPence', 'note'],
);

const budget = objectOf<ExplainedBudget & Told>(
  {
    practice: CODE,
    year: YEAR,
    status: STATUS,
    method: orNull(METHOD),
    basePence: PENCE,
    entriesPence: PENCE,
    budgetPence: PENCE,
    laterPence: PENCE,
    fairSharePence: orNull(PENCE),
    distancePence: orNull(PENCE),
    distanceBp: orNull(BP),
    dueOn: DATE,
    policy: { ...TEXT, description: 'The version of policy that says by when it is due' },
    setOn: orNull(DATE),
    setDaysLate: COUNT,
    issuedOn: orNull(DATE),
    issueDaysLate: COUNT,
    basis: orNull(basis),
    letters: listOf(
      objectOf<ExplainedBudget['letters'][number]>({
        issuedOn: DATE,
        recordedOn: DATE,
        daysLate: COUNT,
        statedPence: orNull(PENCE),
        budgetPence: PENCE,
        differencePence: orNull(PENCE),
        sha256: orNull(TEXT),
        position: POSITION,
      }),
    ),
    rows: listOf(
      objectOf<ExplainedBudget['rows'][number]>({
        what: { type: 'string', enum: ['BASE', 'ENTRY'] },
        entry: orNull(TEXT),
        reason: TEXT,
        pence: PENCE,
        effectiveOn: orNull(DATE),
        decidedOn: orNull(DATE),
        inEffect: FLAG,
        returns: orNull(TEXT),
        recordedOn: DATE,
        actor: TEXT,
        organisation: orNull(CODE),
        because: orNull(TEXT),
        label: orNull(TEXT),
        letterOn: orNull(DATE),
        position: POSITION,
        lines: LINES,
      }),
    ),
    ...told,
  },
  ['derivation'],
);

const reconciliation = objectOf<Reconciliation & ToldOfNoDay>({
  commissioner: CODE,
  year: YEAR,
  limitPence: orNull(PENCE),
  adjustmentsPence: PENCE,
  topSlicedPence: PENCE,
  topSliceReturnedPence: PENCE,
  availablePence: orNull(PENCE),
  basePence: PENCE,
  entriesPence: PENCE,
  budgetsPence: PENCE,
  differencePence: orNull(PENCE),
  contingencyAtSourcePence: PENCE,
  contingencyHeldPence: PENCE,
  contingencyReturnedPence: PENCE,
  contingencyLeftPence: PENCE,
  practices: COUNT,
  exceptions: listOf({ type: 'string', enum: [...RECONCILIATION_EXCEPTIONS] }),
  rows: listOf(
    objectOf<Reconciliation['rows'][number]>({
      practice: CODE,
      status: STATUS,
      dueOn: DATE,
      policy: { ...TEXT, description: 'The version of policy that says by when it is due' },
      setOn: orNull(DATE),
      setDaysLate: COUNT,
      issuedOn: orNull(DATE),
      issueDaysLate: COUNT,
      basePence: PENCE,
      entriesPence: PENCE,
      budgetPence: PENCE,
      contingencyAtSourcePence: PENCE,
      contingencyHeldPence: PENCE,
      contingencyReturnedPence: PENCE,
      historicPence: orNull(PENCE),
      fairSharePence: orNull(PENCE),
    }),
  ),
  ...toldOfNoDay,
});

const forecast = {
  forecastEntitlementPence: PENCE,
  forecastEntitlementLowPence: PENCE,
  forecastEntitlementHighPence: PENCE,
};

const outturn = {
  budgetPence: PENCE,
  budgetToDatePence: PENCE,
  actualToDatePence: PENCE,
  variancePence: PENCE,
  forecastPence: PENCE,
  forecastLowPence: PENCE,
  forecastHighPence: PENCE,
  forecastVariancePence: PENCE,
};

const position = objectOf<PositionTold & Told>(
  {
    holder: CODE,
    year: YEAR,
    ...outturn,
    varianceBp: orNull(BP),
    unbudgetedPence: PENCE,
    entitlementPence: PENCE,
    ...forecast,
    lines: listOf(objectOf<PositionTold['lines'][number]>({ line: TEXT, monthsCounted: COUNT, ...outturn })),
    rows: listOf(
      objectOf<PositionTold['rows'][number]>({
        line: TEXT,
        month: MONTH,
        budgetPence: orNull(PENCE),
        actualPence: orNull(PENCE),
        variancePence: orNull(PENCE),
        version: orNull(VERSION),
        recordedOn: orNull(DATE),
        counts: FLAG,
      }),
    ),
    practices: {
      ...listOf(objectOf<NonNullable<PositionTold['practices']>[number]>({ practice: CODE, ...outturn })),
      description: 'Of a group: its practices, each with what falls on its days there',
    },
    ...told,
  },
  ['practices', 'derivation'],
);

const forecastExposure = objectOf<ForecastExposure & Told>(
  {
    commissioner: CODE,
    year: YEAR,
    entitledPence: PENCE,
    ...forecast,
    rows: listOf(objectOf<ForecastExposure['rows'][number]>({ holder: CODE, entitlementPence: PENCE, ...forecast })),
    ...told,
  },
  ['derivation'],
);

const movedFields = { flexPence: PENCE, freezePence: PENCE, movementPence: PENCE, movementBp: orNull(BP) };

const movement = objectOf<Movement & ToldOfNoDay>({
  practice: orNull(CODE),
  commissioner: orNull(CODE),
  year: YEAR,
  ...movedFields,
  grossMovementPence: PENCE,
  rows: listOf(
    objectOf<Movement['rows'][number]>(
      {
        line: TEXT,
        month: MONTH,
        provider: {
          ...orNull(CODE),
          description: 'With by=PROVIDER, in place of line and month; null for what names none',
        },
        practices: COUNT,
        ...movedFields,
        grossMovementPence: { ...PENCE, description: 'With by=PROVIDER' },
      },
      ['line', 'month', 'provider', 'grossMovementPence'],
    ),
  ),
  ...toldOfNoDay,
});

const league = objectOf<League & Told>(
  {
    commissioner: CODE,
    year: YEAR,
    toleranceBp: SHARE,
    policy: {
      ...orNull(TEXT),
      description: 'The version of policy that says the tolerance; null where it was asked for',
    },
    over: COUNT,
    within: COUNT,
    under: COUNT,
    noData: COUNT,
    rows: listOf(
      objectOf<League['rows'][number]>({
        practice: CODE,
        place: { type: 'string', enum: [...LEAGUE_PLACES] },
        budgetToDatePence: PENCE,
        actualToDatePence: PENCE,
        variancePence: PENCE,
        varianceBp: orNull(BP),
        budgetPence: PENCE,
        historicPence: orNull(PENCE),
        fairSharePence: orNull(PENCE),
        distancePence: orNull(PENCE),
        distanceBp: orNull(BP),
      }),
    ),
    ...told,
  },
  ['derivation'],
);

const challenges = objectOf<InPages<Challenges> & ToldOfNoDay>({
  practice: orNull(CODE),
  commissioner: orNull(CODE),
  open: COUNT,
  overdue: COUNT,
  openPence: PENCE,
  acceptedPence: PENCE,
  notRestatedPence: PENCE,
  next: NEXT,
  rows: listOf(
    objectOf<Challenges['rows'][number]>({
      challenge: TEXT,
      practice: CODE,
      year: YEAR,
      month: MONTH,
      line: TEXT,
      status: { type: 'string', enum: [...CHALLENGE_STATUSES] },
      reason: TEXT,
      provider: orNull(CODE),
      pence: PENCE,
      raisedOn: DATE,
      deadline: orNull(DATE),
      daysLate: COUNT,
      answeredOn: orNull(DATE),
      acceptedPence: PENCE,
      restatement: orNull(TEXT),
      transfer: orNull(TEXT),
      restatedPence: orNull(PENCE),
      notRestatedPence: PENCE,
      position: POSITION,
    }),
  ),
  ...toldOfNoDay,
});

const calendar = objectOf<ToldCalendar & ToldOfNoDay>({
  year: YEAR,
  commissioner: orNull(CODE),
  practice: orNull(CODE),
  early: COUNT,
  late: COUNT,
  missing: COUNT,
  rows: listOf(
    objectOf<ToldCalendar['rows'][number]>({
      month: MONTH,
      version: { type: 'string', enum: [...SNAPSHOTS] },
      inclusionOn: orNull(DATE),
      publishedOn: DATE,
      source: { type: 'string', enum: [...CALENDAR_SOURCES] },
      policy: { ...orNull(TEXT), description: 'The version of policy that says the day, where no date is set' },
      recordedOn: orNull(DATE),
      arrival: orNull({ type: 'string', enum: [...ARRIVALS] }),
      daysLate: orNull(COUNT),
    }),
  ),
  ...toldOfNoDay,
});

/** The answers about budgets and actuals. */
export const BUDGETS_ANSWERS = {
  Budget: budget,
  Reconciliation: reconciliation,
  Position: position,
  ForecastExposure: forecastExposure,
  Movement: movement,
  League: league,
  Calendar: calendar,
  Challenges: challenges,
} satisfies Record<string, Schema>;
