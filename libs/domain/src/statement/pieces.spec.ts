import { aGroup, aTrust, agreed, budget, given, on, step, used, varied } from '#testing';

const asked = { holder: 'A99001', year: '2007-08' } as const;
/** April alone: 1,000 pence of budget. */
const april = (pence: number, dates: object = {}) =>
  step('RecordActuals', { rows: [{ month: 1, line: 'EL', pence, ...dates }], covers: undefined });
const leaves = (lastDay: string, practice = 'A99001') => step('LeaveGroup', { practice, lastDay });
const inMay = (...steps: Parameters<typeof on>[1][]) => on('2007-05-02', ...steps);

describe('rule 8: a month cut by a border', () => {
  const story = [
    ...aTrust(),
    ...agreed({ from: '2007-04-11', terms: { shareBp: 10_000, segments: 'STAND_ALONE' } }),
    budget(),
  ];

  test('is split by days: 10 days of guidance, 20 of the agreement', () =>
    given(story, inMay(april(700)))
      .asking('entitlement', asked)
      .is({ budgetPence: 1000, actualPence: 700, entitlementPence: 270, estimated: true }));

  test('a dated row goes where its days are', () =>
    given(story, inMay(april(700, { from: '2007-04-01', to: '2007-04-10' })))
      .asking('entitlement', asked)
      .is({ grossPence: 667, overspendPence: 367, entitlementPence: 667, estimated: false }));

  test('a dated row over the border is split by its own days', () =>
    given(story, inMay(april(300, { from: '2007-04-10', to: '2007-04-12' })))
      .asking('entitlement', asked)
      .is({ actualPence: 300, entitlementPence: 631, estimated: true }));

  test('an actual of 0 estimates nothing', () =>
    given(story, inMay(april(0)))
      .asking('entitlement', asked)
      .is({ entitlementPence: 234 + 667, estimated: false }));

  test('a variation that changes nothing but the days is a border all the same, without a penny lost', () =>
    given(aTrust(), agreed(), varied('V1', '2007-04-16', { shareBp: 7000 }), budget(), inMay(april(333)))
      .asking('entitlement', asked)
      .is({ budgetPence: 1000, actualPence: 333, entitlementPence: 467 }));

  test('each recorded amount is split on its own', () =>
    given(story, inMay(april(1), step('RestateActuals', { rows: [{ month: 1, line: 'EL', deltaPence: 1 }] })))
      .asking('entitlement', asked)
      .is({ actualPence: 2, grossPence: 998, entitlementPence: 234 + 665 }));
});

describe('rule 9: days of membership', () => {
  const story = [...aTrust('A99001', 'A99002'), ...aGroup(['A99001']), budget()];

  test('belong to the group, whatever agreement the practice has', async () => {
    const own = [...story, ...agreed({ terms: { shareBp: 10_000 } }), ...inMay(april(0))];
    await given(own)
      .asking('entitlement', asked)
      .is({ budgetPence: 0, ownPence: 0, groupParts: [{ group: 'GRP1', pence: 700 }] });
    await given(own)
      .asking('entitlement', { ...asked, holder: 'GRP1' })
      .is({ budgetPence: 1000, entitlementPence: 700, basis: 'GUIDANCE' });
  });

  test('and the days after its last day are the practice’s own', () =>
    given(story, leaves('2007-04-15'), inMay(april(0)))
      .asking('entitlement', asked)
      .is({ budgetPence: 500, ownPence: 350, monthsCounted: 1 }));
});

test('rule 2: a month not yet reported is neither a saving nor an overspend', () =>
  given(aTrust(), budget(), on('2007-09-01', used(900, { months: [1, 3] })))
    .asking('entitlement', asked)
    .is({ budgetPence: 2000, actualPence: 1800, monthsCounted: 2 }));

test('rule 2: a month counts on the day on which it ends, not before', async () => {
  const story = [...aTrust(), budget(), ...on('2007-06-01', used(900, { months: [1, 2] }))];
  await given(story)
    .asking('entitlement', { ...asked, asAt: '2007-05-30' })
    .is({ monthsCounted: 1 });
  await given(story)
    .asking('entitlement', { ...asked, asAt: '2007-05-31' })
    .is({ monthsCounted: 2 });
});

test('rule 2: what is used of a line without a budget is told, and counts nowhere', () =>
  given(aTrust(), budget(), inMay(april(900), used(55, { line: 'MH', months: [1] })))
    .asking('entitlement', asked)
    .is({ actualPence: 900, variancePence: 100, unbudgetedPence: 55 }));
