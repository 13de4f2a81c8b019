import { aTrust, budget, entry, fact, given, on, organisation, step, type Changes, type Step } from '#testing';

const SHARE = { kind: 'SET_SHARE', shareBp: 8000 };
const opened = step('OpenDispute', { openedOn: '2007-04-02' }, { at: '2007-04-02T09:00:00Z' });
const story = [
  ...aTrust(),
  organisation('Q39', 'SHA'),
  organisation('5Y1', 'PCT'),
  budget(),
  entry({ entry: 'TS1' }),
  opened,
];
const later = (...steps: readonly Step[]): readonly Step[] => on('2008-06-30', ...steps);
const escalated = (to: string, changes: Changes<'EscalateDispute'> = {}) =>
  step('EscalateDispute', { step: to, ...changes });
const requested = step('RequestExtension');
const offered = (changes: Changes<'MakeOffer'> = {}) => step('MakeOffer', changes);
const accepted = (changes: Changes<'AcceptOffer'> = {}) => step('AcceptOffer', changes);
const ruled = (outcome: string, ...effects: readonly object[]) => step('IssueRuling', { outcome, effects });
const closed = (how: string) => step('CloseDispute', { how });
const [first] = later(step('RecordListSize'));

describe('the ladder', () => {
  const now = [...story, first!];

  test('goes up, to whoever decides there, and tells the holder and the year', () =>
    given(now)
      .when(escalated('SHA'))
      .then(fact('DisputeEscalated', { holder: 'A99001', year: '2007-08', step: 'SHA', arbiter: 'Q39' })));

  test('stays, with another arbiter, but goes down only where a ruling sent it back', async () => {
    await given(now, escalated('SHA')).when(escalated('SHA')).then(fact('DisputeEscalated'));
    await given(now, escalated('SHA')).when(escalated('LOCAL')).refused('STEP_NOT_ABOVE');
    await given(now, escalated('SHA'), ruled('REMITTED')).when(escalated('LOCAL')).then(fact('DisputeEscalated'));
  });

  test('names bodies that are recorded, and days in order', async () => {
    await given(now)
      .when(escalated('SHA', { arbiter: 'Q99' }))
      .refused('UNKNOWN_ORGANISATION');
    await given(now)
      .when(escalated('SHA', { startedOn: '2008-07-01' }))
      .refused('FUTURE_DATE');
    await given(now)
      .when(escalated('SHA', { startedOn: '2007-04-01' }))
      .refused('STEP_OUT_OF_ORDER');
    await given(now)
      .when(step('OpenDispute', { dispute: 'D2', openedOn: '2008-07-01' }))
      .refused('FUTURE_DATE');
  });

  test('has an end: closed, or ruled', async () => {
    await given(now, closed('WITHDRAWN')).when(escalated('SHA')).refused('DISPUTE_CLOSED');
    await given(now, ruled('UPHELD')).when(escalated('SHA')).refused('ALREADY_RULED');
    await given(now, ruled('UPHELD'), step('ReopenDispute', { evidence: undefined }))
      .when(escalated('SHA', { startedOn: undefined }))
      .then(fact('DisputeEscalated', { startedOn: '2008-06-30' }));
  });
});

describe('more time', () => {
  const now = [...story, first!];

  test('is asked for by a party, and granted once', async () => {
    await given(now, requested)
      .when(step('GrantExtension'))
      .then(fact('ExtensionGranted', { agreedBy: ['5X1', 'A99001'] }));
    await given(now, requested, step('GrantExtension')).when(step('GrantExtension')).refused('ALREADY_GRANTED');
    await given(now).when(step('GrantExtension')).refused('UNKNOWN_EXTENSION');
    await given(now, requested).when(requested).refused('ALREADY_EXISTS');
    await given(now)
      .when(step('RequestExtension', { organisation: '5Y1' }))
      .refused('NO_PARTY_TO_DISPUTE');
    await given(now, requested)
      .when(step('GrantExtension', { agreedBy: ['5Z9'] }))
      .refused('UNKNOWN_ORGANISATION');
  });

  test('is asked for by the successor of a commissioner too', () =>
    given(now, step('NameSuccessor', { code: '5X1', from: '2008-04-01', successors: ['5Y1'] }))
      .when(step('RequestExtension', { organisation: '5Y1' }))
      .then(fact('ExtensionRequested')));
});

