import { aTrust, afterTheYear, budget, fact, given, labelled, inError, on, step, used } from '#testing';

const sign = on('2008-06-10', step('SignAccounts', { signedOn: undefined, estimated: undefined }))[0]!;
const restate = (date = '2008-07-18') =>
  on(date, step('RestateAccounts', { restatedOn: undefined, estimated: undefined }))[0]!;
const STATED = { commissioner: '5X1', year: '2007-08' };

describe('accounts of a year', () => {
  test('are signed once, after the year, by someone whose name is sealed', async () => {
    await given(aTrust())
      .when(sign)
      .then(fact('AccountsSigned', { signatory: expect.stringMatching(/^eyJ/) as string, signedOn: '2008-06-10' }));
    await given(aTrust(), sign)
      .when(restate())
      .then(fact('AccountsRestated', { outturnPence: -227_000_000 }));
    await given(aTrust(), sign).when(step('SignAccounts')).refused('ACCOUNTS_ALREADY_SIGNED');
    await given(aTrust())
      .when(step('SignAccounts', { signedOn: undefined }))
      .refused('YEAR_NOT_ENDED');
    await given(aTrust())
      .when(on('2008-06-10', step('SignAccounts', { signedOn: '2008-03-30' }))[0]!)
      .refused('YEAR_NOT_ENDED');
    await given(aTrust()).when(restate()).refused('ACCOUNTS_NOT_SIGNED');
  });

  test('are restated no earlier than signed, and not ahead of the day', async () => {
    await given(aTrust(), sign, on('2008-07-01'))
      .when(on('2008-07-18', step('RestateAccounts', { restatedOn: '2008-06-09' }))[0]!)
      .refused('BEFORE_SIGNED');
    await given(aTrust(), sign)
      .when(on('2008-07-18', step('RestateAccounts', { restatedOn: '2008-07-19' }))[0]!)
      .refused('FUTURE_DATE');
  });

  test('signed by mistake are signed anew', () =>
    given(aTrust(), labelled('mistake', sign), on('2008-06-11', inError('mistake')))
      .when(on('2008-06-12', step('SignAccounts', { outturnPence: 1 }))[0]!)
      .then(fact('AccountsSigned', { outturnPence: 1 })));

  test('are told as nothing while the signature is in error, whatever was restated', () =>
    given(aTrust(), labelled('mistake', sign), restate(), on('2008-07-19', inError('mistake')))
      .asking('statedAccounts', STATED)
      .is({ signedPence: null, statedPence: null, restatedByPence: null, rows: [{ kind: 'RESTATED' }] }));

  // 12,000 − 10,800 = 1,200; 70 per cent
  test('change nothing that is owed; the fund set later that day is what can be paid then', () =>
    given(
      aTrust(),
      budget(),
      afterTheYear(used(900)),
      on('2008-07-01', step('SignAccounts', { signedOn: undefined })),
      on('2008-07-01', step('SetReleaseFund', { pence: 840 })),
      restate(),
      on('2008-07-19', step('SetReleaseFund', { pence: 100 })),
    )
      .asking('statedAccounts', STATED)
      .is({
        affordablePence: 100,
        rows: [
          { kind: 'SIGNED', entitledPence: 840, affordablePence: 840 },
          { kind: 'RESTATED', entitledPence: 840, affordablePence: 840, changePence: -282_400_000 },
        ],
      }));
});
