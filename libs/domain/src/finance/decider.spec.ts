import { aGroup, aPct, aTrust, fact, given, on, step } from '#testing';

const YEAR = '2007-08';

test.each([
  ['SetResourceLimit', 'ResourceLimitSet'],
  ['AdjustResourceLimit', 'ResourceLimitAdjusted'],
  ['ReportForecast', 'ForecastReported'],
  ['ApplyTopSlice', 'TopSliceApplied'],
  ['ReturnTopSlice', 'TopSliceReturned'],
  ['AdoptRecoveryPlan', 'RecoveryPlanAdopted'],
  ['SetReleaseFund', 'ReleaseFundSet'],
] as const)('%s is told as %s of a commissioner that is registered', async (command, type) => {
  await given(aPct())
    .when(step(command))
    .then(fact(type, { commissioner: '5X1', year: YEAR }));
  await given().when(step(command)).refused('UNKNOWN_ORGANISATION');
  await given(aTrust())
    .when(step(command, { commissioner: 'A99001' }))
    .refused('WRONG_TYPE');
});

describe('suspending release', () => {
  const suspend = (of: object) => step('SuspendRelease', { commissioner: undefined, reviewOn: undefined, ...of });
  const lift = (of: object) => step('LiftSuspension', { commissioner: undefined, ...of });

  test('of one holder, or of all that a commissioner owes', async () => {
    await given(aTrust())
      .when(suspend({ holder: 'A99001' }))
      .then(fact('ReleaseSuspended', { holder: 'A99001' }));
    await given(aTrust())
      .when(suspend({ commissioner: '5X1' }))
      .then(fact('ReleaseSuspended', { commissioner: '5X1' }));
    await given(aTrust(), aGroup([]))
      .when(suspend({ holder: 'GRP1' }))
      .then(fact('ReleaseSuspended', { holder: 'GRP1' }));
  });

  test('a holder or a commissioner, not both and not neither', async () => {
    await given(aTrust())
      .when(suspend({ holder: 'A99001', commissioner: '5X1' }))
      .refused('INVALID');
    await given(aTrust()).when(suspend({})).refused('INVALID');
    await given(aTrust())
      .when(suspend({ holder: '5X1' }))
      .refused('WRONG_TYPE');
    await given(aTrust())
      .when(suspend({ commissioner: 'A99001' }))
      .refused('WRONG_TYPE');
  });

  test('only what is suspended is lifted, and the two kinds are apart', async () => {
    await given(aTrust())
      .when(lift({ holder: 'A99001' }))
      .refused('NOT_SUSPENDED');
    await given(aTrust(), suspend({ commissioner: '5X1' }))
      .when(lift({ holder: 'A99001' }))
      .refused('NOT_SUSPENDED');
    await given(aTrust(), suspend({ holder: 'A99001' }))
      .when(lift({ holder: 'A99001', year: '2008-09' }))
      .refused('NOT_SUSPENDED');
    await given(aTrust(), suspend({ holder: 'A99001' }))
      .when(lift({ holder: 'A99001' }))
      .then(fact('SuspensionLifted', { holder: 'A99001' }));
  });

  test('one lifting ends a suspension that was given twice', () =>
    given(aTrust(), suspend({ holder: 'A99001' }), suspend({ holder: 'A99001' }), lift({ holder: 'A99001' }))
      .when(lift({ holder: 'A99001' }))
      .refused('NOT_SUSPENDED'));

  test('while it holds, by whichever of the two, no funds are released', async () => {
    const release = step('ReleaseFunds');
    await given(aTrust(), suspend({ holder: 'A99001' }))
      .when(release)
      .refused('SUSPENDED');
    await given(aTrust(), suspend({ commissioner: '5X1' }))
      .when(release)
      .refused('SUSPENDED');
    await given(aTrust(), suspend({ commissioner: '5X1' }), lift({ commissioner: '5X1' }))
      .when(release)
      .then(fact('FundsReleased'));
  });

  test('a suspension by a PCT that is no longer the debtor holds nothing up', () =>
    given(
      aTrust(),
      aPct('5X2'),
      suspend({ commissioner: '5X1' }),
      step('NameSuccessor', { code: '5X1', from: '2007-10-01', successors: ['5X2'] }),
      on('2007-10-01', step('RecordListSize')),
    )
      .when(step('ReleaseFunds'))
      .then(fact('FundsReleased')));
});
