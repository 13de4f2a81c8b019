import {
  afterTheYear,
  aGroup,
  aPct,
  aTrust,
  budget,
  given,
  on,
  step,
  used,
  GROUP,
  PCT,
  PRACTICE,
  YEAR,
} from '#testing';

/** Two practices, each with 12,000 of which 6,000 were used: 70 per cent of 12,000 are 8,400. */
const ofGroup = [
  ...aTrust('A99001', 'A99002'),
  ...aGroup(['A99001', 'A99002']),
  budget(),
  budget({ practice: 'A99002' }),
  ...afterTheYear(used(500), used(500, { practice: 'A99002' })),
];
const opened = (holder: string, dispute = 'D1') => step('OpenDispute', { dispute, holder });
const ruled = (outcome: string, ...effects: readonly object[]) => step('IssueRuling', { outcome, effects });
const SHARE = { kind: 'SET_SHARE', shareBp: 8000 };

describe('of a group', () => {
  test('the commissioner is the group’s, or its only successor', async () => {
    await given(ofGroup, opened(GROUP))
      .asking('disputes', { holder: GROUP })
      .is({ rows: [{ dispute: 'D1', holder: GROUP, commissioner: PCT }] });
    await given(
      ofGroup,
      opened(GROUP),
      aPct('5Y1'),
      step('NameSuccessor', { code: PCT, from: '2008-04-01', successors: ['5Y1'] }),
    )
      .asking('disputes', { commissioner: '5Y1' })
      .is({ rows: [{ dispute: 'D1' }] });
  });

  test('a ruling is obeyed by what is paid to the group', () =>
    given(
      ofGroup,
      step('RecordPayment', { holder: GROUP, pence: 1400 }),
      opened(GROUP),
      ruled('UPHELD', SHARE),
      step('RecordPayment', { holder: GROUP, payment: 'PAY2', pence: 8000 }),
    )
      .asking('disputes', {})
      .is({
        // 80 per cent of 12,000, less 1,400; less 8,000 since
        rows: [{ payablePence: 8200, paidSincePence: 8000, outstandingPence: 200, complied: false, due: 'RULING' }],
      }));
});

describe('a ruling that is to be obeyed', () => {
  const ofPractice = [...aTrust(), budget(), ...afterTheYear(used(500)), opened(PRACTICE)];
  const said = step('ComplyWithRuling', { payment: undefined, compliedOn: undefined });

  test('without effects: when somebody says so', async () => {
    const upheld = [...ofPractice, ruled('UPHELD')];
    await given(upheld)
      .asking('disputes', {})
      .is({ rows: [{ payablePence: 0, complied: false, due: 'RULING', dueOn: '2008-07-28' }] });
    await given(upheld, said)
      .asking('disputes', {})
      .is({ rows: [{ complied: true, due: null, dueOn: null }] });
  });

  test('is neither one that dismisses nor one that remits', async () => {
    await given(ofPractice, ruled('DISMISSED'))
      .asking('disputes', {})
      .is({ rows: [{ outcome: 'DISMISSED', open: false, complied: null, payablePence: null, due: null }] });
    await given(ofPractice, ruled('REMITTED'))
      .asking('disputes', {})
      .is({ rows: [{ outcome: null, open: true, complied: null, due: 'STEP' }] });
  });

  test('is superseded: what was said of the one before does not count', () =>
    given(
      ofPractice,
      ruled('UPHELD'),
      said,
      step('SupersedeRuling', { outcome: 'UPHELD', effects: undefined, organisation: undefined }),
    )
      .asking('disputes', {})
      .is({ rows: [{ complied: false, due: 'RULING' }] }));
});

describe('which are told', () => {
  const two = [...aTrust('A99001', 'A99002'), ...on('2008-06-30', opened('A99002', 'D1'), opened('A99001', 'D2'))];

  test('in the order in which they were opened, those meant only', async () => {
    await given(two)
      .asking('disputes', {})
      .is({ rows: [{ dispute: 'D1' }, { dispute: 'D2' }] });
    await given(two)
      .asking('disputes', { holder: 'A99001' })
      .is({ rows: [{ dispute: 'D2' }] });
    await given(two).asking('disputes', { year: '2008-09' }).is({ rows: [] });
    await given(two, step('CloseDispute', { closedOn: undefined, how: 'WITHDRAWN' }))
      .asking('disputes', { open: true, year: YEAR })
      .is({ rows: [{ dispute: 'D2' }] });
    await given(two).asking('disputes', { knownAt: '2008-06-29T00:00:00Z' }).is({ rows: [] });
  });

  test('not one that was opened by mistake', async () => {
    const mistaken = [...aTrust(), { ...opened(PRACTICE), label: 'x' }];
    const inError = step('RecordInError', { label: 'x', because: 'Another year was meant' });
    await given(mistaken, inError).asking('disputes', {}).is({ rows: [] });
    await given(mistaken, inError).asking('dispute', { dispute: 'D1' }).refused('UNKNOWN_DISPUTE');
  });
});