describe('evidence and positions', () => {
  const now = [...story, first!];

  test('may be added at any time, each once', async () => {
    await given(now, closed('WITHDRAWN')).when(step('AddEvidence')).then(fact('EvidenceAdded'));
    await given(now, step('AddEvidence')).when(step('AddEvidence')).refused('ALREADY_EXISTS');
    await given(now, step('StatePosition')).when(step('StatePosition')).refused('ALREADY_EXISTS');
    await given(now)
      .when(step('StatePosition', { organisation: 'Q39' }))
      .refused('NO_PARTY_TO_DISPUTE');
    await given(now)
      .when(step('AddEvidence', { sha256: 'ABC' }))
      .refused('INVALID');
  });
});

describe('an offer', () => {
  const now = [...story, first!];

  test('is accepted by the other side, with what was offered, and closes the dispute', async () => {
    await given(now, offered())
      .when(accepted())
      .then(fact('OfferAccepted', { pence: 3_000_000, organisation: 'A99001' }));
    await given(now, offered(), accepted())
      .when(offered({ offer: 'OF2' }))
      .refused('DISPUTE_CLOSED');
    await given(now, offered())
      .when(accepted({ organisation: '5X1' }))
      .refused('OWN_OFFER');
    await given(now).when(accepted()).refused('UNKNOWN_OFFER');
    await given(now)
      .when(offered({ shareBp: 5000 }))
      .refused('INVALID');
  });

  test('stands until the next of its side, or its last day', async () => {
    const next = offered({ offer: 'OF2' });
    await given(now, offered(), next).when(accepted()).refused('OFFER_NOT_STANDING');
    await given(now, offered(), offered({ offer: 'OF2', organisation: 'A99001' }))
      .when(accepted())
      .then(fact('OfferAccepted'));
    await given(now, offered({ until: '2008-06-01' }))
      .when(accepted())
      .refused('OFFER_NOT_STANDING');
  });
});

describe('a ruling', () => {
  const now = [...story, first!];
  const superseded = (changes: Changes<'SupersedeRuling'> = {}) => step('SupersedeRuling', changes);

  test('is superseded, by another or by none yet', async () => {
    await given(now, ruled('UPHELD', SHARE))
      .when(superseded())
      .then(fact('RulingSuperseded'), fact('RulingIssued', { outcome: 'UPHELD', organisation: 'Q39' }));
    await given(now, ruled('UPHELD', SHARE), superseded({ outcome: undefined, effects: undefined }))
      .when(ruled('DISMISSED'))
      .then(fact('RulingIssued', { outcome: 'DISMISSED' }));
    await given(now, ruled('UPHELD', SHARE), superseded()).when(ruled('DISMISSED')).refused('ALREADY_RULED');
    await given(now, ruled('REMITTED')).when(superseded()).refused('NOT_RULED');
    await given(now, ruled('UPHELD'))
      .when(superseded({ outcome: 'DISMISSED' }))
      .refused('EFFECT_NOT_ALLOWED');
    await given(now, ruled('UPHELD'))
      .when(superseded({ outcome: undefined }))
      .refused('INVALID');
  });

  test('is complied with, by a payment that is recorded', async () => {
    await given(now, ruled('UPHELD')).when(step('ComplyWithRuling')).refused('UNKNOWN_PAYMENT');
    await given(now, ruled('UPHELD'), step('RecordPayment'))
      .when(step('ComplyWithRuling'))
      .then(fact('RulingCompliedWith', { payment: 'PAY1' }));
    await given(now)
      .when(step('ComplyWithRuling', { payment: undefined }))
      .refused('NOT_RULED');
  });

  test('is not given in a dispute that is closed', () =>
    given(now, closed('WITHDRAWN')).when(ruled('UPHELD')).refused('DISPUTE_CLOSED'));
});

