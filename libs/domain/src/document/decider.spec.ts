import { aTrust, fact, given, on, step } from '#testing';

const HASH = 'c'.repeat(64);
const classified = (changes: object = {}) => step('ClassifyDocument', { document: HASH, ...changes });

describe('what a document is held to be', () => {
  test('is put on record, with the day on which it was decided', async () => {
    await given(aTrust())
      .when(classified())
      .then(fact('DocumentClassified', { document: HASH, holder: 'A99001', as: 'COMFORT', decidedOn: '2007-04-02' }));
    await given(on('2007-04-05', aTrust()))
      .when(classified({ decidedOn: '2007-04-04' }))
      .then(fact('DocumentClassified', { decidedOn: '2007-04-04' }));
    await given(aTrust(), classified())
      .when(classified({ as: 'GUARANTEE' }))
      .then(fact('DocumentClassified', { as: 'GUARANTEE' }));
  });

  test('of a document that is here, or that somebody holds', () =>
    given(aTrust())
      .when(classified({ heldBy: undefined }))
      .refused('UNKNOWN_DOCUMENT'));

  test('for a holder, by a body on record, not in the future', async () => {
    await given(aTrust())
      .when(classified({ holder: 'A99009' }))
      .refused('UNKNOWN_ORGANISATION');
    await given(aTrust())
      .when(classified({ holder: '5X1' }))
      .refused('WRONG_TYPE');
    await given(aTrust())
      .when(classified({ organisation: '5X9' }))
      .refused('UNKNOWN_ORGANISATION');
    await given(aTrust())
      .when(classified({ decidedOn: '2007-04-03' }))
      .refused('FUTURE_DATE');
    await given(aTrust())
      .when(classified({ document: 'C'.repeat(64) }))
      .refused('INVALID');
  });
});
