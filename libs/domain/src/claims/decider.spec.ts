import { aTrust, fact, given, inError, labelled, step } from '#testing';

const CLAIMED = [...aTrust('A99001', 'A99002'), labelled('claim', step('ClaimSavings', { pence: 1000 }))];
const AGREED = { claim: 'CL1', holder: 'A99001', year: '2007-08', by: '5X1' };

describe('a claim', () => {
  test('is agreed whole unless a part is named', async () => {
    await given(CLAIMED)
      .when(step('AgreeClaim', { pence: undefined }))
      .then(fact('ClaimAgreed', { ...AGREED, pence: 1000 }));
    await given(CLAIMED)
      .when(step('AgreeClaim', { pence: 400 }))
      .then(fact('ClaimAgreed', { ...AGREED, pence: 400 }));
  });

  test('is disputed but for what was agreed before', async () => {
    await given(CLAIMED)
      .when(step('DisputeClaim', { pence: undefined }))
      .then(fact('ClaimDisputed', { pence: 0 }));
    await given(CLAIMED, step('AgreeClaim', { pence: 400 }))
      .when(step('DisputeClaim', { pence: undefined }))
      .then(fact('ClaimDisputed', { pence: 400 }));
  });

  test('is not agreed beyond what is claimed', async () => {
    await given(CLAIMED)
      .when(step('AgreeClaim', { pence: 1001 }))
      .refused('MORE_THAN_CLAIMED');
    await given(CLAIMED)
      .when(step('DisputeClaim', { pence: 1001 }))
      .refused('MORE_THAN_CLAIMED');
  });

  test('is withdrawn once, and then for good', async () => {
    await given(CLAIMED)
      .when(step('WithdrawClaim'))
      .then(fact('ClaimWithdrawn', { claim: 'CL1', holder: 'A99001', by: 'A99001' }));
    for (const command of ['WithdrawClaim', 'AgreeClaim', 'DisputeClaim'] as const)
      await given(CLAIMED, step('WithdrawClaim'))
        .when(step(command, { pence: command === 'WithdrawClaim' ? undefined : 1 } as never))
        .refused('CLAIM_WITHDRAWN');
  });

  test('counts while the command that made it does, and is answered by a body that is recorded', async () => {
    await given(aTrust()).when(step('AgreeClaim')).refused('UNKNOWN_CLAIM');
    await given(CLAIMED, inError('claim')).when(step('AgreeClaim')).refused('UNKNOWN_CLAIM');
    await given(CLAIMED)
      .when(step('AgreeClaim', { by: 'NOBODY' }))
      .refused('UNKNOWN_ORGANISATION');
  });

  test('names a body that agreed to its baseline, on a day that has come', async () => {
    const claimed = (changes: object) => step('ClaimSavings', { baseline: 'Last year', ...changes });
    await given(aTrust())
      .when(claimed({ baselineAgreedBy: '5X9' }))
      .refused('UNKNOWN_ORGANISATION');
    await given(aTrust())
      .when(claimed({ baselineAgreedOn: '2007-04-03' }))
      .refused('FUTURE_DATE');
    await given(aTrust())
      .when(claimed({ baselineAgreedBy: '5X1', baselineAgreedOn: '2007-04-02' }))
      .then(fact('SavingsClaimed', { baselineAgreedBy: '5X1' }));
  });
});

describe('an attribution', () => {
  const attributed = (changes: object = {}) => step('AttributeVariance', { pence: -7, ...changes } as never);

  test('is of either sign, of a claim of the same holder and year', async () => {
    await given(CLAIMED)
      .when(attributed())
      .then(fact('VarianceAttributed', { attribution: 'AT1', claim: 'CL1', pence: -7 }));
    await given(CLAIMED)
      .when(attributed({ holder: 'A99002' }))
      .refused('UNKNOWN_CLAIM');
    await given(CLAIMED)
      .when(attributed({ year: '2008-09' }))
      .refused('UNKNOWN_CLAIM');
    await given(CLAIMED)
      .when(attributed({ claim: undefined, holder: '5X1' }))
      .refused('WRONG_TYPE');
  });

  test('has an id that is new in the account', async () => {
    await given(CLAIMED, attributed())
      .when(attributed({ pence: 8 }))
      .refused('ALREADY_EXISTS');
    await given(CLAIMED, attributed())
      .when(attributed({ holder: 'A99002', claim: undefined }))
      .then(fact('VarianceAttributed'));
  });
});
