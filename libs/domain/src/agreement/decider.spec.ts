import {
  aGroup,
  aPct,
  agreed,
  aTrust,
  exactly,
  fact,
  given,
  on,
  organisation,
  proposed,
  signed,
  step,
  varied,
} from '#testing';

const merged = (from: string) => step('NameSuccessor', { code: '5X1', from, successors: ['5X2'] });
const ended = (endsOn: string) => step('EndAgreement', { agreement: 'AG1', endsOn, because: 'Withdrawn' });

describe('proposing', () => {
  test('what a proposal leaves out is told: no guarantee, all lines, no recovery, added up', () =>
    given(aTrust())
      .when(proposed())
      .then(
        fact('AgreementProposed', {
          agreement: 'AG1',
          terms: {
            edition: 'DH-2006-PRACTICAL',
            shareBp: 7000,
            guarantee: null,
            lines: 'ALL',
            recovery: { kind: 'NONE' },
            segments: 'ADD_UP',
          },
        }),
      ));

  test('an agreement’s id is unique in the ledger', () =>
    given(aTrust('A99001', 'A99002'), proposed())
      .when(proposed({ holder: 'A99002' }))
      .refused('ALREADY_EXISTS'));

  test('a group holds agreements, a PCT does not', async () => {
    await given(aTrust(), aGroup([]))
      .when(proposed({ holder: 'GRP1' }))
      .then(fact('AgreementProposed', { holder: 'GRP1' }));
    await given(aTrust(), aPct('5X2'))
      .when(proposed({ holder: '5X2' }))
      .refused('WRONG_TYPE');
  });

  test('it ends on or after the day on which it begins', () =>
    given(aTrust())
      .when(proposed({ from: '2007-04-02', to: '2007-04-01' }))
      .refused('INVALID'));
});

describe('signing', () => {
  test('the day of signing is the day in London on which it is recorded', () =>
    given(aTrust(), proposed())
      .when({ ...signed('A99001'), at: '2007-07-01T23:30:00Z' })
      .then(fact('AgreementSigned', { party: 'HOLDER', organisation: 'A99001', signedOn: '2007-07-02' })));

  test('or an earlier one that is named', () =>
    given(aTrust(), proposed())
      .when(step('SignAgreement', { organisation: '5X1', signedOn: '2007-03-20' }))
      .then(fact('AgreementSigned', { party: 'COMMISSIONER', signedOn: '2007-03-20' })));

  test('nobody has signed tomorrow', () =>
    given(aTrust(), proposed())
      .when(step('SignAgreement', { organisation: 'A99001', signedOn: '2007-04-03' }))
      .refused('FUTURE_DATE'));

  test('what nobody proposed is unknown', () => given(aTrust()).when(signed('A99001')).refused('UNKNOWN_AGREEMENT'));

  test('a signer that nobody registered is unknown, before the agreement is', () =>
    given(aTrust()).when(signed('A99009', 'AG9')).refused('UNKNOWN_ORGANISATION'));

  test('a neighbour is no party', () =>
    given(aTrust('A99001', 'A99002'), proposed()).when(signed('A99002')).refused('NOT_A_PARTY'));

  test('each party signs once', () =>
    given(aTrust(), proposed(), signed('A99001')).when(signed('A99001')).refused('ALREADY_SIGNED'));

  test('a commissioner’s successor signs for it, once the succession is in effect', async () => {
    const story = [...aTrust(), aPct('5X2'), proposed(), merged('2007-10-01')];
    await given(story).when(signed('5X2')).refused('NOT_A_PARTY');
    await given(story)
      .when({ ...signed('5X2'), at: '2007-10-01T09:00:00Z' })
      .then(fact('AgreementSigned', { organisation: '5X2', party: 'COMMISSIONER' }));
  });

  test('and so does a successor’s successor; old and new body are one party', async () => {
    const story = [
      ...aTrust(),
      organisation('5X2', 'PCT'),
      organisation('03F', 'CCG'),
      proposed(),
      merged('2007-04-01'),
      step('NameSuccessor', { code: '5X2', from: '2007-04-02', successors: ['03F'] }),
    ];
    await given(story)
      .when(signed('03F'))
      .then(fact('AgreementSigned', { organisation: '03F' }));
    await given(story, signed('5X1')).when(signed('03F')).refused('ALREADY_SIGNED');
  });

  test('two agreements in force for one holder never share a day', async () => {
    const second = [proposed({ agreement: 'AG2', from: '2008-03-31', to: '2009-03-31' }), signed('A99001', 'AG2')];
    await given(aTrust(), agreed(), second).when(signed('5X1', 'AG2')).refused('AGREEMENTS_OVERLAP');
    await given(
      aTrust(),
      agreed(),
      proposed({ agreement: 'AG2', from: '2008-04-01', to: '2009-03-31' }),
      signed('A99001', 'AG2'),
    )
      .when(signed('5X1', 'AG2'))
      .then(fact('AgreementSigned', { agreement: 'AG2' }));
  });

  test('an agreement that ended early leaves its later days to another', () =>
    given(
      aTrust(),
      agreed(),
      ended('2007-09-30'),
      proposed({ agreement: 'AG2', from: '2007-10-01' }),
      signed('5X1', 'AG2'),
    )
      .when(signed('A99001', 'AG2'))
      .then(fact('AgreementSigned')));

  test('who signed is a matter of form before it is a matter of days', () =>
    given(aTrust('A99001', 'A99002'), agreed(), proposed({ agreement: 'AG2' }), signed('A99001', 'AG2'))
      .when(step('SignAgreement', { agreement: 'AG2', organisation: 'A99002', signedOn: '2030-01-01' }))
      .refused('NOT_A_PARTY'));
});

