import { aTrust, fact, given, inError, labelled, on, step } from '#testing';

const raised = (changes = {}) => step('RaiseDataChallenge', { deadline: undefined, raisedOn: undefined, ...changes });
const answered = (changes = {}) =>
  step('AnswerDataChallenge', { restatement: undefined, answeredOn: undefined, ...changes });
const flex = step('RecordActuals', { rows: [{ month: 1, line: 'NEL', pence: 9_000 }], covers: undefined });
const doubted = [...on('2007-06-14', aTrust('A99001', 'A99002'), flex, raised())];

describe('challenging data', () => {
  test('under an id of its own, on a day that has come', async () => {
    await given(on('2007-06-14', aTrust()))
      .when(raised())
      .then(
        fact('DataChallengeRaised', { challenge: 'CH1', practice: 'A99001', pence: 2_384, raisedOn: '2007-06-14' }),
      );
    await given(doubted)
      .when(raised({ practice: 'A99002' }))
      .refused('ALREADY_EXISTS');
    await given(aTrust())
      .when(raised({ raisedOn: '2007-06-14' }))
      .refused('FUTURE_DATE');
    await given(aTrust())
      .when(raised({ practice: '5X1' }))
      .refused('WRONG_TYPE');
    await given(aTrust())
      .when(raised({ pence: 0 }))
      .refused('INVALID');
  });

  test('is answered once, in whole, in part or not', async () => {
    await given(doubted)
      .when(answered({ outcome: 'ACCEPTED', pence: undefined }))
      .then(
        fact('DataChallengeAnswered', {
          challenge: 'CH1',
          practice: 'A99001',
          line: 'NEL',
          month: 1,
          outcome: 'ACCEPTED',
          pence: 2_384,
          answeredOn: '2007-06-14',
        }),
      );
    await given(doubted)
      .when(answered({ outcome: 'REJECTED', pence: undefined }))
      .then(fact('DataChallengeAnswered', { outcome: 'REJECTED', pence: 0 }));
    await given(doubted)
      .when(answered({ pence: undefined }))
      .refused('INVALID');
    await given(doubted)
      .when(answered({ outcome: 'REJECTED' }))
      .refused('INVALID');
    await given(doubted)
      .when(answered({ answeredOn: '2007-06-15' }))
      .refused('FUTURE_DATE');
    await given(doubted, answered()).when(answered()).refused('CHALLENGE_ANSWERED');
    await given(aTrust()).when(answered()).refused('UNKNOWN_CHALLENGE');
  });

  test('what was recorded in error is no challenge', () =>
    given(on('2007-06-14', aTrust(), labelled('slip', raised()), inError('slip')))
      .when(answered())
      .refused('UNKNOWN_CHALLENGE'));
});

describe('the challenges told', () => {
  const restated = step('RestateActuals', { rows: [{ month: 1, line: 'NEL', deltaPence: -1_500 }] });

  test('by practice: accepted, put right in part, and overdue', () =>
    given(
      doubted,
      raised({ challenge: 'CH2', month: 2, pence: 100, deadline: '2007-07-12', raisedOn: '2007-06-13' }),
      raised({ challenge: 'CH3', practice: 'A99002' }),
      on('2007-07-20', answered({ restatement: 'R1' }), restated),
    )
      .asking('challenges', { practice: 'A99001', year: '2007-08' })
      .is({
        open: 1,
        overdue: 1,
        openPence: 100,
        acceptedPence: 2_000,
        notRestatedPence: 500,
        rows: [
          { challenge: 'CH1', status: 'PART', acceptedPence: 2_000, restatedPence: 1_500, notRestatedPence: 500 },
          { challenge: 'CH2', status: 'OVERDUE', deadline: '2007-07-12', daysLate: 8, raisedOn: '2007-06-13' },
        ],
      }));

  test('by commissioner, only open ones, of one year', async () => {
    const all = [...doubted, raised({ challenge: 'CH3', practice: 'A99002', year: '2006-07' }), answered()];
    await given(all)
      .asking('challenges', { commissioner: '5X1' })
      .is({ rows: [{ challenge: 'CH1' }, { challenge: 'CH3' }] });
    await given(all)
      .asking('challenges', { commissioner: '5X1', open: true })
      .is({ rows: [{ challenge: 'CH3', status: 'OPEN' }] });
    await given(all).asking('challenges', { commissioner: '5X1', year: '2007-08', open: true }).is({ rows: [] });
    await given(all).asking('challenges', { practice: '5X1' }).refused('WRONG_TYPE');
    await given(all).asking('challenges', { commissioner: 'A99001' }).refused('WRONG_TYPE');
  });

  test('an answer counts from the day it was known', () =>
    given(doubted, on('2007-07-20', answered()))
      .asking('challenges', { practice: 'A99001', knownAt: '2007-07-19T12:00:00Z' })
      .is({ open: 1, rows: [{ challenge: 'CH1', status: 'OPEN', answeredOn: null }] }));
});
