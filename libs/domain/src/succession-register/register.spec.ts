import {
  GROUP,
  PCT,
  PRACTICE,
  SECOND,
  aGroup,
  aPct,
  aTrust,
  afterTheYear,
  agreed,
  budget,
  given,
  on,
  step,
  used,
  type Step,
} from '#testing';

const guarantee = { text: 'Paid whatever the finances', protectsBaseline: false };
const closed = (code = PCT, lastDay = '2008-06-30') => step('CloseOrganisation', { code, lastDay });
const succeeded = (code: string, from: string, ...successors: readonly string[]) =>
  step('NameSuccessor', { code, from, successors });
/** 12,000 − 10,800 = 1,200 each; 70 per cent: 840. */
const saved = (...practices: readonly string[]): readonly Step[] =>
  practices.flatMap((practice) => [budget({ practice }), ...afterTheYear(used(900, { practice }))]);
const LATER = '2008-09-01';

describe('what a closed body had outstanding', () => {
  test('passes on with those who took over, in any number of steps, and stays the same', () =>
    given(
      aTrust(),
      aPct('5Y1'),
      aPct('5Z1'),
      agreed({ terms: { guarantee } }),
      saved(PRACTICE),
      on('2008-06-30', closed(), succeeded(PCT, '2008-07-01', '5Y1')),
      on(LATER, succeeded('5Y1', '2008-08-01', '5Z1'), closed('5Y1', '2008-07-31')),
    )
      .asking('successionRegister', {})
      .is({
        outstandingPence: 1680,
        passedPence: 1680,
        nowPence: 840,
        receivers: [{ to: '5Z1', pence: 1680 }],
        rows: [
          {
            body: PCT,
            kind: 'ENTITLEMENT',
            guaranteed: true,
            outstandingPence: 840,
            passedTo: '5Z1',
            passedOn: '2008-08-01',
          },
          { body: '5Y1', kind: 'ENTITLEMENT', outstandingPence: 840, passedTo: '5Z1', passedOn: '2008-08-01' },
        ],
      }));

  test('is nobody’s where the last of them is closed and nobody succeeded it', () =>
    given(
      aTrust(),
      aPct('5Y1'),
      saved(PRACTICE),
      on('2008-06-30', closed(), succeeded(PCT, '2008-07-01', '5Y1')),
      on(LATER, closed('5Y1', '2008-07-31')),
    )
      .asking('successionRegister', { commissioner: PCT })
      .is({
        passedPence: 840,
        unassignedPence: 840,
        rows: [{ basis: 'GUIDANCE', passedTo: '5Y1', unassigned: true, agreements: [] }],
      }));

  test('a group’s is in the rows of its members; its agreement passes to a successor alone', async () => {
    const history = [
      ...aTrust(PRACTICE, SECOND),
      aPct('5Y1'),
      aPct('5Z1'),
      ...aGroup([PRACTICE, SECOND]),
      ...agreed({ holder: GROUP, to: '2009-03-31', terms: { guarantee } }),
      ...saved(PRACTICE, SECOND),
      ...on('2008-06-30', closed()),
    ];
    const entitlements = [
      { holder: PRACTICE, basis: 'GUARANTEE', agreements: ['AG1'], outstandingPence: 840 },
      { holder: SECOND, basis: 'GUARANTEE', outstandingPence: 840 },
    ];
    await given(history, on(LATER, succeeded(PCT, '2008-07-01', '5Y1')))
      .asking('successionRegister', { commissioner: PCT })
      .is({ rows: [...entitlements, { kind: 'AGREEMENT', holder: GROUP, guaranteed: true, passedTo: '5Y1' }] });
    await given(history, on(LATER, succeeded(PCT, '2008-07-01', '5Y1', '5Z1')))
      .asking('successionRegister', { commissioner: PCT })
      .is({ rows: [...entitlements, { kind: 'AGREEMENT', holder: GROUP, passedTo: null, unassigned: true }] });
  });

  test('by a ruling it names the dispute; an open one of a group is told once', () =>
    given(
      aTrust(PRACTICE, SECOND),
      aGroup([SECOND]),
      saved(PRACTICE, SECOND),
      on('2008-06-30', step('OpenDispute', { dispute: 'D1', holder: PRACTICE, openedOn: undefined })),
      step('OpenDispute', { dispute: 'D2', holder: GROUP, openedOn: undefined }),
      step('IssueRuling', { dispute: 'D1', outcome: 'UPHELD', effects: [{ kind: 'SET_ENTITLEMENT', pence: 1000 }] }),
      closed(),
    )
      .asking('successionRegister', { commissioner: PCT })
      .is({
        rows: [
          {
            kind: 'ENTITLEMENT',
            basis: 'RULING',
            dispute: 'D1',
            outstandingPence: 1000,
            passedTo: null,
            unassigned: false,
          },
          { kind: 'ENTITLEMENT', basis: 'GUIDANCE', holder: SECOND, outstandingPence: 840 },
          { kind: 'DISPUTE', holder: GROUP, dispute: 'D2' },
        ],
      }));

  test('is not what it had passed on, or paid, before', () =>
    given(
      aTrust(),
      aPct('5Y1'),
      saved(PRACTICE),
      on('2008-06-30', step('RecordPayment', { pence: 840 })),
      on('2008-07-31', closed(PCT, '2008-07-31')),
    )
      .asking('successionRegister', { commissioner: PCT })
      .is({ outstandingPence: 0, receivers: [], rows: [] }));

  test('names each use that was approved and not wholly used, of groups too, whatever was paid for it', () =>
    given(
      aTrust(PRACTICE, SECOND),
      aPct('5Y1'),
      aGroup([SECOND]),
      saved(PRACTICE, SECOND),
      on('2008-06-30', step('ApproveUse', { use: 'U1', pence: 500 })),
      step('ApproveUse', { use: 'U2', pence: 100 }),
      step('ApproveUse', { use: 'U3', holder: GROUP, pence: 300 }),
      step('RecordPayment', { pence: 600 }),
      step('RecordUse', { use: 'U1', pence: 180, usedOn: undefined }),
      step('RecordUse', { use: 'U2', pence: 100, usedOn: undefined }),
      closed(),
      on(LATER, succeeded(PCT, '2008-07-01', '5Y1'), step('RecordUse', { use: 'U1', pence: 320, usedOn: undefined })),
    )
      .asking('successionRegister', { commissioner: PCT })
      .is({
        outstandingPence: 1080,
        unusedPence: 620,
        receivers: [{ to: '5Y1', pence: 1080 }],
        rows: [
          { kind: 'ENTITLEMENT', holder: PRACTICE, outstandingPence: 240, use: null, unusedPence: null },
          { kind: 'ENTITLEMENT', holder: SECOND, outstandingPence: 840 },
          { kind: 'USE', holder: PRACTICE, use: 'U1', unusedPence: 320, outstandingPence: null, passedTo: '5Y1' },
          { kind: 'USE', holder: GROUP, use: 'U3', unusedPence: 300, passedTo: '5Y1', unassigned: false },
        ],
      }));

  test('is told a page at a time, with the sums of all', async () => {
    const register = given(aTrust(PRACTICE, SECOND), saved(PRACTICE, SECOND), on('2008-06-30', closed()));
    await register
      .asking('successionRegister', { limit: 1 })
      .is({ outstandingPence: 1680, next: 1, rows: [{ holder: PRACTICE }] });
    await register
      .asking('successionRegister', { limit: 1, after: 1 })
      .is({ outstandingPence: 1680, next: null, rows: [{ holder: SECOND }] });
  });
});
