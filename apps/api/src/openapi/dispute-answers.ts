import type { DisputeAnswer, DisputeEntry, DisputeStanding, Disputes, InPages } from '#questions';
import { DISPUTE_CLOSINGS, DISPUTE_STEPS, EVIDENCE_KINDS, OUTCOMES } from '#contract';
import {
  ANY,
  CODE,
  COUNT,
  DATE,
  FLAG,
  INSTANT,
  PENCE,
  POSITION,
  SHARE,
  TEXT,
  YEAR,
  NEXT,
  listOf,
  objectOf,
  orNull,
  toldOfNoDay,
  type FieldsOf,
  type Schema,
  type ToldOfNoDay,
} from './schema.js';

const wordsOf = (words: readonly string[]): Schema => ({ type: 'string', enum: [...words] });
const STEP = wordsOf(DISPUTE_STEPS);
const OUTCOME = wordsOf(OUTCOMES);

const standing: FieldsOf<DisputeStanding> = {
  dispute: TEXT,
  holder: CODE,
  year: YEAR,
  commissioner: orNull(CODE),
  about: TEXT,
  openedOn: DATE,
  open: FLAG,
  step: STEP,
  arbiter: orNull(CODE),
  withoutArbiter: { ...FLAG, description: 'Its arbiter was closed, and nobody succeeded it' },
  due: { ...orNull(wordsOf(['STEP', 'RULING'])), description: 'An answer at the step, or that the ruling is obeyed' },
  dueOn: orNull(DATE),
  policy: { ...orNull(TEXT), description: 'The version of policy that says its limit' },
  daysOver: COUNT,
  outcome: orNull(OUTCOME),
  ruledOn: orNull(DATE),
  closed: orNull(wordsOf(DISPUTE_CLOSINGS)),
  payablePence: orNull(PENCE),
  paidSincePence: orNull(PENCE),
  inKindPence: orNull(PENCE),
  outstandingPence: orNull(PENCE),
  complied: { ...orNull(FLAG), description: 'Null where no ruling is to be obeyed' },
};

const entry = objectOf<DisputeEntry>({
  event: TEXT,
  on: DATE,
  id: orNull(TEXT),
  organisation: orNull(CODE),
  text: orNull(TEXT),
  pence: orNull(PENCE),
  shareBp: orNull(SHARE),
  recordedAt: INSTANT,
  entryPosition: POSITION,
});

const dispute = objectOf<DisputeAnswer & ToldOfNoDay>({
  ...standing,
  ladder: listOf(
    objectOf<DisputeAnswer['ladder'][number]>({
      step: STEP,
      arbiter: orNull(CODE),
      startedOn: DATE,
      limitDays: COUNT,
      policy: TEXT,
      dueOn: DATE,
      passed: FLAG,
    }),
  ),
  extensions: listOf(
    objectOf<DisputeAnswer['extensions'][number]>({
      extension: TEXT,
      step: STEP,
      organisation: CODE,
      until: DATE,
      requestedOn: DATE,
      grantedOn: orNull(DATE),
      agreedBy: listOf(CODE),
    }),
  ),
  evidence: listOf(
    objectOf<DisputeAnswer['evidence'][number]>({
      evidence: TEXT,
      kind: wordsOf(EVIDENCE_KINDS),
      what: TEXT,
      organisation: CODE,
      sha256: orNull(TEXT),
      dated: orNull(DATE),
      receivedOn: DATE,
    }),
  ),
  positions: listOf(
    objectOf<DisputeAnswer['positions'][number]>({ statement: TEXT, organisation: CODE, text: TEXT, statedOn: DATE }),
  ),
  offers: listOf(
    objectOf<DisputeAnswer['offers'][number]>(
      {
        offer: TEXT,
        organisation: CODE,
        pence: PENCE,
        shareBp: SHARE,
        madeOn: DATE,
        until: orNull(DATE),
        terms: orNull(TEXT),
        standing: FLAG,
        acceptedOn: orNull(DATE),
        inTerms: { ...orNull(FLAG), description: 'Whether terms came into force after it was accepted' },
      },
      ['pence', 'shareBp'],
    ),
  ),
  rulings: listOf(
    objectOf<DisputeAnswer['rulings'][number]>({
      outcome: OUTCOME,
      effects: listOf(ANY),
      organisation: orNull(CODE),
      ruledOn: DATE,
      inForce: FLAG,
      supersededOn: orNull(DATE),
      supersededBecause: orNull(TEXT),
    }),
  ),
  compliance: listOf(
    objectOf<DisputeAnswer['compliance'][number]>({
      organisation: CODE,
      what: TEXT,
      pence: orNull(PENCE),
      payment: orNull(TEXT),
      compliedOn: DATE,
    }),
  ),
  exceptions: listOf(
    objectOf<DisputeAnswer['exceptions'][number]>({ code: TEXT, rule: { type: 'integer' }, what: TEXT }),
  ),
  rows: listOf(entry),
  ...toldOfNoDay,
});

/** Answers about disputes. */
export const DISPUTE_ANSWERS = {
  Dispute: dispute,
  Disputes: objectOf<InPages<Disputes> & ToldOfNoDay>({
    next: NEXT,
    rows: listOf(objectOf<DisputeStanding>(standing)),
    ...toldOfNoDay,
  }),
} satisfies Record<string, Schema>;
