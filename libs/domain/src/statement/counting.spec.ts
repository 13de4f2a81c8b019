import {
  aTrust,
  agreed,
  budget,
  entry,
  given,
  guaranteeing,
  inError,
  labelled,
  on,
  protecting,
  step,
  used,
} from '#testing';

const asked = { holder: 'A99001', year: '2007-08', asAt: '2008-03-31' } as const;
const frozen = on('2008-06-30', used(900));
const cut = (reason: string, decidedOn: string, changes: object = {}) =>
  entry({ reason, decidedOn, lines: { EL: -1200 }, ...changes });
/** 12,000 pence of budget less 10,800 used: 1,200 saved, and what the entries change. */
const story = (terms: object, ...entries: Parameters<typeof on>[1][]) => [
  ...aTrust(),
  ...agreed({ terms }),
  budget(),
  ...on('2007-10-01', ...entries),
  ...frozen,
];

describe('rule 6: entries that count', () => {
  test.each(['GROWTH', 'TARIFF', 'LIST_CHANGE', 'CORRECTION', 'TOP_SLICE_RETURNED'])(
    'a cut by %s always does',
    (reason) =>
      given(story(protecting, cut(reason, '2007-09-01')))
        .asking('entitlement', asked)
        .is({ budgetPence: 10_800 }),
  );

  test.each(['CONTINGENCY', 'TOP_SLICE', 'SAVINGS_TARGET'])(
    'a cut by %s does not, where the baseline is protected',
    async (reason) => {
      await given(story(protecting, cut(reason, '2007-09-01')))
        .asking('entitlement', asked)
        .is({ budgetPence: 12_000, entitlementPence: 840 });
      await given(story(guaranteeing, cut(reason, '2007-09-01')))
        .asking('entitlement', asked)
        .is({ budgetPence: 10_800, entitlementPence: 0 });
      await given(story({}, cut(reason, '2007-09-01')))
        .asking('entitlement', asked)
        .is({ budgetPence: 10_800 });
    },
  );

  test('unless it was decided before both had signed; on that day it is late', async () => {
    await given(story(protecting, cut('TOP_SLICE', '2007-04-01')))
      .asking('entitlement', asked)
      .is({ budgetPence: 10_800 });
    await given(story(protecting, cut('TOP_SLICE', '2007-04-02')))
      .asking('entitlement', asked)
      .is({ budgetPence: 12_000 });
  });

  test('its positive lines count all the same', () =>
    given(
      story(protecting, cut('TOP_SLICE', '2007-09-01', { lines: { EL: -1200, DC: 1200 } })),
      on('2008-07-01', used(0, { line: 'DC' })),
    )
      .asking('entitlement', asked)
      .is({ budgetPence: 13_200 }));

  test('an addition by TOP_SLICE counts', () =>
    given(story(protecting, cut('TOP_SLICE', '2007-09-01', { lines: { EL: 1200 } })))
      .asking('entitlement', asked)
      .is({ budgetPence: 13_200 }));
});

describe('rule 6: what gives back', () => {
  const taken = labelled('taken', cut('TOP_SLICE', '2007-09-01', { entry: 'TS1' }));
  const back = entry({ entry: 'TSR', reason: 'TOP_SLICE_RETURNED', lines: { EL: 500 }, returns: 'TS1' });

  test('counts where what it gives back counts', async () => {
    await given(story(protecting, taken, back))
      .asking('entitlement', asked)
      .is({ budgetPence: 12_000 });
    await given(story({}, taken, back))
      .asking('entitlement', asked)
      .is({ budgetPence: 11_300 });
  });

  test('and nowhere, when that is in error', () =>
    given(story({}, taken, back), inError('taken'))
      .asking('entitlement', asked)
      .is({ budgetPence: 12_000 }));
});

describe('rule 23: a ruling that counts a portion', () => {
  const ruled = (portionBp: number, entryId = 'E1') => [
    step('OpenDispute'),
    step('IssueRuling', { effects: [{ kind: 'COUNT_ENTRY', entry: entryId, portionBp }] }),
  ];
  const posted = story(protecting, cut('TOP_SLICE', '2007-09-01', { lines: { EL: -1201 } }));

  test('counts it in a protected baseline too, rounded towards the holder', () =>
    given(posted, ruled(5000))
      .asking('entitlement', asked)
      .is({ budgetPence: 12_000 - 600, basis: 'RULING' }));

  test('a gain is rounded up', () =>
    given(story({}, entry({ lines: { EL: 1201 } })), ruled(5000))
      .asking('entitlement', asked)
      .is({ budgetPence: 12_000 + 601 }));

  test('and what gives the entry back counts by the same portion', () =>
    given(posted, entry({ entry: 'TSR', reason: 'TOP_SLICE_RETURNED', lines: { EL: 401 }, returns: 'E1' }), ruled(5000))
      .asking('entitlement', asked)
      .is({ budgetPence: 12_000 - 600 + 201 }));

  test('of 0 leaves it out', () => given(posted, ruled(0)).asking('entitlement', asked).is({ budgetPence: 12_000 }));
});

describe('rule 5: costs, cases and adjustments', () => {
  const april = [...aTrust(), budget(), ...on('2007-06-01', used(900, { months: [1] }))];
  const april1 = (...steps: Parameters<typeof on>[1][]) => given(april, on('2007-06-02', ...steps));

  test('a cost counts with its month, and is replaced by the next for scheme and month', async () => {
    const cost = (month: number, pence: number) => step('RecordServiceCost', { month, pence });
    await april1(cost(1, 10), cost(1, 30), cost(2, 500))
      .asking('entitlement', asked)
      .is({ serviceCostPence: 30, variancePence: 70 });
  });

  test('a case counts with its own cell, above the threshold', async () => {
    const pooled = (id: string, changes: object) =>
      step('PoolHighCostCase', { case: id, month: 1, line: 'EL', costPence: 50, thresholdPence: 20, ...changes });
    await april1(
      pooled('A', {}),
      pooled('B', { line: 'NEL' }),
      pooled('C', { month: 2 }),
      pooled('D', { costPence: 10 }),
    )
      .asking('entitlement', asked)
      .is({ adjustmentPence: 30 });
  });

  test('an adjustment without a month is spread over the year, each part with its month', () =>
    april1(step('AgreeAdjustment', { pence: 14, month: undefined }))
      .asking('entitlement', asked)
      .is({ adjustmentPence: 2 }));

  test('one with a month counts with it', async () => {
    await april1(step('AgreeAdjustment', { pence: -14, month: 1 }))
      .asking('entitlement', asked)
      .is({ adjustmentPence: -14 });
    await april1(step('AgreeAdjustment', { pence: -14, month: 2 }))
      .asking('entitlement', asked)
      .is({ adjustmentPence: 0 });
  });
});
