import { aGroup, aTrust, budget, entry, fact, given, step } from '#testing';

const disputed = (holder = 'A99001', dispute = 'D1') => step('OpenDispute', { dispute, holder });
const ruled = (outcome: string, ...effects: readonly object[]) => step('IssueRuling', { outcome, effects });
const counted = (practice?: string, entryId = 'E1') => ({
  kind: 'COUNT_ENTRY',
  entry: entryId,
  portionBp: 5000,
  ...(practice === undefined ? {} : { practice }),
});
const SHARE = { kind: 'SET_SHARE', shareBp: 8000 };

describe('opening', () => {
  test('about a holder and a year, under an id of its own', async () => {
    await given(aTrust())
      .when(disputed())
      .then(fact('DisputeOpened', { dispute: 'D1', holder: 'A99001' }));
    await given(aTrust('A99001', 'A99002'), disputed()).when(disputed('A99002')).refused('ALREADY_EXISTS');
    await given(aTrust()).when(disputed('A99009')).refused('UNKNOWN_ORGANISATION');
    await given(aTrust()).when(disputed('5X1')).refused('WRONG_TYPE');
  });
});

describe('ruling', () => {
  const story = [...aTrust('A99001', 'A99002'), budget(), entry(), disputed()];

  test('with effects, told with the holder and the year', () =>
    given(story)
      .when(ruled('PART_UPHELD', SHARE, counted()))
      .then(
        fact('RulingIssued', {
          holder: 'A99001',
          year: '2007-08',
          outcome: 'PART_UPHELD',
          effects: [SHARE, counted()] as never,
        }),
      ));

  test('on a dispute that nobody opened', () => given(aTrust()).when(ruled('UPHELD')).refused('UNKNOWN_DISPUTE'));

  test('once; but what is remitted comes back', async () => {
    await given(story, ruled('UPHELD')).when(ruled('DISMISSED')).refused('ALREADY_RULED');
    await given(story, ruled('DISMISSED')).when(ruled('UPHELD')).refused('ALREADY_RULED');
    await given(story, ruled('REMITTED'))
      .when(ruled('UPHELD', SHARE))
      .then(fact('RulingIssued', { outcome: 'UPHELD' }));
  });

  test.each(['DISMISSED', 'REMITTED'])('%s has no effects', (outcome) =>
    given(story).when(ruled(outcome, SHARE)).refused('EFFECT_NOT_ALLOWED'),
  );

  test('that it is ruled comes before what it would do', () =>
    given(story, ruled('UPHELD')).when(ruled('DISMISSED', SHARE)).refused('ALREADY_RULED'));

  test('an entry that is counted is recorded', async () => {
    await given(story)
      .when(ruled('UPHELD', counted(undefined, 'E9')))
      .refused('UNKNOWN_ENTRY');
    await given(story)
      .when(ruled('UPHELD', counted('A99002')))
      .refused('UNKNOWN_ENTRY');
  });

  test('an entry of another practice is not in a practice’s dispute', () =>
    given(story, budget({ practice: 'A99002' }), entry({ practice: 'A99002' }))
      .when(ruled('UPHELD', counted('A99002')))
      .refused('EFFECT_NOT_ALLOWED'));

  test('a group’s dispute names whose entry it counts', async () => {
    const ofGroup = [...aTrust(), budget(), entry(), ...aGroup(['A99001']), disputed('GRP1')];
    await given(ofGroup).when(ruled('UPHELD', counted())).refused('EFFECT_NOT_ALLOWED');
    await given(ofGroup)
      .when(ruled('UPHELD', counted('A99001')))
      .then(fact('RulingIssued', { holder: 'GRP1' }));
    await given(ofGroup)
      .when(ruled('UPHELD', counted('5X1')))
      .refused('UNKNOWN_ENTRY');
    await given(ofGroup)
      .when(ruled('UPHELD', counted('A99009')))
      .refused('UNKNOWN_ORGANISATION');
  });
});
