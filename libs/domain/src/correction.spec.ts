import {
  aGroup,
  aTrust,
  agreed,
  budget,
  entry,
  exactly,
  fact,
  given,
  inError,
  labelled,
  on,
  proposed,
  signed,
  step,
} from '#testing';

const STORY = [...aTrust('A99001', 'A99002'), labelled('set', budget())];

describe('recording in error', () => {
  test('names the command by label or by id', async () => {
    await given(STORY)
      .when(inError('set'))
      .then(fact('RecordedInError', { label: 'set', because: 'Given by mistake' }));
    await given(STORY, { ...entry(), id: 'the-entry' })
      .when(exactly('RecordInError', { command: 'the-entry', because: 'Twice' }))
      .then(fact('RecordedInError', { command: 'the-entry' }));
  });

  test('not by both, not by neither', async () => {
    await given(STORY)
      .when(exactly('RecordInError', { label: 'set', command: 'x', because: 'Both' }))
      .refused('INVALID');
    await given(STORY)
      .when(exactly('RecordInError', { because: 'Neither' }))
      .refused('INVALID');
  });

  test('what nobody gave is unknown', async () => {
    await given(STORY).when(inError('unset')).refused('UNKNOWN_COMMAND');
    await given(STORY)
      .when(exactly('RecordInError', { command: 'never', because: 'x' }))
      .refused('UNKNOWN_COMMAND');
  });

  test('counts once', () => given(STORY, inError('set')).when(inError('set')).refused('ALREADY_IN_ERROR'));

  test('can itself be in error: what it took out counts again, and can be taken out again', async () => {
    const twice = [...STORY, inError('set', { label: 'mistake' }), inError('mistake')];
    await given(twice).when(budget()).refused('BUDGET_ALREADY_SET');
    await given(twice).when(inError('mistake')).refused('ALREADY_IN_ERROR');
    await given(twice)
      .when(inError('set'))
      .then(fact('RecordedInError', { label: 'set' }));
    await given(twice, inError('set')).when(budget()).then(fact('IndicativeBudgetSet'));
  });
});

describe('what was given in error', () => {
  test('frees the id of an entry', () =>
    given(STORY, labelled('posted', entry()), inError('posted'))
      .when(entry({ lines: { EL: 1 } }))
      .then(fact('BudgetEntryPosted', { lines: { EL: 1 } })));

  test('frees the id of an agreement, with all that was signed under it, for another holder too', async () => {
    const story = [...STORY, labelled('proposed', proposed()), signed('A99001'), signed('5X1'), inError('proposed')];
    await given(story).when(signed('5X1')).refused('UNKNOWN_AGREEMENT');
    await given(story)
      .when(proposed({ holder: 'A99002' }))
      .then(fact('AgreementProposed', { holder: 'A99002' }));
    await given(story, proposed({ holder: 'A99002' }), signed('A99002'))
      .when(signed('5X1'))
      .then(fact('AgreementSigned', { holder: 'A99002' }));
  });

  test('frees the code of a body', () =>
    given(labelled('registered', step('RegisterOrganisation', { code: 'A99001' })), inError('registered'))
      .when(step('RegisterOrganisation', { code: 'A99001', name: 'Elm Road' }))
      .then(fact('OrganisationRegistered', { name: 'Elm Road' })));

  test('frees the ids of claims, variations and disputes', async () => {
    const claim = step('ClaimSavings');
    await given(STORY, labelled('x', claim), inError('x')).when(claim).then(fact('SavingsClaimed'));
    const dispute = step('OpenDispute');
    await given(STORY, labelled('x', dispute), inError('x')).when(dispute).then(fact('DisputeOpened'));
    const variation = step('VaryAgreement');
    await given(STORY, agreed(), labelled('x', variation), inError('x')).when(variation).then(fact('AgreementVaried'));
  });

  test('never frees its label', () =>
    given(STORY, inError('set')).when(labelled('set', budget())).refused('ALREADY_EXISTS'));

  test('leaves a dispute that was ruled by mistake open again', () =>
    given(STORY, step('OpenDispute'), labelled('ruled', step('IssueRuling', { effects: [] })), inError('ruled'))
      .when(step('IssueRuling', { effects: [] }))
      .then(fact('RulingIssued')));

  test('a signature by mistake is none: the party signs again, and the agreement is in force from then', async () => {
    const story = [...STORY, proposed(), labelled('signed', signed('A99001')), signed('5X1'), inError('signed')];
    await given(story).when(step('EndAgreement')).refused('NOT_IN_FORCE');
    await given(story)
      .when(signed('A99001'))
      .then(fact('AgreementSigned', { party: 'HOLDER' }));
  });

  test('a membership by mistake is none', async () => {
    const joined = step('JoinGroup', { practice: 'A99001', from: '2007-04-01' });
    await given(STORY, aGroup([]), labelled('joined', joined), inError('joined'))
      .when(step('LeaveGroup'))
      .refused('NOT_A_MEMBER');
    await given(STORY, aGroup([]), labelled('joined', joined), inError('joined'))
      .when(joined)
      .then(fact('PracticeJoinedGroup'));
  });

  test('a suspension lifted by mistake still holds', () =>
    given(
      STORY,
      step('SuspendRelease', { commissioner: undefined, holder: 'A99001' }),
      labelled('lifted', step('LiftSuspension', { commissioner: undefined, holder: 'A99001' })),
      inError('lifted'),
    )
      .when(step('ReleaseFunds'))
      .refused('SUSPENDED'));

  test('answers given before stay as they were', async () => {
    const story = [...STORY, ...on('2007-05-01', labelled('grown', entry())), ...on('2007-06-01', inError('grown'))];
    const asked = { holder: 'A99001', year: '2007-08', asAt: '2008-03-31' };
    const known = [
      ...story.slice(0, -1),
      step('RecordActuals', { version: 'ESTIMATE', rows: [{ month: 1, line: 'EL', pence: 0 }], covers: undefined }),
      ...story.slice(-1),
    ];
    await given(known)
      .asking('entitlement', { ...asked, knownAt: '2007-05-31T12:00:00Z' })
      .is({ budgetPence: 1100 });
    await given(known).asking('entitlement', asked).is({ budgetPence: 1000 });
  });
});
