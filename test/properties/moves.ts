import fc from 'fast-check';
import { STORY_NAMES } from './deeds.js';
import { LINES } from './world.js';

/** Choices of random histories. Each is a few small numbers, so that what fails shrinks to what matters. */
const practice = fc.nat(4);
/** A practice, or from 5 on a group. */
const holder = fc.nat(6);
const year = fc.nat(2);
/** A day of a year. */
const part = fc.oneof(fc.constantFrom(0, 0, 90, 183, 275, 364), fc.nat(365));
const weeks = fc.nat(150);
const few = fc.nat(8);
const pence = fc.oneof(fc.nat(20), fc.integer({ min: 1, max: 3_000_000 }));
const signed = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -2_000_000, max: 2_000_000 }));
const shareBp = fc.oneof(fc.constantFrom(0, 5000, 6667, 7000, 7350, 10_000), fc.nat(10_000));
const line = fc.nat(LINES.length - 1);
const month = fc.integer({ min: 1, max: 12 });
const late = fc.integer({ min: 0, max: 5 }).map((n) => n === 5);

const guarantee = fc.constantFrom(
  null,
  { text: 'Paid whatever the finances', protectsBaseline: false },
  { text: 'Paid whatever the finances', protectsBaseline: true },
);
const recovery = fc.oneof(
  fc.constant({ kind: 'NONE' }),
  fc.constant({ kind: 'FULL_FIRST' }),
  fc.integer({ min: 1, max: 4 }).map((years) => ({ kind: 'INSTALMENTS', years })),
);
const lines = fc.oneof(
  { weight: 4, arbitrary: fc.constant('ALL' as const) },
  { weight: 1, arbitrary: fc.subarray([...LINES], { minLength: 1 }) },
);
const segments = fc.constantFrom('ADD_UP', 'ADD_UP', 'STAND_ALONE');

const variedTerms = fc
  .record({ shareBp, guarantee, lines, recovery, segments }, { requiredKeys: [] })
  .map((terms) => (Object.keys(terms).length > 0 ? terms : { shareBp: 7000 }));

const of = <Kind extends string, Fields extends object>(
  kind: Kind,
  fields: { [F in keyof Fields]: fc.Arbitrary<Fields[F]> },
) =>
  fc.record({ kind: fc.constant(kind), late, ...fields } as never) as unknown as fc.Arbitrary<
    { kind: Kind; late: boolean } & Fields
  >;

const agreement = of('agreement', {
  holder,
  year,
  from: part,
  /** In days from the first. */
  length: fc.oneof(fc.constantFrom(364, 364, 729), fc.integer({ min: 1, max: 800 })),
  weeks: few,
  retroactive: fc.boolean(),
  terms: fc.record({ shareBp, guarantee, lines, recovery, segments }),
  signedOnDaysBefore: fc.option(fc.nat(60), { nil: undefined }),
  holderSigns: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
  endsAfter: fc.integer({ min: -900, max: 364 }).map((days) => (days < 0 ? undefined : days)),
  variations: fc.array(
    fc.record({
      after: fc.nat(400),
      weeks: fc.nat(50),
      terms: variedTerms,
      bothSign: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
    }),
    { maxLength: 2 },
  ),
});

const membership = of('membership', {
  practice,
  group: fc.nat(1),
  year,
  from: part,
  stays: fc.option(fc.nat(400), { nil: undefined }),
  weeks: few,
  leavesWeeks: few,
});

const entry = of('entry', {
  practice,
  year,
  part,
  weeks,
  reason: fc.constantFrom(
    'GROWTH', 'TARIFF', 'LIST_CHANGE', 'CORRECTION', 'CONTINGENCY', 'TOP_SLICE', 'SAVINGS_TARGET', 'VIREMENT',
  ), // prettier-ignore
  line,
  second: line,
  pence: signed,
  decidedDaysBefore: fc.option(fc.nat(120), { nil: undefined }),
  /** Per cent of it that is given back later. */
  returned: fc.option(fc.integer({ min: 0, max: 120 }), { nil: undefined }),
});

const actuals = of('actuals', {
  practice,
  year,
  first: month,
  months: fc.integer({ min: 1, max: 4 }),
  version: fc.constantFrom('ESTIMATE', 'FLEX', 'FREEZE'),
  lines: fc.subarray([...LINES, 'OTHER'], { minLength: 1 }),
  pence,
  /** Day of the month after which the second of two dated rows begins. */
  cutAt: fc.option(fc.integer({ min: 1, max: 27 }), { nil: undefined }),
  covers: fc.constantFrom('none', 'none', 'all', 'lines'),
  weeks: few,
});

