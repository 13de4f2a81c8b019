import { aPolicy, aTrust, budget, entry, given, inError, labelled, on, step, used, fact } from '#testing';

const flexed = (pence: number, changes = {}) => used(pence, { version: 'FLEX', months: [1], ...changes });
const frozen = (pence: number, changes = {}) => used(pence, { months: [1], ...changes });

describe('from flex to freeze (rule 53)', () => {
  const two = [
    ...aTrust('A99001', 'A99002'),
    ...on(
      '2007-09-30',
      flexed(900),
      flexed(1_000), // a second flex replaces the first
      frozen(1_060),
      flexed(700, { months: [2] }), // not frozen yet
      frozen(500, { months: [3] }), // never flexed
      flexed(400, { practice: 'A99002' }),
      frozen(390, { practice: 'A99002' }),
    ),
  ];

  test('of a practice: cells that have both', () =>
    given(two)
      .asking('movement', { practice: 'A99001', year: '2007-08' })
      .is({
        flexPence: 1_000,
        freezePence: 1_060,
        movementPence: 60,
        movementBp: 600,
        grossMovementPence: 60,
        rows: [{ line: 'EL', month: 1, practices: 1, flexPence: 1_000, freezePence: 1_060, movementBp: 600 }],
      }));

  test('of a commissioner: ups and downs do not hide each other', () =>
    given(two)
      .asking('movement', { commissioner: '5X1', year: '2007-08' })
      .is({
        flexPence: 1_400,
        movementPence: 50,
        movementBp: 357, // 357.1
        grossMovementPence: 70,
        rows: [{ practices: 2, freezePence: 1_450 }],
      }));

  test('a freeze that came before its flex is compared all the same; what is in error is not', async () => {
    await given(aTrust(), on('2007-09-30', frozen(10), flexed(20)))
      .asking('movement', { practice: 'A99001', year: '2007-08' })
      .is({ flexPence: 20, freezePence: 10, movementPence: -10, movementBp: -5_000 });
    await given(aTrust(), on('2007-09-30', labelled('twice', flexed(20)), frozen(10)), inError('twice'))
      .asking('movement', { practice: 'A99001', year: '2007-08' })
      .is({ rows: [], movementBp: null });
  });

  test('what is covered without a row is 0; dated rows add up; restatements are none of it', () =>
    given(
      aTrust(),
      on(
        '2007-09-30',
        step('RecordActuals', {
          version: 'FLEX',
          rows: [
            { month: 1, line: 'EL', pence: 30, from: '2007-04-01', to: '2007-04-10' },
            { month: 1, line: 'EL', pence: 40, from: '2007-04-11', to: '2007-04-30' },
          ],
          covers: { months: [1], lines: ['EL', 'AE'] },
        }),
        step('RestateActuals', { rows: [{ month: 1, line: 'EL', deltaPence: 7 }] }),
        frozen(70),
        frozen(5, { line: 'AE' }),
      ),
    )
      .asking('movement', { practice: 'A99001', year: '2007-08' })
      .is({
        rows: [
          { line: 'EL', flexPence: 70, freezePence: 70, movementPence: 0, movementBp: 0 },
          { line: 'AE', flexPence: 0, freezePence: 5, movementPence: 5, movementBp: null },
        ],
      }));

  test('of one or the other', async () => {
    await given(two).asking('movement', { year: '2007-08' }).refused('INVALID');
    await given(two).asking('movement', { practice: '5X1', year: '2007-08' }).refused('WRONG_TYPE');
    await given(two).asking('movement', { commissioner: 'A99001', year: '2007-08' }).refused('WRONG_TYPE');
  });
});

describe('the league (rule 53)', () => {
  const codes = ['A99001', 'A99002', 'A99003', 'A99004'] as const;
  const four = [
    ...aTrust(...codes),
    ...codes.map((practice) => budget({ practice })),
    step('RecordBudgetBasis', { practice: 'A99002', fairSharePence: 10_000, historicPence: 13_000 }),
    ...on(
      '2007-09-30',
      frozen(950), // exactly 5 per cent under
      frozen(1_051, { practice: 'A99002' }),
      frozen(949, { practice: 'A99003' }),
    ),
  ];
  const asked = { commissioner: '5X1', year: '2007-08', asAt: '2007-04-30' };

  test('the most overspent first, those without data last', () =>
    given(four)
      .asking('league', asked)
      .is({
        toleranceBp: 500,
        over: 1,
        within: 1,
        under: 1,
        noData: 1,
        rows: [
          {
            practice: 'A99002',
            place: 'OVER',
            budgetToDatePence: 1_000,
            actualToDatePence: 1_051,
            variancePence: -51,
            varianceBp: -510,
            budgetPence: 12_000,
            historicPence: 13_000,
            fairSharePence: 10_000,
            distancePence: 2_000,
            distanceBp: 2_000,
          },
          { practice: 'A99001', place: 'WITHIN', varianceBp: 500, fairSharePence: null, distanceBp: null },
          { practice: 'A99003', place: 'UNDER', varianceBp: 510 },
          { practice: 'A99004', place: 'NO_DATA', varianceBp: null },
        ],
      }));

  test('with the tolerance that the commissioner’s policy says on the day', async () => {
    const policy = aPolicy('P', { spendingToleranceBp: 510 }, { from: '2007-04-30' });
    await given(four, policy).asking('league', asked).is({ toleranceBp: 510, policy: 'P', over: 0, within: 3 });
    await given(four, policy)
      .asking('league', { ...asked, asAt: '2007-04-29' })
      .is({ toleranceBp: 500, policy: 'LEDGER-USUAL-TERMS' });
    await given(four, policy)
      .asking('league', { ...asked, toleranceBp: 0 })
      .is({ toleranceBp: 0, policy: null });
  });

  test('with another tolerance, and entries in the budget', () =>
    given(four, entry({ practice: 'A99003', lines: { EL: -612 } }))
      .asking('league', { ...asked, toleranceBp: 0 })
      // 1,000 − 51 = 949 of 949
      .is({ over: 1, within: 1, under: 1, rows: [{}, { practice: 'A99003', varianceBp: 0 }, {}, {}] }));
});

