import fc from 'fast-check';
import { MONTHS, dateOf, dayOf, lengthOf, monthDays, yearDays, yearStarting, type Day, type Year } from '#kernel';

/** Bodies and dates that every random history knows; what happens to them is random. */
export const AUTHORITY = 'Q39';
export const TRUSTS = ['5X1', '5X2', '5X3'] as const;
export const GROUPS = ['GRP1', 'GRP2'] as const;
export const LINES = ['EL', 'NEL', 'PRESC'] as const;
export const FIRST_YEAR = 2006;
export const OPENED = '2002-04-01';

export const practiceCode = (index: number): string => `A9900${index + 1}`;

export type Feed = {
  /** Months reported, from April on. */
  readonly months: number;
  readonly version: 'ESTIMATE' | 'FLEX' | 'FREEZE';
  /** Actual per thousand of the month's even part of the budget. */
  readonly perMille: number;
  readonly lagWeeks: number;
  readonly odd: number;
};
export type BudgetPlan = {
  readonly amounts: readonly number[];
  readonly profile: readonly number[] | undefined;
  readonly lineProfile: boolean;
  readonly weeks: number;
  readonly feed: Feed;
};
export type PracticePlan = {
  readonly patients: number;
  readonly laterPatients: number | undefined;
  readonly trust: number;
  readonly years: readonly BudgetPlan[];
};
export type World = {
  readonly practices: readonly PracticePlan[];
  readonly splitKeys: readonly ('LIST' | 'EQUAL')[];
};

const amount = fc.oneof(
  { weight: 1, arbitrary: fc.nat(300) },
  { weight: 4, arbitrary: fc.integer({ min: 10_000, max: 90_000_000 }) },
);

const profile = fc.array(fc.nat(9), { minLength: 12, maxLength: 12 }).filter((weights) => weights.some((w) => w > 0));

const feed: fc.Arbitrary<Feed> = fc.record({
  months: fc.oneof({ weight: 3, arbitrary: fc.constant(12) }, { weight: 2, arbitrary: fc.nat(12) }),
  version: fc.constantFrom('ESTIMATE', 'FLEX', 'FREEZE', 'FREEZE'),
  perMille: fc.integer({ min: 700, max: 1150 }),
  lagWeeks: fc.nat(12),
  odd: fc.nat(6),
});

const budgetPlan: fc.Arbitrary<BudgetPlan> = fc.record({
  amounts: fc.array(amount, { minLength: 1, maxLength: LINES.length }),
  profile: fc.option(profile, { nil: undefined }),
  lineProfile: fc.boolean(),
  weeks: fc.nat(20),
  feed,
});

/** @param years  how many financial years from April 2006 have budgets */
export const worlds = ({ practices = 4, years = 2 } = {}): fc.Arbitrary<World> =>
  fc.record({
    practices: fc.array(
      fc.record({
        patients: fc.oneof(fc.constantFrom(0, 5000), fc.integer({ min: 1, max: 15_000 })),
        laterPatients: fc.option(fc.integer({ min: 0, max: 15_000 }), { nil: undefined }),
        trust: fc.nat(1),
        years: fc.array(budgetPlan, { minLength: years, maxLength: years }),
      }),
      { minLength: 2, maxLength: practices, size: 'max' },
    ),
    splitKeys: fc.tuple(fc.constantFrom('LIST', 'EQUAL'), fc.constantFrom('LIST', 'EQUAL')),
  });

/** A command and the day on which the ledger learns of it. */
export type Timed = {
  readonly day: Day;
  /** Half past eleven at night in UTC: in summer that is the next day in London. */
  readonly late?: boolean;
  readonly command: string;
  readonly with: object;
};

const START = dayOf('2006-04-03');
/** Recorded days are Mondays, so that many commands share a day. */
export const week = (weeks: number): Day => START + 7 * weeks;
export const weekAfter = (day: Day): number => Math.max(0, Math.ceil((day - START) / 7));

export const yearAt = (index: number): Year => yearStarting(FIRST_YEAR + index);
export const yearsOf = ({ practices }: World): readonly Year[] => practices[0]!.years.map((_, index) => yearAt(index));

/** A day of the year: `part` counts from 0 to 365, and beyond it wraps. */
export const dayIn = (year: Year, part: number): Day => yearDays(year).first + (part % lengthOf(yearDays(year)));

export const monthlyPence = (amountOfYear: number, perMille: number, odd: number): number =>
  Math.floor((amountOfYear * perMille) / 12_000) + odd;

function feedOf(practice: string, index: number, { amounts, feed: given }: BudgetPlan): readonly Timed[] {
  if (given.months === 0) return [];
  const year = yearAt(index);
  const months = MONTHS.slice(0, given.months);
  const { last } = monthDays(year, given.months);
  const rows = months.flatMap((month) =>
    amounts.map((pence, line) => ({
      month,
      line: LINES[line]!,
      pence: monthlyPence(pence, given.perMille + 10 * (month % 3), given.odd * line),
    })),
  );
  return [
    {
      day: week(weekAfter(last + 1) + given.lagWeeks),
      command: 'RecordActuals',
      with: { practice, year, version: given.version, rows },
    },
  ];
}

function budgetOf(practice: string, index: number, plan: BudgetPlan): readonly Timed[] {
  const { amounts, profile: weights, lineProfile, weeks } = plan;
  const year = yearAt(index);
  const lines = Object.fromEntries(amounts.map((pence, line) => [LINES[line]!, pence]));
  const weighed = weights === undefined ? {} : lineProfile ? { profiles: { EL: weights } } : { profile: weights };
  return [
    {
      day: week(52 * index + weeks),
      command: 'SetIndicativeBudget',
      with: { practice, year, method: 'HISTORIC', lines, ...weighed },
    },
    ...feedOf(practice, index, plan),
  ];
}

const registered = (code: string, type: string): Timed => ({
  day: START - 2,
  command: 'RegisterOrganisation',
  with: { code, type, name: `${type} ${code}`, opensOn: OPENED },
});

const founded = (command: string, given: object): Timed => ({ day: START - 2, command, with: given });

/** What every history begins with: bodies, practices, groups, list sizes; and budgets with their actuals. */
export function founding({ practices, splitKeys }: World): readonly Timed[] {
  return [
    registered(AUTHORITY, 'SHA'),
    ...TRUSTS.flatMap((code) => [
      registered(code, 'PCT'),
      founded('AssignCommissioner', { commissioner: code, to: AUTHORITY, from: OPENED }),
    ]),
    ...GROUPS.map((group, index) =>
      founded('CreateGroup', { group, name: group, commissioner: TRUSTS[0], splitKey: splitKeys[index] }),
    ),
    ...practices.flatMap(({ patients, laterPatients, trust, years }, index) => {
      const practice = practiceCode(index);
      return [
        registered(practice, 'PRACTICE'),
        founded('AssignPractice', { practice, commissioner: TRUSTS[trust], from: OPENED }),
        founded('RecordListSize', { practice, censusDate: '2006-04-01', patients }),
        ...(laterPatients === undefined
          ? []
          : [
              founded('RecordListSize', {
                practice,
                censusDate: dateOf(dayIn('2006-07', 100)),
                patients: laterPatients,
              }),
            ]),
        ...years.flatMap((plan, year) => budgetOf(practice, year, plan)),
      ];
    }),
  ];
}