describe('closing and reopening', () => {
  const now = [...story, first!];
  const reopened = step('ReopenDispute', { evidence: undefined });

  test('take turns', async () => {
    await given(now).when(closed('COMPLIED')).refused('NOT_RULED');
    await given(now, closed('WITHDRAWN')).when(closed('SETTLED')).refused('DISPUTE_CLOSED');
    await given(now).when(reopened).refused('DISPUTE_OPEN');
    await given(now, closed('WITHDRAWN')).when(reopened).then(fact('DisputeReopened'));
    await given(now, ruled('UPHELD'), closed('COMPLIED'), reopened).when(reopened).refused('DISPUTE_OPEN');
    await given(now, closed('WITHDRAWN')).when(step('ReopenDispute')).refused('UNKNOWN_EVIDENCE');
  });

  test.each([
    ['closed', [closed('WITHDRAWN')], false],
    ['reopened', [closed('WITHDRAWN'), reopened], true],
    ['settled by consent', [offered(), accepted()], false],
    ['ruled, and reopened', [ruled('UPHELD'), reopened], true],
    ['ruled, reopened and superseded', [ruled('UPHELD'), reopened, step('SupersedeRuling')], false],
    ['closed and reopened in error', [closed('WITHDRAWN'), { ...reopened, label: 'r' }, inErrorOf('r')], false],
  ] as const)('%s: contested is told', (_how, steps, contested) =>
    given(now, steps).asking('entitlement', { holder: 'A99001', year: '2007-08' }).is({ contested }),
  );
});

describe('a limit that passed', () => {
  // 2 April 2007 and 28 days: Monday 30 April
  const passed = (dueOn: string, of = 'LOCAL') => step('PassDisputeDeadline', { step: of, dueOn });
  const onDay = (date: string, given: Step): Step => ({ ...given, at: `${date}T09:00:00Z` });

  test('is told on the day after it, once', async () => {
    await given(story)
      .when(onDay('2007-04-30', passed('2007-04-30')))
      .refused('DEADLINE_NOT_PASSED');
    await given(story)
      .when(onDay('2007-05-01', passed('2007-04-30')))
      .then(fact('DisputeDeadlinePassed', { holder: 'A99001', step: 'LOCAL', dueOn: '2007-04-30' }));
    await given(story, onDay('2007-05-01', passed('2007-04-30')))
      .when(passed('2007-04-30'))
      .refused('ALREADY_PASSED');
  });

  test('is the one that runs, of a dispute that is open', async () => {
    await given(story)
      .when(onDay('2007-05-02', passed('2007-05-01')))
      .refused('DEADLINE_NOT_PASSED');
    await given(story)
      .when(onDay('2007-05-02', passed('2007-04-30', 'SHA')))
      .refused('DEADLINE_NOT_PASSED');
    await given(story, ruled('UPHELD'))
      .when(onDay('2007-05-02', passed('2007-04-30')))
      .refused('DEADLINE_NOT_PASSED');
  });

  test('moves with what was granted, and begins anew when a ruling sends back', async () => {
    const asked = step('RequestExtension', { until: '2007-05-26', requestedOn: undefined });
    const granted = step('GrantExtension', { grantedOn: undefined });
    // Saturday 26 May, Sunday, and the spring bank holiday of 28 May
    await given(story, asked, granted)
      .when(onDay('2007-06-30', passed('2007-05-29')))
      .then(fact('DisputeDeadlinePassed'));
    await given(story, asked)
      .when(onDay('2007-06-30', passed('2007-04-30')))
      .then(fact('DisputeDeadlinePassed'));
    // 10 April and 28 days: Tuesday 8 May
    await given(story, onDay('2007-04-10', ruled('REMITTED')))
      .when(onDay('2007-06-30', passed('2007-05-08')))
      .then(fact('DisputeDeadlinePassed'));
  });
});

function inErrorOf(label: string): Step {
  return step('RecordInError', { label, because: 'Given by mistake' });
}
