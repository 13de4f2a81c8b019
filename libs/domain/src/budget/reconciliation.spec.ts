import { aPractice, aTrust, budget, entry, given, on, step } from '#testing';

const asked = { commissioner: '5X1', year: '2007-08' };
const limit = (pence: number) => step('SetResourceLimit', { pence });

describe('practice budgets beside the resources of their commissioner', () => {
  const two = on('2007-04-20', aTrust('A99001', 'A99002'), budget(), budget({ practice: 'A99002' }));

  test('within them: the limit as adjusted and top-sliced', () =>
    given(
      two,
      limit(1),
      step('AdjustResourceLimit', { deltaPence: 500 }),
      limit(30_000), // replaces the limit and what was adjusted before
      step('AdjustResourceLimit', { deltaPence: -2_000 }),
      step('ApplyTopSlice', { pence: 3_000 }),
      step('ReturnTopSlice', { pence: 1_000 }),
    )
      .asking('reconciliation', asked)
      .is({
        limitPence: 30_000,
        adjustmentsPence: -2_000,
        topSlicedPence: 3_000,
        topSliceReturnedPence: 1_000,
        availablePence: 26_000,
        budgetsPence: 24_000,
        differencePence: 2_000,
        exceptions: [],
      }));

  test('the limit beside what is under agreement is the same, before any slice', async () => {
    const told = [step('AdjustResourceLimit', { deltaPence: 500 })];
    const sliced = [limit(30_000), step('AdjustResourceLimit', { deltaPence: -2_000 }), step('ApplyTopSlice')];
    await given(two, told, sliced).asking('underAgreement', asked).is({ resourceLimitPence: 28_000, withoutLimit: 0 });
    await given(two, told).asking('underAgreement', asked).is({ resourceLimitPence: 0, withoutLimit: 1 });
  });

  test('above them: flagged, never refused', () =>
    given(two, limit(24_000), entry({ lines: { EL: 1 } }))
      .asking('reconciliation', asked)
      .is({
        basePence: 24_000,
        entriesPence: 1,
        budgetsPence: 24_001,
        differencePence: -1,
        exceptions: ['BUDGETS_ABOVE_RESOURCES'],
        rows: [
          { practice: 'A99001', basePence: 12_000, entriesPence: 1, budgetPence: 12_001, status: 'NOT_ISSUED' },
          { practice: 'A99002', budgetPence: 12_000 },
        ],
      }));

  test('without a limit there is nothing to compare with', () =>
    given(two)
      .asking('reconciliation', asked)
      .is({ availablePence: null, differencePence: null, exceptions: ['NO_RESOURCE_LIMIT'] }));

  test('a contingency that is held, and given back through its entry', () =>
    given(
      two,
      limit(30_000),
      step('RecordBudgetBasis', { contingencyPence: 360 }),
      entry({ entry: 'C1', reason: 'CONTINGENCY', lines: { EL: -500 } }),
      entry({ entry: 'C2', reason: 'CONTINGENCY', lines: { EL: -100 } }),
      entry({ entry: 'B1', reason: 'CORRECTION', lines: { EL: 200 }, returns: 'C1' }),
      entry({ entry: 'B2', reason: 'CONTINGENCY', lines: { EL: -50 }, returns: 'B1' }),
      entry({ entry: 'C3', reason: 'CONTINGENCY', lines: { EL: 30 } }),
      entry({ entry: 'T1', reason: 'TOP_SLICE', lines: { EL: -7 } }),
    )
      .asking('reconciliation', asked)
      .is({
        contingencyAtSourcePence: 360,
        contingencyHeldPence: 600,
        contingencyReturnedPence: 180, // 200 − 50 + 30
        contingencyLeftPence: 420,
      }));

  test('who is late, and who never had one, once it is due', async () => {
    await given(two, aPractice('A99003'))
      .asking('reconciliation', asked)
      .is({ practices: 3, exceptions: ['NO_RESOURCE_LIMIT'] });
    await given(
      two,
      limit(36_000),
      on('2007-05-02', aPractice('A99003'), aPractice('A99004')),
      budget({ practice: 'A99004' }),
    )
      .asking('reconciliation', asked)
      .is({
        practices: 4,
        exceptions: ['PRACTICES_WITHOUT_BUDGET', 'BUDGETS_NOT_ISSUED', 'BUDGETS_SET_LATE'],
        rows: [{}, {}, { status: 'NO_BASELINE', setDaysLate: 1 }, { status: 'NOT_ISSUED', setDaysLate: 1 }],
      });
  });

  test('its practices are those of the year’s last day, through successions by then', async () => {
    const merged = [
      ...two,
      step('RegisterOrganisation', { code: '5Y1', type: 'PCT', name: 'Successor', opensOn: '2007-10-01' }),
      step('NameSuccessor', { code: '5X1', from: '2007-10-01', successors: ['5Y1'] }),
    ];
    await given(merged).asking('reconciliation', asked).is({ practices: 2 });
    await given(merged, on('2007-10-01', limit(1)))
      .asking('reconciliation', asked)
      .is({ practices: 0 });
    await given(merged, on('2007-10-01', limit(1)))
      .asking('reconciliation', { ...asked, commissioner: '5Y1' })
      .is({ practices: 2, budgetsPence: 24_000 });
  });

  test('of a commissioner', () =>
    given(two)
      .asking('reconciliation', { ...asked, commissioner: 'A99001' })
      .refused('WRONG_TYPE'));
});
