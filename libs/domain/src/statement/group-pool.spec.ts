import { aGroup, aListOf, aTrust, agreed, budget, given, on, step, used, type Step } from '#testing';

const YEAR = '2007-08';
const of = (holder: string, asAt = '2008-03-31') => ({ holder, year: YEAR, asAt });
const MEMBERS = ['A99001', 'A99002', 'A99003'] as const;
/** The group keeps everything that it saves, so that its figure is its variance. */
const ALL_OF_IT = agreed({ holder: 'GRP1', terms: { shareBp: 10_000 } });
const budgets = MEMBERS.map((practice) => budget({ practice }));
const joins = (practice: string, from: string) => step('JoinGroup', { practice, from });
const leaves = (practice: string, lastDay: string) => step('LeaveGroup', { practice, lastDay });
const frozen = (...steps: readonly (Step | readonly Step[])[]) => on('2008-06-30', ...steps);
/** A thousand pence of budget a month, and what was used of it. */
const saved = (practice: string, pence: number, months: readonly number[]) => used(1000 - pence, { practice, months });
const FIRST_HALF = [1, 2, 3, 4, 5, 6];
const SECOND_HALF = [7, 8, 9, 10, 11, 12];
const parts = (...pence: readonly number[]) => ({ groupParts: pence.map((each) => ({ group: 'GRP1', pence: each })) });

describe('rule 15: a group pools its members', () => {
  const story = [...aTrust(...MEMBERS), ...aGroup(['A99001', 'A99002']), ...ALL_OF_IT, ...budgets];

  test('one’s overspend takes from the other’s saving', () =>
    given(story, frozen(saved('A99001', 100, FIRST_HALF), saved('A99002', -50, FIRST_HALF)))
      .asking('entitlement', of('GRP1'))
      .is({ budgetPence: 12_000, grossPence: 300, entitlementPence: 300, ownPence: 300 }));

  test('and it is split among the members', async () => {
    const known = [...story, ...frozen(saved('A99001', 100, FIRST_HALF), saved('A99002', -50, [1, 2, 3, 4, 5]))];
    await given(known)
      .asking('entitlement', of('A99001'))
      .is({ ownPence: 0, entitlementPence: 175, ...parts(175) });
    await given(known).asking('entitlement', of('A99003')).is({ groupParts: [], entitlementPence: 0 });
  });
});

describe('rule 15: a leaver', () => {
  const story = (lastDay = '2007-09-30') => [
    ...aTrust(...MEMBERS),
    ...aGroup(MEMBERS),
    ...ALL_OF_IT,
    ...budgets,
    leaves('A99003', lastDay),
  ];

  test('has its part of what the pool holds on its last day, and none of what comes after', async () => {
    const known = [...story(), ...frozen(saved('A99001', 100, FIRST_HALF), saved('A99001', 200, SECOND_HALF))];
    await given(known).asking('entitlement', of('A99003')).is(parts(200));
    await given(known).asking('entitlement', of('A99001')).is(parts(800));
    await given(known).asking('entitlement', of('GRP1')).is({ entitlementPence: 1800 });
  });

  test('keeps its part, though the pool loses it afterwards: the others get nothing, not less', async () => {
    const known = [...story(), ...frozen(saved('A99001', 100, FIRST_HALF), saved('A99001', -500, SECOND_HALF))];
    await given(known).asking('entitlement', of('A99003')).is(parts(200));
    await given(known).asking('entitlement', of('A99001')).is({ groupParts: [] });
    await given(known)
      .asking('entitlement', of('GRP1'))
      .is({ grossPence: 0, entitlementPence: 200, parts: [{ basis: 'AGREEMENT', pence: 200 }] });
  });

  test('is a member on its last day still, and struck only when that day is past', async () => {
    const known = [...story(), ...frozen(saved('A99001', 100, FIRST_HALF))];
    await given(known).asking('entitlement', of('A99003', '2007-09-30')).is(parts(200));
    await given(known).asking('entitlement', of('A99003', '2007-10-01')).is(parts(200));
    await given(known).asking('entitlement', of('A99001', '2007-10-01')).is(parts(200));
  });

  test('who leaves on the last day of the year takes part in the whole of it', () =>
    given(story('2008-03-31'), frozen(saved('A99001', 100, FIRST_HALF), saved('A99001', 200, SECOND_HALF)))
      .asking('entitlement', of('A99003'))
      .is(parts(600)));

  test('two leave on one day, and are struck at once', async () => {
    const known = [...story(), leaves('A99002', '2007-09-30'), ...frozen(saved('A99001', 100, FIRST_HALF))];
    await given(known).asking('entitlement', of('A99002')).is(parts(200));
    await given(known).asking('entitlement', of('A99003')).is(parts(200));
    await given(known).asking('entitlement', of('A99001')).is(parts(200));
  });
});