describe('varying', () => {
  const vary = (effectiveFrom: string, variation = 'V1') =>
    step('VaryAgreement', { variation, effectiveFrom, terms: { shareBp: 5000 } });
  const sign = (organisation: string, signedOn?: string) => step('SignVariation', { organisation, signedOn });

  test('a change names what changes, and lies inside the agreement', async () => {
    await given(aTrust(), agreed())
      .when(vary('2007-10-01'))
      .then(fact('AgreementVaried', { variation: 'V1', terms: { shareBp: 5000 } }));
    await given(aTrust(), agreed()).when(vary('2007-03-31')).refused('OUTSIDE_AGREEMENT');
    await given(aTrust(), agreed(), ended('2007-09-30')).when(vary('2007-10-01')).refused('OUTSIDE_AGREEMENT');
    await given(aTrust(), agreed())
      .when(step('VaryAgreement', { terms: {} }))
      .refused('INVALID');
  });

  test('a variation’s id is unique in the ledger', () =>
    given(aTrust('A99001', 'A99002'), agreed(), agreed({ agreement: 'AG2', holder: 'A99002' }), vary('2007-10-01'))
      .when(step('VaryAgreement', { agreement: 'AG2', variation: 'V1', effectiveFrom: '2007-10-01' }))
      .refused('ALREADY_EXISTS'));

  test('both sign it, each once, as they signed the agreement', async () => {
    const story = [...aTrust('A99001', 'A99002'), ...agreed(), vary('2007-10-01')];
    await given(story)
      .when(sign('A99001'))
      .then(fact('VariationSigned', { party: 'HOLDER', signedOn: '2007-04-02' }));
    await given(story, sign('A99001')).when(sign('A99001')).refused('ALREADY_SIGNED');
    await given(story).when(sign('A99002')).refused('NOT_A_PARTY');
    await given(story).when(sign('A99001', '2007-04-03')).refused('FUTURE_DATE');
  });

  test('a variation of another agreement is unknown', () =>
    given(aTrust('A99001', 'A99002'), agreed(), agreed({ agreement: 'AG2', holder: 'A99002' }), vary('2007-10-01'))
      .when(step('SignVariation', { agreement: 'AG2', organisation: 'A99002' }))
      .refused('UNKNOWN_VARIATION'));
});

describe('ending', () => {
  test('on a day inside the agreement', async () => {
    await given(aTrust(), agreed())
      .when(ended('2007-04-01'))
      .then(fact('AgreementEnded', { endsOn: '2007-04-01' }));
    await given(aTrust(), agreed()).when(ended('2007-03-31')).refused('OUTSIDE_AGREEMENT');
    await given(aTrust(), agreed()).when(ended('2008-04-01')).refused('OUTSIDE_AGREEMENT');
  });

  test('only what is in force, and that before the day is looked at', () =>
    given(aTrust(), proposed(), signed('A99001')).when(ended('2030-01-01')).refused('NOT_IN_FORCE'));

  test('what nobody proposed is unknown', () => given(aTrust()).when(ended('2007-09-30')).refused('UNKNOWN_AGREEMENT'));
});

test('a signatory is sealed: the name does not stand in the log', async () => {
  const story = [...aTrust(), proposed()];
  await given(story)
    .when(step('SignAgreement', { organisation: 'A99001', signatory: 'Dr A Partner', signedOn: undefined }))
    .then({ type: 'AgreementSigned', data: { signatory: expect.stringMatching(/^eyJ[\w-]+\.[\w.-]+$/) as string } });
});

test('the terms of a proposal must be whole', () =>
  given(aTrust())
    .when(
      exactly('ProposeAgreement', {
        agreement: 'AG1',
        commissioner: '5X1',
        holder: 'A99001',
        from: '2007-04-01',
        to: '2008-03-31',
        terms: { edition: 'DH-2006-PRACTICAL' },
      }),
    )
    .refused('INVALID'));

test('a variation signed after a while holds from the day that it names', () =>
  given(aTrust(), agreed(), on('2008-02-20', varied('V1', '2007-04-01', { shareBp: 5000 })))
    .asking('entitlement', { holder: 'A99001', year: '2007-08' })
    .is({ shareBp: 5000, basis: 'AGREEMENT' }));
