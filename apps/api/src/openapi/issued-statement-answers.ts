import type {
  InPages,
  IssuedRow,
  ReproducedTelling,
  StatementAnswer,
  StatementsIssued,
  TellingRow,
  ToldOn,
} from '#questions';
import {
  CODE,
  COUNT,
  DATE,
  FLAG,
  INSTANT,
  PENCE,
  POSITION,
  TEXT,
  YEAR,
  ANY,
  NEXT,
  listOf,
  objectOf,
  orNull,
  told,
  toldOfNoDay,
  type FieldsOf,
  type Schema,
  type Told,
  type ToldOfNoDay,
} from './schema.js';

const HASH: Schema = { type: 'string', pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the figures as told' };

const telling: FieldsOf<TellingRow> = {
  told: { type: 'string', enum: ['STATEMENT', 'DIFFERENCE'] },
  id: TEXT,
  to: CODE,
  toldAt: INSTANT,
  asAt: DATE,
  knownAt: INSTANT,
  position: POSITION,
  entitlementPence: PENCE,
  differencePence: orNull(PENCE),
  ruleVersion: TEXT,
  hash: HASH,
};

const statement = objectOf<StatementAnswer & Told>(
  {
    statement: TEXT,
    holder: CODE,
    year: YEAR,
    to: CODE,
    issuedAt: INSTANT,
    issuedPence: PENCE,
    lastToldPence: PENCE,
    nowPence: PENCE,
    wrongByPence: { ...PENCE, description: 'What it is now, less what was last told' },
    reproduced: FLAG,
    figures: { ...ANY, description: 'The fields of an answer to entitlement, as they were told' },
    rows: listOf(
      objectOf<ReproducedTelling>({
        ...telling,
        policies: orNull(listOf(TEXT)),
        recomputedHash: orNull(HASH),
        reproduced: FLAG,
      }),
    ),
    ...told,
  },
  ['derivation'],
);

const issuedRow = objectOf<IssuedRow>({
  statement: TEXT,
  holder: CODE,
  year: YEAR,
  to: CODE,
  issuedAt: INSTANT,
  asAt: DATE,
  knownAt: INSTANT,
  position: POSITION,
  hash: HASH,
  issuedPence: PENCE,
  differences: COUNT,
  lastToldAt: INSTANT,
  lastToldPence: PENCE,
  lastToldHash: HASH,
  nowPence: PENCE,
  wrongByPence: PENCE,
  why: listOf(
    objectOf<IssuedRow['why'][number]>({ event: TEXT, deltaPence: PENCE, label: TEXT, position: POSITION }, ['label']),
  ),
});

const statementsIssued = objectOf<InPages<StatementsIssued> & ToldOfNoDay>(
  {
    holder: CODE,
    commissioner: CODE,
    year: YEAR,
    wrong: FLAG,
    statements: COUNT,
    wrongStatements: COUNT,
    neverTold: { ...listOf(CODE), description: 'Where a commissioner and a year are named' },
    next: NEXT,
    rows: listOf(issuedRow),
    ...toldOfNoDay,
  },
  ['holder', 'commissioner', 'year', 'wrong', 'neverTold'],
);

const toldOn = objectOf<ToldOn & Told>(
  {
    holder: CODE,
    year: YEAR,
    on: DATE,
    statement: orNull(TEXT),
    toldPence: orNull(PENCE),
    ledgerPence: PENCE,
    untoldPence: orNull(PENCE),
    rows: listOf(objectOf<ToldOn['rows'][number]>({ statement: TEXT, ...telling })),
    ...told,
  },
  ['derivation'],
);

export const issuedStatementAnswers = { Statement: statement, StatementsIssued: statementsIssued, ToldOn: toldOn };
