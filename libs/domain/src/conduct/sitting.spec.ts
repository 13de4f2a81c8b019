import { dayOf, pence } from '#kernel';
import { aRef, aTrust, fact, given, on, step } from '#testing';
import { judged, type Setting, type Sitting } from './sitting.js';

const day = dayOf('2007-07-23');
const sitting: Sitting = {
  organisation: '5X1',
  committee: 'PEC',
  decidedOn: day,
  present: ['M1', 'M2', 'M3'],
  quorum: 3,
  valuePence: pence(5000),
};
const limit = (committee: string, from: string, limitPence?: number) => ({
  committee,
  from: dayOf(from),
  ...(limitPence === undefined ? {} : { limitPence: pence(limitPence) }),
  ref: aRef(),
});
const setting: Setting = {
  conduct: { interests: [], withdrawals: [] },
  delegation: [limit('PEC', '2007-04-01', 5000)],
  isTheCommissioner: true,
  decides: true,
};
const declared = (member: string, declaredOn = day) => ({ member, declaredOn, ref: aRef() });
const withdrawn = (member: string, withdrewOn = day) => ({ member, withdrewOn, ref: aRef() });
const flags = (changes: Partial<Sitting>, seen: Partial<Setting> = {}) =>
  judged({ ...sitting, ...changes }, { ...setting, ...seen }).flags;

test('a sitting as it should be has no flag', () => {
  expect(judged(sitting, setting)).toMatchObject({ flags: [], told: { membersDeciding: 3, withinLimit: true } });
});

test('what was not recorded of it', () => {
  const { present: _present, ...unseen } = sitting;
  expect(judged(unseen, setting)).toMatchObject({
    flags: ['ATTENDANCE_NOT_RECORDED'],
    told: { present: [], membersDeciding: null },
  });
});

test('whoever withdrew on or before the day does not count for the quorum', () => {
  const conduct = { interests: [declared('M2')], withdrawals: [withdrawn('M2')] };
  expect(flags({}, { conduct })).toEqual(['NO_QUORUM']);
  expect(flags({ quorum: 2 }, { conduct })).toEqual([]);
});

test('whoever declared an interest and did not withdraw in time was in conflict', () => {
  const late = { interests: [declared('M2')], withdrawals: [withdrawn('M2', day + 1)] };
  expect(flags({}, { conduct: late })).toEqual(['CONFLICTED_MEMBER_PRESENT']);
  const absent = { interests: [declared('M9')], withdrawals: [] };
  expect(flags({}, { conduct: absent })).toEqual([]);
});

test('an interest declared after the day is late, whether or not the member had left', () => {
  const conduct = { interests: [declared('M1', day + 1)], withdrawals: [withdrawn('M1')] };
  expect(flags({ quorum: 2 }, { conduct })).toEqual(['INTEREST_DECLARED_LATE']);
  const first = { interests: [declared('M1', day + 1), declared('M1')], withdrawals: [withdrawn('M1')] };
  expect(flags({ quorum: 2 }, { conduct: first })).toEqual([]);
});

describe('the delegated limit', () => {
  test('a penny above it is over it', () => {
    expect(judged({ ...sitting, valuePence: pence(5001) }, setting)).toMatchObject({
      flags: ['OVER_LIMIT'],
      told: { limitPence: 5000, withinLimit: false },
    });
  });

  test('is the one with the latest first day; of equals the one recorded last', () => {
    const delegation = [
      limit('PEC', '2007-07-01', 4000),
      limit('PEC', '2007-04-01', 9000),
      limit('PEC', '2007-07-24', 9000),
    ];
    expect(flags({}, { delegation })).toEqual(['OVER_LIMIT']);
    expect(flags({}, { delegation: [...delegation, limit('PEC', '2007-07-01', 6000)] })).toEqual([]);
  });

  test('without an amount lets any pass; without one nobody can say', () => {
    const any = judged(sitting, { ...setting, delegation: [limit('PEC', '2007-04-01')] });
    expect(any).toMatchObject({ flags: [], told: { limitPence: null, withinLimit: true } });
    const none = judged(sitting, { ...setting, delegation: [limit('BOARD', '2007-04-01', 1)] });
    expect(none).toMatchObject({ flags: ['NO_LIMIT_SET'], told: { withinLimit: null } });
  });

  test('does not weigh a deferral', () => expect(flags({ valuePence: pence(9000) }, { decides: false })).toEqual([]));
});

test('another body than the commissioner', () =>
  expect(flags({}, { isTheCommissioner: false })).toEqual(['NOT_THE_COMMISSIONER']));

describe('what members said', () => {
  const story = on('2007-10-01', aTrust(), step('RecordDecision'));
  const ofDecision = { case: undefined, decision: 'DEC1', declaredOn: undefined };

  test('is told with whom the matter is about, on the day recorded where none is named', () =>
    given(story)
      .when(step('DeclareInterest', ofDecision))
      .then(
        fact('InterestDeclared', { decision: 'DEC1', commissioner: '5X1', holder: 'A99001', declaredOn: '2007-10-01' }),
      ));

  test('about something that is recorded, and not in the future', async () => {
    await given(story)
      .when(step('DeclareInterest', { ...ofDecision, decision: 'DEC9' }))
      .refused('UNKNOWN_DECISION');
    await given(story).when(step('WithdrawMember')).refused('UNKNOWN_CASE');
    await given(story)
      .when(step('WithdrawMember', { case: undefined, decision: 'DEC1', withdrewOn: '2007-10-02' }))
      .refused('FUTURE_DATE');
  });

  test('the words are sealed', () =>
    given(story)
      .when(step('DeclareInterest', ofDecision))
      .then(fact('InterestDeclared', { interest: expect.stringMatching(/^eyJ/) as string })));
});

describe('decisions', () => {
  const story = on(
    '2007-10-01',
    aTrust(),
    step('RecordDecision'),
    step('RecordDecision', { decision: 'DEC2', supersedes: 'DEC1', decidedOn: '2007-09-30', reasons: undefined }),
  );

  test('are listed by their day, each with what took its place', () =>
    given(story)
      .asking('decisions', { holder: 'A99001' })
      .is({
        rows: [
          { id: 'DEC1', supersededBy: 'DEC2', flags: ['NO_LIMIT_SET'] },
          { id: 'DEC2', supersedes: 'DEC1', supersededBy: null, flags: ['NO_REASONS', 'NO_LIMIT_SET'] },
        ],
      }));

  test('supersede only what is recorded', () =>
    given(story)
      .when(step('RecordDecision', { decision: 'DEC3', supersedes: 'DEC9' }))
      .refused('UNKNOWN_DECISION'));
});
