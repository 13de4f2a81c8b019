import { aPct, aPolicy, aTrust, fact, given, inError, labelled, on, step, type Step } from '#testing';

const at = '2007-07-23T09:00:00.000Z';
const bare = { plan: undefined, scheme: undefined, expectedCostPence: undefined, expectedSavingPence: undefined };
const submitted = (changes: object = {}) => step('SubmitBusinessCase', { ...bare, ...changes });
const decided = (changes: object = {}) => step('DecideBusinessCase', changes, { at });
const story = [...on('2007-05-15', aTrust()), submitted()];

describe('receiving', () => {
  test('on the day recorded where no day is named, and never after it', async () => {
    await given(on('2007-05-15', aTrust()))
      .when(submitted({ receivedOn: undefined }))
      .then(fact('BusinessCaseSubmitted', { case: 'BC1', holder: 'A99001', receivedOn: '2007-05-15' }));
    await given(on('2007-05-15', aTrust()))
      .when(submitted({ receivedOn: '2007-05-16' }))
      .refused('FUTURE_DATE');
  });

  test('plans and cases have one series of ids, and name only what is recorded', async () => {
    await given(story)
      .when(step('SubmitPlan', { case: 'BC1' }))
      .refused('ALREADY_EXISTS');
    await given(story)
      .when(submitted({ case: 'BC2', plan: 'PLAN9' }))
      .refused('UNKNOWN_CASE');
    await given(story)
      .when(submitted({ case: 'BC2', follows: 'BC1' }))
      .then(fact('BusinessCaseSubmitted', { follows: 'BC1' }));
    await given(story)
      .when(submitted({ case: 'BC2', holder: '5X1' }))
      .refused('WRONG_TYPE');
  });
});

describe('deciding', () => {
  test.each([
    ['APPROVED', 'BusinessCaseApproved'],
    ['REFUSED', 'BusinessCaseRefused'],
    ['DEFERRED', 'BusinessCaseDeferred'],
  ] as const)('%s is told as %s, by the commissioner unless another body is named', (outcome, type) =>
    given(story)
      .when(decided({ outcome }))
      .then(
        fact(type, {
          case: 'BC1',
          commissioner: '5X1',
          organisation: '5X1',
          holder: 'A99001',
          decidedOn: '2007-07-23',
        }),
      ),
  );

  test('once; but a case that was deferred comes back', async () => {
    await given(story, decided({ outcome: 'APPROVED' }))
      .when(decided())
      .refused('ALREADY_DECIDED');
    await given(story, decided({ outcome: 'DEFERRED' }))
      .when(decided())
      .then(fact('BusinessCaseRefused'));
  });

  test('not before it was received, and not in the future', async () => {
    await given(story)
      .when(decided({ decidedOn: '2007-05-13' }))
      .refused('BEFORE_RECEIVED');
    await given(story)
      .when(decided({ decidedOn: '2007-07-24' }))
      .refused('FUTURE_DATE');
  });

  test('nothing bad is refused: no reasons, no quorum, nobody present', () =>
    given(story)
      .when(decided({ reasons: undefined, cure: undefined, present: [], quorum: 4 }))
      .then(fact('BusinessCaseRefused', { present: [], quorum: 4 })));

  test('only what is recorded, by a commissioner', async () => {
    await given(story)
      .when(decided({ case: 'BC9' }))
      .refused('UNKNOWN_CASE');
    await given(story)
      .when(decided({ organisation: '5X9' }))
      .refused('UNKNOWN_ORGANISATION');
    await given(story)
      .when(decided({ organisation: 'A99001' }))
      .refused('WRONG_TYPE');
  });

  test('a case submitted again after its submission was in error is undecided', () =>
    given(on('2007-05-15', aTrust()), labelled('wrong', submitted()), decided(), inError('wrong'), submitted())
      .when(decided({ outcome: 'APPROVED' }))
      .then(fact('BusinessCaseApproved')));
});

describe('the clock', () => {
  const asked = (knownAt: string) => given(story, decided()).asking('case', { case: 'BC1', knownAt });

  test('runs 56 days from the day of receipt: 14 May and 56 days is 9 July', async () => {
    await asked('2007-07-09T12:00:00Z').is({ status: 'OPEN', dueOn: '2007-07-09', daysTaken: 56, inTime: null });
    await asked('2007-07-10T12:00:00Z').is({ daysTaken: 57, daysOver: 1, inTime: false, flags: ['OVERDUE'] });
    await asked('2007-08-01T12:00:00Z').is({ status: 'REFUSED', daysTaken: 70, daysOver: 14, inTime: false });
  });

  test('is not stopped by a deferral', () =>
    given(story, decided({ outcome: 'DEFERRED', quorum: undefined, decidedOn: '2007-06-01' }))
      .asking('case', { case: 'BC1', knownAt: '2007-07-23T12:00:00Z' })
      .is({ status: 'DEFERRED', decidedOn: null, daysTaken: 70, flags: ['OVERDUE', 'ATTENDANCE_NOT_RECORDED'] }));

  test('is as long as the policy of its commissioner says on the day of receipt', async () => {
    const adopted = (from: string) => on('2007-06-01', aPolicy('P', { caseLimitDays: 42 }, { from }));
    const other = step('SubmitPlan', { case: 'PL1', commissioner: '5X2', receivedOn: '2007-05-14' });
    const asked = (id: string, policies: readonly Step[]) =>
      given(on('2007-05-15', aTrust(), aPct('5X2')), submitted(), other, policies).asking('case', { case: id });
    await asked('BC1', adopted('2007-05-14')).is({ limitDays: 42, policy: 'P', dueOn: '2007-06-25' });
    await asked('PL1', adopted('2007-05-14')).is({ limitDays: 56, policy: 'LEDGER-USUAL-TERMS' });
    await asked('BC1', adopted('2007-05-15')).is({ limitDays: 56, policy: 'LEDGER-USUAL-TERMS' });
  });

  test('of a case that is not known at that moment is not told', () =>
    asked('2007-05-14T12:00:00Z').refused('UNKNOWN_CASE'));
});

describe('the register', () => {
  const merged = [
    ...story,
    aPct('5X2'),
    step('NameSuccessor', { code: '5X1', from: '2007-06-01', successors: ['5X2'] }),
    step('DecideBusinessCase', { organisation: '5X2', outcome: 'APPROVED', present: undefined }, { at }),
  ];

  test('a successor has the cases of those before it, and is the commissioner', () =>
    given(merged)
      .asking('cases', { commissioner: '5X2' })
      .is({ received: 1, approved: 1, rows: [{ case: 'BC1', commissioner: '5X1', committee: 'PEC' }] }));

  test('but not before it succeeded', () =>
    given(merged)
      .asking('cases', { commissioner: '5X2', knownAt: '2007-05-20T12:00:00Z' })
      .is({ received: 0, rows: [] }));

  test('by year and whether open; of somebody, of a kind', async () => {
    await given(merged).asking('cases', { holder: 'A99001', year: '2006-07' }).is({ received: 0 });
    await given(merged).asking('cases', { holder: 'A99001', open: true }).is({ received: 0 });
    await given(merged).asking('cases', { holder: 'A99001', open: false }).is({ received: 1 });
    await given(merged).asking('cases', { holder: '5X1' }).refused('WRONG_TYPE');
    await given(merged).asking('cases', { commissioner: '5X9' }).refused('UNKNOWN_ORGANISATION');
  });
});
