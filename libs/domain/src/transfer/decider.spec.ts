import { aPct, aTrust, afterTheYear, budget, fact, given, on, step, used, type Step } from '#testing';

const YEAR = '2007-08';
const BOTH = [
  ...aTrust('A99001', 'A99002'),
  budget({ lines: { NEL: 1200 } }),
  budget({ practice: 'A99002', lines: { NEL: 1200 } }),
  ...afterTheYear(
    used(80, { line: 'NEL', months: [1, 2] }),
    used(60, { practice: 'A99002', line: 'NEL', months: [1, 2] }),
  ),
];

const moved = (changes: object = {}) =>
  step('TransferActivity', { challenge: undefined, rows: [{ month: 1, line: 'NEL', pence: 30 }], ...changes });

const variances = async (steps: readonly (Step | readonly Step[])[], mine: number, other: number) => {
  await given(...steps)
    .asking('entitlement', { holder: 'A99001', year: YEAR })
    .is({ variancePence: mine });
  await given(...steps)
    .asking('entitlement', { holder: 'A99002', year: YEAR })
    .is({ variancePence: other });
};

describe('activity moved between two practices', () => {
  test('is one event, taken from the one and given to the other', async () => {
    await given(BOTH)
      .when(moved())
      .then(fact('ActivityTransferred', { practice: 'A99001', to: 'A99002' }));
    await variances([BOTH], 40, 80);
    await variances([BOTH, moved()], 70, 50);
  });

  test('stays when another record takes over the month, on both sides', () =>
    variances([BOTH, moved(), on('2008-07-01', used(100, { line: 'NEL', months: [1, 2] }))], 30, 50));

  test('goes back by a transfer back, or when it is in error, which takes both sides out at once', async () => {
    await variances([BOTH, moved(), moved({ transfer: 'TR2', practice: 'A99002', to: 'A99001' })], 40, 80);
    const labelled = { ...moved(), label: 'tr' };
    await variances([BOTH, labelled, step('RecordInError', { label: 'tr', command: undefined })], 40, 80);
  });

  test('counts nowhere for who has no actual there any more', async () => {
    const record = {
      ...step('RecordActuals', {
        practice: 'A99002',
        version: 'FREEZE',
        covers: undefined,
        rows: [{ month: 1, line: 'NEL', pence: 10 }],
      }),
      label: 'r',
    };
    const history = [
      ...aTrust('A99001', 'A99002'),
      budget({ lines: { NEL: 1200 } }),
      ...afterTheYear(used(80, { line: 'NEL', months: [1] }), record),
    ];
    const error = step('RecordInError', { label: 'r', command: undefined });
    await given(history, moved(), error)
      .asking('transfers', { practice: 'A99002' })
      .is({ givenPence: 30, netPence: 30, rows: [{ withoutActual: ['A99002'], recordedSince: [] }] });
    await given(history, moved(), error)
      .asking('entitlement', { holder: 'A99002', year: YEAR })
      .is({ unbudgetedPence: 0 });
    await given(history, moved()).asking('entitlement', { holder: 'A99002', year: YEAR }).is({ unbudgetedPence: 40 });
  });

  test('is at most what is there, and between known months', async () => {
    await given(BOTH)
      .when(moved({ rows: [{ month: 1, line: 'NEL', pence: 81 }] }))
      .refused('MORE_THAN_RECORDED');
    await given(BOTH, moved())
      .when(moved({ transfer: 'TR2', rows: [{ month: 1, line: 'NEL', pence: 51 }] }))
      .refused('MORE_THAN_RECORDED');
    await given(BOTH)
      .when(moved({ rows: [{ month: 3, line: 'NEL', pence: 1 }] }))
      .refused('NOTHING_TO_TRANSFER');
    await given(BOTH)
      .when(moved({ rows: [{ month: 1, line: 'EL', pence: 1 }] }))
      .refused('NOTHING_TO_TRANSFER');
  });

  test('names each month of a line once, two practices, and a challenge that is recorded', async () => {
    const row = { month: 1, line: 'NEL', pence: 1 };
    await given(BOTH)
      .when(moved({ rows: [row, row] }))
      .refused('DUPLICATE_ROW');
    await given(BOTH)
      .when(moved({ to: 'A99001' }))
      .refused('INVALID');
    await given(BOTH)
      .when(moved({ to: '5X1' }))
      .refused('WRONG_TYPE');
    await given(BOTH)
      .when(moved({ to: 'A99009' }))
      .refused('UNKNOWN_ORGANISATION');
    await given(BOTH)
      .when(moved({ challenge: 'CH1' }))
      .refused('UNKNOWN_CHALLENGE');
    await given(BOTH, moved()).when(moved()).refused('ALREADY_EXISTS');
  });

  test('is a line of the bridge, and can be supposed not to be', async () => {
    const history = [...BOTH, { ...moved(), label: 'tr' }];
    await given(history)
      .asking('whatIf', { holder: 'A99002', year: YEAR, suppose: [{ omit: 'tr' }] })
      .is({ factPence: 35, supposedPence: 56 });
    await given(history, on('2008-08-01', step('SetReleaseFund')))
      .asking('bridge', {
        holder: 'A99002',
        year: YEAR,
        from: '2008-06-01T00:00:00Z',
        to: '2008-08-02T00:00:00Z',
        asAt: '2008-03-31',
      })
      .is({ closingPence: 35, residualPence: 0 });
  });

  test('puts a challenge right that it names', () =>
    given(
      BOTH,
      step('RaiseDataChallenge', { pence: 30, deadline: undefined, raisedOn: undefined }),
      step('AnswerDataChallenge', {
        outcome: 'ACCEPTED',
        pence: undefined,
        restatement: undefined,
        answeredOn: undefined,
      }),
      moved({ challenge: 'CH1' }),
    )
      .asking('challenges', { practice: 'A99001' })
      .is({
        notRestatedPence: 0,
        rows: [{ transfer: 'TR1', restatement: null, restatedPence: 30, acceptedPence: 30 }],
      }));

  test('moved back, it leaves a challenge that both name as it was; unanswered, nothing is to be put right', async () => {
    const raised = step('RaiseDataChallenge', { pence: 30, deadline: undefined, raisedOn: undefined });
    const back = moved({ transfer: 'TR2', practice: 'A99002', to: 'A99001', challenge: 'CH1' });
    const asked = given(BOTH, raised, moved({ challenge: 'CH1' }));
    await asked.asking('challenges', { practice: 'A99001' }).is({ notRestatedPence: 0, rows: [{ restatedPence: 30 }] });
    await given(BOTH, raised, moved({ challenge: 'CH1' }), back)
      .asking('challenges', { practice: 'A99001' })
      .is({ notRestatedPence: 0, rows: [{ transfer: 'TR2', restatedPence: 0 }] });
  });

  test('of a practice that came later is told to its new commissioner from then on, and not of before', async () => {
    const other = on(
      '2008-09-01',
      step('AssignPractice', { practice: 'A99001', commissioner: '5Y1', from: '2008-09-01' }),
    );
    const story = given(aPct('5Y1'), BOTH, moved(), other);
    await story.asking('transfers', { commissioner: '5Y1' }).is({ rows: [{ transfer: 'TR1' }] });
    await story.asking('transfers', { commissioner: '5Y1', knownAt: '2008-08-31T12:00:00Z' }).is({ rows: [] });
  });
});