const restatement = of('restatement', { practice, year, month, line, pence: signed, weeks });
const cost = of('cost', { practice, year, month, scheme: fc.nat(1), pence, weeks });
const pooledCase = of('case', { practice, year, month, line, pence, threshold: pence, weeks });
const adjustment = of('adjustment', {
  practice,
  year,
  month: fc.option(month, { nil: undefined }),
  pence: signed,
  weeks,
});
const overspend = of('overspend', { holder, fromYear: fc.nat(3), pence, weeks });
const offer = of('offer', { holder, year, shareBp: fc.option(shareBp, { nil: undefined }), pence, weeks });
const claim = of('claim', { holder, year, pence, weeks });
const confirmation = of('confirmation', { holder, year, weeks: few, accepts: fc.boolean() });
const suspension = of('suspension', {
  holder,
  year,
  byTrust: fc.option(fc.nat(2), { nil: undefined }),
  weeks,
  lifted: fc.option(few, { nil: undefined }),
});
const payment = of('payment', { holder, year, pence, weeks, reversed: fc.option(pence, { nil: undefined }) });
const release = of('release', { holder, year, pence, weeks });
const finance = of('finance', {
  trust: fc.nat(2),
  year,
  what: fc.constantFrom(
    'SetResourceLimit', 'AdjustResourceLimit', 'ReportForecast', 'ApplyTopSlice', 'ReturnTopSlice', 'AdoptRecoveryPlan', 'SetReleaseFund', 'SetReleaseFund', 'SetReleaseFund',
  ), // prettier-ignore
  pence,
  weeks,
}); // prettier-ignore
const dispute = of('dispute', {
  holder,
  year,
  weeks,
  outcome: fc.constantFrom('UPHELD', 'PART_UPHELD', 'DISMISSED', 'REMITTED'),
  ruled: fc.boolean(),
  effects: fc.array(
    fc.record({
      kind: fc.constantFrom('SET_SHARE', 'SET_ENTITLEMENT', 'COUNT_ENTRY', 'COUNT_ENTRY'),
      shareBp,
      pence,
      /** Which of the entries so far, as far as there are any. */
      entry: fc.nat(7),
    }),
    { maxLength: 2 },
  ),
});
const listSize = of('list', { practice, year, part, patients: fc.nat(15_000), weeks });
const reassignment = of('reassignment', { practice, trust: fc.nat(2), year, part, weeks });
const succession = of('succession', { trust: fc.nat(1), both: fc.boolean(), year, part, weeks, closes: fc.boolean() });
/** Of one of the commands before it, or of one of the corrections before it. */
const error = of('error', {
  which: fc.nat(200),
  ofCorrection: fc.integer({ min: 0, max: 4 }).map((n) => n === 4),
  weeks,
});

/** A story of what is decided, said and done beside the core of figures, with some of its acts left out. */
const deed = of('deed', {
  story: fc.constantFrom(...STORY_NAMES),
  holder,
  year,
  part,
  weeks,
  pence,
  shareBp,
  choice: fc.nat(4),
  isOther: fc.boolean(),
  /** Of the entries and disputes so far, as far as there are any. */
  which: fc.nat(20),
  skips: fc.uniqueArray(fc.nat(12), { maxLength: 3 }),
});

const core = [
  [6, agreement],
  [6, membership],
  [5, entry],
  [4, actuals],
  [3, restatement],
  [2, cost],
  [2, pooledCase],
  [2, adjustment],
  [3, overspend],
  [2, offer],
  [1, claim],
  [2, confirmation],
  [2, suspension],
  [3, payment],
  [1, release],
  [4, finance],
  [3, dispute],
  [1, listSize],
  [1, reassignment],
  [1, succession],
  [3, error],
] as const;
/** A quarter of all that happens. */
const everything = [...core, [18, deed]] as const;

export type Move = (typeof everything)[number][1] extends fc.Arbitrary<infer M> ? M : never;
export type MoveOf<Kind extends Move['kind']> = Extract<Move, { kind: Kind }>;

/** @param isCore  of the commands of the core alone */
export const moves = (most: number, isCore = false): fc.Arbitrary<readonly Move[]> =>
  fc.array(
    fc.oneof(
      ...(isCore ? core : everything).map(([weight, arbitrary]) => ({
        weight,
        arbitrary: arbitrary as fc.Arbitrary<Move>,
      })),
    ),
    {
      minLength: 5,
      maxLength: most,
      size: 'max',
    },
  );

export const financeMoves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.oneof(
    finance as fc.Arbitrary<Move>,
    suspension.map((move): Move => ({ ...move, byTrust: move.byTrust ?? 0 })),
  ),
  { minLength: 3, maxLength: 15, size: 'max' },
);