describe('rule 15: a joiner', () => {
  const story = [
    ...aTrust(...MEMBERS),
    ...aGroup(['A99001', 'A99002']),
    ...ALL_OF_IT,
    ...budgets,
    joins('A99003', '2007-10-01'),
  ];

  test('brings no part in what was saved before it joined', async () => {
    const known = [...story, ...frozen(saved('A99001', 100, FIRST_HALF), saved('A99001', 200, SECOND_HALF))];
    await given(known).asking('entitlement', of('A99003')).is(parts(400));
    await given(known)
      .asking('entitlement', of('A99001'))
      .is(parts(300 + 400));
    await given(known).asking('entitlement', of('GRP1')).is({ entitlementPence: 1800 });
  });

  test('on the border on which another leaves: the leaver is struck first, then who stays', async () => {
    const known = [
      ...story,
      leaves('A99002', '2007-09-30'),
      ...frozen(saved('A99001', 100, FIRST_HALF), saved('A99001', 200, SECOND_HALF)),
    ];
    await given(known).asking('entitlement', of('A99002')).is(parts(300));
    await given(known)
      .asking('entitlement', of('A99001'))
      .is(parts(300 + 600));
    await given(known).asking('entitlement', of('A99003')).is(parts(600));
  });

  test('of a group without members strikes nothing', async () => {
    const first = [
      ...aTrust(...MEMBERS),
      step('CreateGroup', { splitKey: 'EQUAL' }),
      ...ALL_OF_IT,
      ...budgets,
      joins('A99001', '2007-10-01'),
    ];
    await given(first, frozen(saved('A99001', 100, FIRST_HALF), saved('A99001', 200, SECOND_HALF)))
      .asking('entitlement', of('A99001'))
      .is({ ownPence: 420, ...parts(1200), entitlementPence: 1620 });
  });
});

describe('rule 16: the key of a split', () => {
  const listed = (...lists: readonly Step[]) => [
    ...aTrust(...MEMBERS),
    ...lists,
    ...aGroup(['A99001', 'A99002'], { splitKey: 'LIST' }),
    ...ALL_OF_IT,
    ...budgets,
    ...frozen(saved('A99001', 100, FIRST_HALF)),
  ];

  test('by the lists of the latest census on or before 1 April', async () => {
    const story = listed(
      aListOf('A99001', 1, '2006-04-01'),
      aListOf('A99001', 2),
      aListOf('A99002', 1),
      aListOf('A99001', 9, '2007-04-02'),
    );
    await given(story).asking('entitlement', of('A99001')).is(parts(400));
    await given(story).asking('entitlement', of('A99002')).is(parts(200));
  });

  test('or the day of joining, where that is later', async () => {
    const story = [...listed(aListOf('A99001', 1), aListOf('A99002', 1)), aListOf('A99003', 4, '2007-06-01')];
    const joined = [...story, joins('A99003', '2007-07-01'), ...frozen(saved('A99001', 100, [7]))];
    await given(joined).asking('entitlement', of('A99003')).is(parts(266));
  });

  test('all 0 counts as equal', () =>
    given(listed(aListOf('A99001', 0), aListOf('A99002', 0)))
      .asking('entitlement', of('A99002'))
      .is(parts(300)));

  test('an odd penny goes to the lower code', async () => {
    const story = [
      ...aTrust(...MEMBERS),
      ...aGroup(['A99002', 'A99001']),
      ...ALL_OF_IT,
      ...budgets,
      ...frozen(saved('A99002', 1, [1])),
    ];
    await given(story).asking('entitlement', of('A99001')).is(parts(1));
    await given(story).asking('entitlement', of('A99002')).is({ groupParts: [] });
  });
});

describe('rule 18: what is paid to a group', () => {
  const paid = (pence: number) => step('RecordPayment', { holder: 'GRP1', pence });
  const story = [...aTrust(...MEMBERS), ...aGroup(['A99001', 'A99002']), ...ALL_OF_IT, ...budgets];

  test('counts on the practices’ statements in proportion to their parts', () =>
    given(story, frozen(saved('A99001', 101, [1]), paid(51)))
      .asking('entitlement', of('A99001'))
      .is({ entitlementPence: 51, paidPence: 26, outstandingPence: 25 }));

  test('where there is nothing yet, by the key', () =>
    given(story, paid(51))
      .asking('entitlement', of('A99001'))
      .is({ entitlementPence: 0, paidPence: 26, overpaidPence: 26 }));
});

test('rule 23: a ruling that sets a group’s sum leaves alone what was struck', async () => {
  const story = [
    ...aTrust(...MEMBERS),
    ...aGroup(MEMBERS),
    ...ALL_OF_IT,
    ...budgets,
    leaves('A99003', '2007-09-30'),
    ...frozen(saved('A99001', 100, FIRST_HALF)),
    step('OpenDispute', { holder: 'GRP1' }),
    step('IssueRuling', { effects: [{ kind: 'SET_ENTITLEMENT', pence: 1000 }] }),
  ];
  await given(story).asking('entitlement', of('A99003')).is(parts(200));
  await given(story).asking('entitlement', of('A99001')).is(parts(400));
  await given(story).asking('entitlement', of('GRP1')).is({ entitlementPence: 1000, basis: 'RULING' });
});
