import { aGroup, aListOf, aPct, aPractice, aTrust, exactly, fact, given, organisation, step } from '#testing';

const joined = (from: string, practice = 'A99001') => step('JoinGroup', { practice, from });
const left = (lastDay: string, practice = 'A99001') => step('LeaveGroup', { practice, lastDay });
const group = (splitKey: 'EQUAL' | 'LIST') => step('CreateGroup', { splitKey });

describe('registering', () => {
  test('a body is registered once', () => given(aPct()).when(organisation('5X1', 'CCG')).refused('ALREADY_EXISTS'));

  test('a group and a body cannot share a code', () =>
    given(aPct(), step('CreateGroup', { group: 'A99001' }))
      .when(organisation('A99001', 'PRACTICE'))
      .refused('ALREADY_EXISTS'));

  test('what is registered is told', () =>
    given()
      .when(organisation('5X1', 'PCT', { name: 'Exampleshire PCT' }))
      .then(fact('OrganisationRegistered', { code: '5X1', type: 'PCT', name: 'Exampleshire PCT' })));

  test('a type that is not in the list is no type', () =>
    given().when(organisation('5X1', 'HOSPITAL')).refused('INVALID'));
});

describe('whose practice it is', () => {
  const assigned = (practice: string, commissioner: string) =>
    step('AssignPractice', { practice, commissioner, from: '2007-10-01' });

  test('a practice goes to another commissioner from a day on', () =>
    given(aTrust(), aPct('5X2'))
      .when(assigned('A99001', '5X2'))
      .then(fact('PracticeAssigned', { practice: 'A99001', commissioner: '5X2', from: '2007-10-01' })));

  test('a practice that nobody registered is unknown', () =>
    given(aPct()).when(assigned('A99001', '5X1')).refused('UNKNOWN_ORGANISATION'));

  test('a commissioner that nobody registered is unknown', () =>
    given(aTrust()).when(assigned('A99001', '5X2')).refused('UNKNOWN_ORGANISATION'));

  test('a PCT is not a practice', () =>
    given(aTrust(), aPct('5X2')).when(assigned('5X2', '5X1')).refused('WRONG_TYPE'));

  test('an SHA is not a commissioner', () =>
    given(aTrust(), organisation('Q39', 'SHA')).when(assigned('A99001', 'Q39')).refused('WRONG_TYPE'));

  test.each(['PCT', 'CARE_TRUST', 'PCT_CLUSTER', 'CCG', 'NHSCB'])('a %s is a commissioner', (type) =>
    given(aTrust(), organisation('X', type)).when(assigned('A99001', 'X')).then(fact('PracticeAssigned')),
  );

  test('a commissioner belongs to any body', () =>
    given(aPct(), organisation('Q39', 'SHA'))
      .when(step('AssignCommissioner', { commissioner: '5X1', to: 'Q39' }))
      .then(fact('CommissionerAssigned', { commissioner: '5X1', to: 'Q39' })));

  test('but not to a group', () =>
    given(aTrust(), aGroup([]))
      .when(step('AssignCommissioner', { commissioner: '5X1', to: 'GRP1' }))
      .refused('WRONG_TYPE'));
});

