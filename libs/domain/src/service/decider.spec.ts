import { aGroup, aTrust, fact, given, inError, labelled, on, step } from '#testing';

const bare = { case: undefined, provider: undefined };
const started = (changes: object = {}) => step('StartService', { ...bare, ...changes });
const stopped = (changes: object = {}) => step('StopService', changes);
const claimed = (claim: string, pence: number, scheme?: string, holder = 'A99001') =>
  step('ClaimSavings', { claim, holder, pence, scheme, method: undefined });

describe('starting', () => {
  test('a scheme that does not run on that day or after it', async () => {
    await given(aTrust())
      .when(started())
      .then(fact('ServiceStarted', { scheme: 'DERM', holder: 'A99001', from: '2007-10-01' }));
    await given(aTrust(), started())
      .when(started({ from: '2008-10-01' }))
      .refused('ALREADY_STARTED');
    await given(aTrust(), started())
      .when(started({ from: '2007-04-01' }))
      .refused('ALREADY_STARTED');
    await given(aTrust(), started(), stopped())
      .when(started({ from: '2008-03-31' }))
      .refused('ALREADY_STARTED');
    await given(aTrust(), started(), stopped())
      .when(started({ from: '2008-04-01' }))
      .then(fact('ServiceStarted'));
  });

  test('each holder has its own schemes', () =>
    given(aTrust('A99001', 'A99002'), started())
      .when(started({ holder: 'A99002' }))
      .then(fact('ServiceStarted', { holder: 'A99002' })));

  test('on a case that is recorded', () =>
    given(aTrust())
      .when(started({ case: 'BC9' }))
      .refused('UNKNOWN_CASE'));
});

describe('stopping', () => {
  test('tells the commissioner that it was started with; it can only be shortened', async () => {
    await given(aTrust(), started())
      .when(stopped())
      .then(fact('ServiceStopped', { lastDay: '2008-03-31', commissioner: '5X1' }));
    await given(aTrust(), started(), stopped())
      .when(stopped({ lastDay: '2007-12-31' }))
      .then(fact('ServiceStopped'));
    await given(aTrust(), started(), stopped())
      .when(stopped({ lastDay: '2008-04-01' }))
      .refused('NOT_RUNNING');
  });

  test('what does not run', async () => {
    await given(aTrust()).when(stopped()).refused('NOT_RUNNING');
    await given(aTrust(), started())
      .when(stopped({ lastDay: '2007-09-30' }))
      .refused('NOT_RUNNING');
    await given(aTrust(), labelled('wrong', started()), inError('wrong')).when(stopped()).refused('NOT_RUNNING');
  });
});

describe('the services of a year', () => {
  const asked = { holder: 'A99001', year: '2007-08' };
  const story = [
    ...on('2007-05-15', aTrust()),
    step('SubmitBusinessCase', { plan: undefined }),
    step('SubmitBusinessCase', { case: 'BC2', plan: undefined }),
    ...on('2007-07-23', step('DecideBusinessCase', { outcome: 'APPROVED' })),
    started({ case: 'BC1' }),
  ];

  test('have what rests on each: its case, and whether that came first', () =>
    given(
      story,
      started({ scheme: 'EARLY', case: 'BC1', from: '2007-07-22' }),
      started({ scheme: 'HOPE', case: 'BC2' }),
      started({ scheme: 'WILD' }),
    )
      .asking('services', asked)
      .is({
        rows: [
          { scheme: 'DERM', case: 'BC1', caseStatus: 'APPROVED', approvedOn: '2007-07-23', flags: [] },
          { scheme: 'EARLY', flags: ['BEFORE_APPROVAL'] },
          { scheme: 'HOPE', caseStatus: 'OPEN', approvedOn: null, flags: ['NOT_APPROVED'] },
          { scheme: 'WILD', case: null, caseStatus: null, flags: ['NO_CASE'] },
        ],
      }));

  test('take claims and costs of their scheme; what rests on no approved case is untied', () =>
    given(
      story,
      started({ scheme: 'WILD' }),
      claimed('C1', 500, 'DERM'),
      claimed('C2', 30, 'WILD'),
      claimed('C3', 7),
      step('RecordServiceCost', { scheme: 'DERM', month: 7, pence: 11 }),
      step('RecordServiceCost', { scheme: 'DERM', month: 8, pence: 12 }),
    )
      .asking('services', asked)
      .is({
        claimedPence: 537,
        tiedPence: 500,
        untiedPence: 37,
        untied: [
          { claim: 'C2', holder: 'A99001', scheme: 'WILD', pence: 30 },
          { claim: 'C3', scheme: null, pence: 7 },
        ],
        rows: [
          { scheme: 'DERM', claimedPence: 500, costPence: 23 },
          { scheme: 'WILD', claimedPence: 30, costPence: 0 },
        ],
      }));

  test('are those that ran on one of its days; of two runs the later', () =>
    given(
      story,
      stopped({ lastDay: '2007-12-31' }),
      started({ from: '2008-02-01' }),
      started({ scheme: 'NEXT', from: '2008-04-01' }),
    )
      .asking('services', asked)
      .is({ rows: [{ scheme: 'DERM', from: '2008-02-01', lastDay: null }] }));

  test('of a commissioner: its practices, those of bodies it succeeded, and its groups', () =>
    given(
      aTrust('A99001', 'A99002'),
      aGroup(['A99002']),
      started(),
      started({ holder: 'GRP1' }),
      claimed('C1', 5, 'DERM', 'GRP1'),
    )
      .asking('services', { commissioner: '5X1', year: '2007-08' })
      .is({ claimedPence: 5, untiedPence: 5, rows: [{ holder: 'A99001' }, { holder: 'GRP1', claimedPence: 5 }] }));
});
