import {
  aGroup,
  aLedger,
  aTrust,
  budget,
  entry,
  given,
  on,
  step,
  told,
  used,
  GROUP,
  PRACTICE,
  SECOND,
  YEAR,
  type Step,
} from '#testing';

const asked = { year: YEAR, asAt: '2007-09-30' };

/** Two practices whose data is of different versions and lines; the second with a dated row and an entry in mid-month. */
const figures: readonly Step[] = [
  budget({ lines: { EL: 12_000_001, NEL: 2_400_005 } }),
  budget({ practice: SECOND, lines: { EL: 6_000_007 }, profile: [3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 7] }),
  entry({ practice: SECOND, entry: 'E1', reason: 'GROWTH', effectiveOn: '2007-06-11', lines: { EL: 100_001 } }),
  ...on(
    '2007-11-20',
    used(987_653, { months: [1, 2, 3, 4, 5, 6, 7] }),
    used(210_001, { months: [1, 2], line: 'NEL', version: 'FLEX' }),
    used(1_001, { months: [1, 2], line: 'AE', version: 'FLEX' }),
    used(412_345, { practice: SECOND, months: [1, 2, 4, 5], version: 'ESTIMATE' }),
    step('RecordActuals', {
      practice: SECOND,
      version: 'FLEX',
      covers: undefined,
      rows: [
        { month: 3, line: 'EL', pence: 100_001, from: '2007-06-01', to: '2007-06-14' },
        { month: 3, line: 'EL', pence: 200_002, from: '2007-06-15', to: '2007-06-30' },
      ],
    }),
  ),
];

type Told = Readonly<Record<string, unknown>> & { readonly rows: readonly object[]; readonly lines: readonly object[] };

async function positions(steps: readonly (Step | readonly Step[])[], holders: readonly string[]) {
  const ledger = await aLedger();
  try {
    await told(ledger, steps.flat());
    const answers: Told[] = [];
    for (const holder of holders) {
      answers.push((await ledger.questions.ask('position', { ...asked, holder })) as unknown as Told);
    }
    return answers;
  } finally {
    await ledger.close();
  }
}

const SUMS = [
  'budgetPence',
  'budgetToDatePence',
  'actualToDatePence',
  'variancePence',
  'forecastPence',
  'forecastLowPence',
  'forecastHighPence',
  'forecastVariancePence',
  'unbudgetedPence',
] as const;
const sumOf = (all: readonly Told[], name: string) => all.reduce((sum, each) => sum + (each[name] as number), 0);

/** By line and month. */
function cellSums(all: readonly Told[]) {
  const sums = new Map<string, readonly [number, number]>();
  for (const row of all.flatMap(({ rows }) => rows)) {
    const { line, month, budgetPence, actualPence } = row as Record<string, number | null>;
    const key = `${line} ${month}`;
    const [budgeted, actual] = sums.get(key) ?? [0, 0];
    sums.set(key, [budgeted + (budgetPence ?? 0), actual + (actualPence ?? 0)]);
  }
  return sums;
}

test('a group of the whole year stands where the sum of its practices stands, to the penny', async () => {
  const steps = [...aTrust(PRACTICE, SECOND), ...aGroup([PRACTICE, SECOND]), ...figures];
  const [group, ...practices] = await positions(steps, [GROUP, PRACTICE, SECOND]);
  for (const name of SUMS) expect([name, group![name]]).toEqual([name, sumOf(practices, name)]);
  expect(cellSums([group!])).toEqual(cellSums(practices));
});

test('a practice that changes groups in mid-month stands in both, and nothing of it is lost or told twice', async () => {
  const steps = [
    ...aTrust(PRACTICE, SECOND),
    ...aGroup([PRACTICE, SECOND]),
    ...figures,
    ...on('2007-11-21', step('LeaveGroup', { practice: SECOND, lastDay: '2007-06-17' })),
    step('CreateGroup', { group: 'GRP2', name: 'The other locality', splitKey: 'EQUAL' }),
    step('JoinGroup', { group: 'GRP2', practice: SECOND, from: '2007-06-18' }),
  ];
  const [first, second, ...practices] = await positions(steps, [GROUP, 'GRP2', PRACTICE, SECOND]);
  for (const name of SUMS) expect([name, sumOf([first!, second!], name)]).toEqual([name, sumOf(practices, name)]);
  expect(cellSums([first!, second!])).toEqual(cellSums(practices));
  const months = (told: Told) =>
    told.rows.filter((row) => (row as { line: string }).line === 'EL').map((row) => (row as { month: number }).month);
  expect(months(second!)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});

test('a sum is told as of the weakest version in it, and counts where any practice’s cell does', () =>
  given(aTrust(PRACTICE, SECOND), aGroup([PRACTICE, SECOND]), figures)
    .asking('position', { ...asked, holder: GROUP })
    .is({
      lines: [
        { line: 'EL', monthsCounted: 6 },
        { line: 'NEL', monthsCounted: 2 },
      ],
      practices: [{ practice: PRACTICE }, { practice: SECOND }],
    }));

test('a group without a practice in the year stands at nothing', () =>
  given(aTrust(), aGroup([]), budget())
    .asking('position', { ...asked, holder: GROUP })
    .is({ budgetPence: 0, varianceBp: null, lines: [], rows: [], practices: [], entitlementPence: 0 }));