describe('joining a group', () => {
  test('from a day on', () =>
    given(aTrust(), group('EQUAL'))
      .when(joined('2007-06-01'))
      .then(fact('PracticeJoinedGroup', { group: 'GRP1', practice: 'A99001', from: '2007-06-01' })));

  test('a group that nobody created is unknown', () =>
    given(aTrust()).when(joined('2007-06-01')).refused('UNKNOWN_GROUP'));

  test('a PCT is not a group', () =>
    given(aTrust())
      .when(step('JoinGroup', { group: '5X1', practice: 'A99001' }))
      .refused('WRONG_TYPE'));

  test('a PCT cannot join', () =>
    given(aTrust(), group('EQUAL')).when(joined('2007-06-01', '5X1')).refused('WRONG_TYPE'));

  test('a member cannot join again, nor another group', async () => {
    await given(aTrust(), aGroup(['A99001']))
      .when(joined('2007-06-01'))
      .refused('ALREADY_MEMBER');
    await given(aTrust(), aGroup(['A99001']), step('CreateGroup', { group: 'GRP2', splitKey: 'EQUAL' }))
      .when(step('JoinGroup', { group: 'GRP2', practice: 'A99001', from: '2007-06-01' }))
      .refused('ALREADY_MEMBER');
  });

  test('nor while a membership lies ahead, as its own would go on into it', () =>
    given(aTrust(), group('EQUAL'), joined('2007-10-01')).when(joined('2007-06-01')).refused('ALREADY_MEMBER'));

  test('on the day after the last day of membership it may join again, on that day not', async () => {
    const story = [...aTrust(), ...aGroup(['A99001']), left('2007-06-30')];
    await given(story).when(joined('2007-06-30')).refused('ALREADY_MEMBER');
    await given(story)
      .when(joined('2007-07-01'))
      .then(fact('PracticeJoinedGroup', { from: '2007-07-01' }));
  });

  test('a group that splits by list asks for a census by the day of joining', async () => {
    await given(aTrust(), group('LIST')).when(joined('2007-06-01')).refused('NO_LIST_SIZE');
    await given(aTrust(), group('LIST'), aListOf('A99001', 6000, '2007-06-02'))
      .when(joined('2007-06-01'))
      .refused('NO_LIST_SIZE');
    await given(aTrust(), group('LIST'), aListOf('A99001', 0, '2007-06-01'))
      .when(joined('2007-06-01'))
      .then(fact('PracticeJoinedGroup'));
  });
});

describe('leaving a group', () => {
  test('with a last day', () =>
    given(aTrust(), aGroup(['A99001']))
      .when(left('2007-12-31'))
      .then(fact('PracticeLeftGroup', { practice: 'A99001', lastDay: '2007-12-31' })));

  test('who is not a member on that day cannot leave', async () => {
    await given(aTrust(), group('EQUAL')).when(left('2007-12-31')).refused('NOT_A_MEMBER');
    await given(aTrust(), aGroup(['A99001']))
      .when(left('2007-03-31'))
      .refused('NOT_A_MEMBER');
    await given(aTrust(), aGroup(['A99001']), left('2007-09-30'))
      .when(left('2007-12-31'))
      .refused('NOT_A_MEMBER');
  });

  test('who has left may have left earlier still', () =>
    given(aTrust(), aGroup(['A99001']), left('2007-09-30'))
      .when(left('2007-06-30'))
      .then(fact('PracticeLeftGroup', { lastDay: '2007-06-30' })));
});

describe('succession and closure', () => {
  test('a body has successors from a day on, and closes', async () => {
    await given(aPct(), aPct('5X2'))
      .when(step('NameSuccessor', { code: '5X1', successors: ['5X2'] }))
      .then(fact('SuccessorNamed', { code: '5X1', successors: ['5X2'] }));
    await given(aPct())
      .when(step('CloseOrganisation', { code: '5X1' }))
      .then(fact('OrganisationClosed', { code: '5X1' }));
  });

  test('a successor must be registered, and nobody succeeds itself', async () => {
    await given(aPct())
      .when(step('NameSuccessor', { code: '5X1', successors: ['5X2'] }))
      .refused('UNKNOWN_ORGANISATION');
    await given(aPct())
      .when(step('NameSuccessor', { code: '5X1', successors: ['5X1'] }))
      .refused('INVALID');
  });

  test('a group neither succeeds nor closes', async () => {
    const story = [...aTrust(), ...aGroup([])];
    await given(story)
      .when(step('NameSuccessor', { code: '5X1', successors: ['GRP1'] }))
      .refused('WRONG_TYPE');
    await given(story)
      .when(step('CloseOrganisation', { code: 'GRP1' }))
      .refused('WRONG_TYPE');
  });
});

test('a list size is of a practice, and of no half patient', async () => {
  await given(aPct(), aPractice())
    .when(aListOf('A99001', 9200))
    .then(fact('ListSizeRecorded', { patients: 9200 }));
  await given(aPct()).when(aListOf('5X1', 9200)).refused('WRONG_TYPE');
  await given(aTrust())
    .when(exactly('RecordListSize', { practice: 'A99001', censusDate: '2007-04-01', patients: 0.5 }))
    .refused('INVALID');
});
