import { aGroup, aPct, aTrust, fact, given, step } from '#testing';

test('a group is created once, by whatever is no code yet', async () => {
  await given(aPct())
    .when(step('CreateGroup', { group: 'GRP1', splitKey: 'LIST' }))
    .then(fact('GroupCreated', { group: 'GRP1', commissioner: '5X1', splitKey: 'LIST' }));
  await given(aTrust(), aGroup([]))
    .when(step('CreateGroup', { group: 'GRP1' }))
    .refused('ALREADY_EXISTS');
  await given(aTrust())
    .when(step('CreateGroup', { group: 'A99001' }))
    .refused('ALREADY_EXISTS');
});

test('its commissioner is registered, and one', async () => {
  await given().when(step('CreateGroup')).refused('UNKNOWN_ORGANISATION');
  await given(aTrust())
    .when(step('CreateGroup', { commissioner: 'A99001' }))
    .refused('WRONG_TYPE');
});

test('a figure is split by list or in equal parts', () =>
  given(aPct())
    .when(step('CreateGroup', { splitKey: 'NEED' }))
    .refused('INVALID'));
