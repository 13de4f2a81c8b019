import {
  aPct,
  aTrust,
  agreed,
  fact,
  given,
  guaranteeing,
  inError,
  labelled,
  on,
  proposed,
  signed,
  step,
  varied,
} from '#testing';

const entering = (changes: object = {}) => step('EnterArrangement', { from: '2007-04-02', ...changes });
const waiving = (changes: object = {}) => step('WaiveAssurance', changes);
const terms = guaranteeing;

describe('entering', () => {
  test('on a guarantee that both signed on or before the first day', () =>
    given(aTrust(), agreed({ terms }))
      .when(entering())
      .then(
        fact('ArrangementEntered', {
          arrangement: 'ARR1',
          assurance: 'GUARANTEE',
          agreement: 'AG1',
          assuredOn: '2007-04-02',
        }),
      ));

  test('the day before it was signed it was not there', () =>
    given(aTrust(), agreed({ terms }))
      .when(entering({ from: '2007-04-01' }))
      .refused('NO_ASSURANCE'));

  test('without any agreement, without a guarantee, or with one signature', async () => {
    await given(aTrust()).when(entering()).refused('NO_ASSURANCE');
    await given(aTrust(), agreed()).when(entering()).refused('NO_ASSURANCE');
    await given(aTrust(), proposed({ terms }), signed('A99001')).when(entering()).refused('NO_ASSURANCE');
  });

  test('outside the days of the agreement, or after it ended', async () => {
    await given(aTrust(), agreed({ terms }))
      .when(entering({ from: '2008-04-01' }))
      .refused('NO_ASSURANCE');
    await given(aTrust(), agreed({ terms }), step('EndAgreement', { endsOn: '2007-09-30' }))
      .when(entering({ from: '2007-10-01' }))
      .refused('NO_ASSURANCE');
  });

  test('a variation gives the guarantee or takes it away', async () => {
    const without = { guarantee: null };
    await given(aTrust(), agreed(), varied('V1', '2007-04-02', terms))
      .when(entering())
      .then(fact('ArrangementEntered', { assurance: 'GUARANTEE', agreement: 'AG1' }));
    await given(aTrust(), agreed(), varied('V1', '2007-05-01', terms))
      .when(entering())
      .refused('NO_ASSURANCE');
    await given(aTrust(), agreed({ terms }), varied('V1', '2007-04-02', without))
      .when(entering())
      .refused('NO_ASSURANCE');
    await given(aTrust(), agreed({ terms }), on('2007-06-01', varied('V1', '2007-04-02', without)))
      .when(entering())
      .then(fact('ArrangementEntered', { assurance: 'GUARANTEE' }));
  });

  test('with the commissioner of the agreement or whoever succeeded it by the first day', async () => {
    const merged = [
      ...aTrust(),
      aPct('5X2'),
      ...agreed({ terms }),
      step('NameSuccessor', { code: '5X1', from: '2007-10-01', successors: ['5X2'] }),
    ];
    await given(merged)
      .when(entering({ commissioner: '5X2', from: '2007-10-01' }))
      .then(fact('ArrangementEntered', { commissioner: '5X2', agreement: 'AG1' }));
    await given(merged)
      .when(entering({ commissioner: '5X2', from: '2007-09-30' }))
      .refused('NO_ASSURANCE');
  });

  test('under an id of its own, from and to in order', async () => {
    await given(aTrust(), agreed({ terms }), entering()).when(entering()).refused('ALREADY_EXISTS');
    await given(aTrust(), agreed({ terms }))
      .when(entering({ to: '2007-04-01' }))
      .refused('INVALID');
  });
});

describe('waiving', () => {
  test('lets this arrangement with this commissioner be entered', async () => {
    await given(aTrust(), waiving())
      .when(entering())
      .then(fact('ArrangementEntered', { assurance: 'WAIVER', assuredOn: '2007-04-02' }));
    await given(aTrust(), waiving({ arrangement: 'ARR2' }))
      .when(entering())
      .refused('NO_ASSURANCE');
    await given(aTrust(), aPct('5X2'), waiving({ commissioner: '5X2' }))
      .when(entering())
      .refused('NO_ASSURANCE');
    await given(aTrust('A99001', 'A99002'), waiving({ holder: 'A99002' }))
      .when(entering())
      .refused('NO_ASSURANCE');
  });

  test('counts for nothing once it is in error', () =>
    given(aTrust(), labelled('waived', waiving()), inError('waived')).when(entering()).refused('NO_ASSURANCE'));

  test('is not needed where there is a guarantee', () =>
    given(aTrust(), waiving(), agreed({ terms }))
      .when(entering())
      .then(fact('ArrangementEntered', { assurance: 'GUARANTEE' })));

  test('seals who signed it', () =>
    given(aTrust())
      .when(waiving())
      .then(fact('AssuranceWaived', { signatory: expect.stringMatching(/^eyJ/) as string, signedOn: '2007-04-02' })));
});

test('arrangements are listed by their first day', () =>
  given(
    aTrust(),
    agreed({ terms }),
    entering({ from: '2007-05-01' }),
    entering({ arrangement: 'ARR0', to: '2007-06-30' }),
  )
    .asking('arrangements', { commissioner: '5X1' })
    .is({
      rows: [
        { arrangement: 'ARR0', from: '2007-04-02', to: '2007-06-30', agreement: 'AG1' },
        { arrangement: 'ARR1', from: '2007-05-01', to: null },
      ],
    }));