describe('by provider (rule 95)', () => {
  type OfProvider = readonly [provider: string | undefined, line: string, pence: number];
  const rows = (all: readonly OfProvider[]) =>
    all.map(([provider, line, pence]) => ({ month: 1, line, pence, ...(provider === undefined ? {} : { provider }) }));
  const recorded = (version: string, practice: string, ...all: readonly OfProvider[]) =>
    step('RecordActuals', { practice, version, rows: rows(all), covers: undefined });
  const story = [
    ...aTrust('A99001', 'A99002'),
    ...on(
      '2007-09-30',
      recorded('FLEX', 'A99001', ['RX1', 'EL', 600], ['RX2', 'EL', 300], [undefined, 'EL', 100], ['RX2', 'AE', 70]),
      recorded('FREEZE', 'A99001', ['RX1', 'EL', 650], ['RX3', 'EL', 250], [undefined, 'EL', 100]),
      recorded('FLEX', 'A99002', ['RX1', 'EL', 400]),
      recorded('FREEZE', 'A99002', ['RX1', 'EL', 380]),
    ),
  ];

  test('what each provider said of the cells that have both; what is not frozen is not told', () =>
    given(story)
      .asking('movement', { commissioner: '5X1', year: '2007-08', by: 'PROVIDER' })
      .is({
        flexPence: 1_400,
        freezePence: 1_380,
        movementPence: -20,
        grossMovementPence: 20,
        rows: [
          {
            provider: 'RX1',
            practices: 2,
            flexPence: 1_000,
            freezePence: 1_030,
            movementPence: 30,
            grossMovementPence: 70,
          },
          { provider: 'RX2', practices: 1, flexPence: 300, freezePence: 0, movementPence: -300, movementBp: -10_000 },
          { provider: 'RX3', practices: 1, flexPence: 0, freezePence: 250, movementPence: 250, movementBp: null },
          { provider: null, practices: 1, flexPence: 100, freezePence: 100, movementPence: 0 },
        ],
      }));

  test('the totals, and every figure, are those of the same rows without providers', async () => {
    const plain = on(
      '2007-09-30',
      recorded('FLEX', 'A99001', [undefined, 'EL', 1_000]),
      recorded('FREEZE', 'A99001', [undefined, 'EL', 1_000]),
    );
    const named = on(
      '2007-09-30',
      recorded('FLEX', 'A99001', ['RX1', 'EL', 400], ['RX2', 'EL', 600]),
      recorded('FREEZE', 'A99001', ['RX1', 'EL', 600], ['RX2', 'EL', 400]),
    );
    for (const steps of [plain, named]) {
      const ledger = given(aTrust(), budget({ lines: { EL: 24_000 } }), steps);
      await ledger.asking('movement', { practice: 'A99001', year: '2007-08' }).is({
        movementPence: 0,
        grossMovementPence: 0,
        rows: [{ line: 'EL', month: 1, flexPence: 1_000, freezePence: 1_000 }],
      });
      await ledger
        .asking('entitlement', { holder: 'A99001', year: '2007-08' })
        .is({ actualPence: 1_000, entitlementPence: 700 });
    }
  });

  test('of one provider a cell has one row for the month, or dated rows that do not overlap', async () => {
    const twice = recorded('ESTIMATE', 'A99001', ['RX1', 'EL', 1], ['RX1', 'EL', 2]);
    await given(aTrust()).when(twice).refused('DUPLICATE_ROW');
    const unnamed = recorded('ESTIMATE', 'A99001', [undefined, 'EL', 1], [undefined, 'EL', 2]);
    await given(aTrust()).when(unnamed).refused('DUPLICATE_ROW');
    await given(aTrust())
      .when(recorded('ESTIMATE', 'A99001', ['RX1', 'EL', 1], ['RX2', 'EL', 2]))
      .then(fact('ActualsRecorded', { practice: 'A99001', version: 'ESTIMATE' }));
  });
});
