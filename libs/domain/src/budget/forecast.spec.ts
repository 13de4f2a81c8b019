import { aGroup, aTrust, agreed, aPct, aPractice, budget, entry, given, on, step, used, PCT } from '#testing';

const asked = { holder: 'A99001', year: '2007-08', asAt: '2007-07-31' };
const cost = (month: number, pence: number) => step('RecordServiceCost', { month, pence });

/** Month per cent × 100 of the national profile of 2013/14. @see domain dossier 3.4 */
const PRESCRIBING = [829, 850, 793, 877, 847, 854, 869, 834, 815, 829, 764, 839];

describe('the forecast of outturn (rule 50)', () => {
  test('of prescribing by its profile, rounded down', () =>
    given(
      aTrust(),
      budget({ lines: { PRESC: 200_000_000 }, profiles: { PRESC: PRESCRIBING } }),
      on(
        '2007-09-30',
        used(17_000_000, { line: 'PRESC', months: [1, 2, 3] }),
        used(20_234_567, { line: 'PRESC', months: [4] }),
      ),
    )
      .asking('position', asked)
      // 71,234,567 × 10,000 / 3,349 = 212,703,992.2
      .is({ actualToDatePence: 71_234_567, forecastPence: 212_703_992, forecastVariancePence: -12_703_992 }));

  const quarter = [
    ...aTrust(),
    budget({ lines: { EL: 12_000, AE: 1_200 } }),
    ...on(
      '2007-09-30',
      used(900, { months: [1] }),
      used(800, { months: [2] }),
      used(1_000, { months: [3] }),
      used(5, { months: [1], line: 'MH' }),
    ),
  ];

  test('low by the cheapest month, high by the dearest, as budgeted where nothing is known', () =>
    given(quarter)
      .asking('position', { ...asked, asAt: '2007-06-30' })
      .is({
        budgetPence: 13_200,
        budgetToDatePence: 3_000,
        actualToDatePence: 2_700,
        variancePence: 300,
        varianceBp: 1_000,
        unbudgetedPence: 5,
        forecastPence: 12_000, // 2,700 × 12 / 3 = 10,800, and 1,200
        forecastLowPence: 11_100, // 2,700 + 9 × 800, and 1,200
        forecastHighPence: 12_900, // 2,700 + 9 × 1,000, and 1,200
        forecastVariancePence: 1_200,
        entitlementPence: 210, // 300 × 70 %
        forecastEntitlementPence: 840, // 1,200 × 70 %
        forecastEntitlementLowPence: 210, // 300 × 70 %
        forecastEntitlementHighPence: 1_470, // 2,100 × 70 %
        lines: [
          { line: 'EL', monthsCounted: 3, forecastPence: 10_800, forecastLowPence: 9_900, forecastHighPence: 11_700 },
          { line: 'AE', monthsCounted: 0, forecastPence: 1_200, forecastLowPence: 1_200, forecastHighPence: 1_200 },
        ],
      }));

  test('schemes cost on as they did, and the practice’s share bears it', () =>
    given(quarter, cost(2, 10), cost(3, 21), cost(12, 100))
      .asking('position', { ...asked, asAt: '2007-06-30' })
      // 16 a month (15.5 up) in nine open months but M12: 8 × 16 + 100 + 31 = 259; (1,200 − 259) × 0.7 = 658.7
      .is({ forecastEntitlementPence: 659, entitlementPence: 189 })); // (300 − 31) × 0.7 = 188.3

  test('a whole year is what it was', () =>
    given(aTrust(), budget(), on('2008-06-30', used(900)))
      .asking('position', { ...asked, asAt: '2008-03-31' })
      .is({
        forecastPence: 10_800,
        forecastLowPence: 10_800,
        forecastHighPence: 10_800,
        entitlementPence: 840,
        forecastEntitlementPence: 840,
        forecastEntitlementLowPence: 840,
        forecastEntitlementHighPence: 840,
      }));

  test('rows: the version in force of each cell, and what is not known yet', () =>
    given(aTrust(), budget({ lines: { EL: 12_000 } }), on('2007-05-20', used(700, { months: [1], version: 'FLEX' })))
      .asking('position', { ...asked, asAt: '2007-04-30' })
      .is({
        rows: [
          {
            line: 'EL',
            month: 1,
            budgetPence: 1_000,
            actualPence: 700,
            variancePence: 300,
            version: 'FLEX',
            recordedOn: '2007-05-20',
            counts: true,
          },
          ...[2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((month) => ({
            line: 'EL',
            month,
            budgetPence: 1_000,
            actualPence: null,
            version: null,
            counts: false,
          })),
        ],
      }));

  test('the weights of open months may be 0; entries are part of the budget', () =>
    given(
      aTrust(),
      budget({ lines: { EL: 1_000 }, profile: [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] }),
      entry({ lines: { EL: 100 } }),
      on('2007-09-30', used(400, { months: [1, 2, 3] })),
    )
      .asking('position', { ...asked, asAt: '2007-06-30' })
      // 1,200 × 2 / 2: nothing more is expected
      .is({ budgetPence: 1_100, budgetToDatePence: 1_100, forecastPence: 1_200, forecastLowPence: 1_200 }));

  test('of a practice or a group', async () => {
    await given(quarter)
      .asking('position', { ...asked, holder: PCT })
      .refused('WRONG_TYPE');
    await given(quarter)
      .asking('position', { ...asked, holder: 'A99009' })
      .refused('UNKNOWN_ORGANISATION');
  });
});

describe('the forecast of what is owed (rule 51)', () => {
  const two = [
    aPct(),
    ...aPractice(),
    ...aPractice('A99002'),
    ...agreed({ terms: { shareBp: 10_000 } }),
    budget({ lines: { EL: 12_000 } }),
    budget({ practice: 'A99002', lines: { EL: 12_000 } }),
    ...on(
      '2007-09-30',
      used(900, { months: [1] }),
      used(800, { months: [2] }),
      used(1_100, { months: [1, 2], practice: 'A99002' }),
    ),
  ];

  test('is the sum of its practices’, low and high', () =>
    given(two)
      .asking('forecastExposure', { commissioner: '5X1', year: '2007-08', asAt: '2007-05-31' })
      .is({
        entitledPence: 300,
        forecastEntitlementPence: 1_800, // 12,000 − 1,700 × 6
        forecastEntitlementLowPence: 1_300, // 12,000 − 1,700 − 10 × 900
        forecastEntitlementHighPence: 2_300, // 12,000 − 1,700 − 10 × 800
        rows: [
          { holder: 'A99001', entitlementPence: 300, forecastEntitlementPence: 1_800 },
          { holder: 'A99002', entitlementPence: 0, forecastEntitlementPence: 0, forecastEntitlementHighPence: 0 },
        ],
      }));

  test('a group pools its members’ forecasts too', () =>
    given(two, aGroup(['A99001', 'A99002']))
      .asking('forecastExposure', { commissioner: '5X1', year: '2007-08', asAt: '2007-05-31' })
      // pooled: 1,800 − 1,200 = 600 × 70 % = 420, equally
      .is({
        forecastEntitlementPence: 420,
        rows: [{ forecastEntitlementPence: 210 }, { forecastEntitlementPence: 210 }],
      }));
});
