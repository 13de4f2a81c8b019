import { aGroup, aTrust, budget, entry, fact, given, inError, labelled, on, step } from '#testing';

const basis = (changes = {}) => step('RecordBudgetBasis', changes);
const letter = (changes = {}) => step('IssueBudgetLetter', changes);
const asked = { practice: 'A99001', year: '2007-08' };

describe('how a budget was set', () => {
  test('is told with its inputs, budget or not', () =>
    given(aTrust())
      .when(basis())
      .then(fact('BudgetBasisRecorded', { practice: 'A99001', method: 'BLENDED', historicBp: 8000 })));

  test.each([
    ['HISTORIC', 'historicPence'],
    ['WEIGHTED_CAPITATION', 'fairSharePence'],
    ['BLENDED', 'fairSharePence'],
  ])('%s needs %s', (method, without) =>
    given(aTrust())
      .when(basis({ method, historicBp: method === 'BLENDED' ? 8000 : undefined, [without]: undefined }))
      .refused('INVALID'),
  );

  test('a weight is one of a blend', () =>
    given(aTrust())
      .when(basis({ method: 'HISTORIC' }))
      .refused('INVALID'));

  test('of a practice', async () => {
    await given(aTrust())
      .when(basis({ practice: 'A99009' }))
      .refused('UNKNOWN_ORGANISATION');
    await given(aTrust())
      .when(basis({ practice: '5X1' }))
      .refused('WRONG_TYPE');
  });

  test('the last that counts holds', () =>
    given(
      aTrust(),
      budget({ lines: { EL: 7 } }),
      basis({ method: 'HISTORIC', historicBp: undefined, historicPence: 9, contingencyPence: 2 }),
      labelled('slip', basis()),
      inError('slip'),
    )
      .asking('budget', asked)
      .is({ basis: { method: 'HISTORIC', methodPence: 9, expectedPence: 7, unexplainedPence: 0 } }));
});

describe('the budget letter', () => {
  test('tells of a budget that is set, on a day that has come', async () => {
    await given(aTrust()).when(letter()).refused('NO_BUDGET');
    await given(on('2007-05-10', aTrust(), budget()))
      .when(letter())
      .refused('FUTURE_DATE');
    await given(on('2007-05-14', aTrust(), budget()))
      .when(letter({ issuedOn: undefined }))
      .then(fact('BudgetStatementIssued', { practice: 'A99001', issuedOn: '2007-05-14', pence: 144_000_000 }));
  });

  test('its hash is one', () =>
    given(aTrust(), budget())
      .when(letter({ sha256: 'none' }))
      .refused('INVALID'));
});

describe('the budget explained', () => {
  const set = [...on('2007-04-20', aTrust(), budget({ lines: { EL: 12_000, NEL: 500 } }))];

  test('base, entries, letters and days late', () =>
    given(
      set,
      on('2007-05-03', letter({ issuedOn: '2007-05-03', pence: 12_400 })),
      on('2007-09-01', entry({ entry: 'CUT', reason: 'TOP_SLICE', lines: { EL: -300 }, effectiveOn: '2007-09-01' })),
      on('2007-09-10', entry({ entry: 'LATER', lines: { EL: 40 }, effectiveOn: '2008-01-01' })),
    )
      .asking('budget', asked)
      .is({
        status: 'ISSUED',
        basePence: 12_500,
        entriesPence: -300,
        budgetPence: 12_200,
        laterPence: 40,
        dueOn: '2007-05-01',
        setOn: '2007-04-20',
        setDaysLate: 0,
        issuedOn: '2007-05-03',
        issueDaysLate: 2,
        letters: [{ statedPence: 12_400, budgetPence: 12_500, differencePence: -100, daysLate: 2 }],
        rows: [
          { what: 'BASE', reason: 'HISTORIC', pence: 12_500, letterOn: '2007-05-03', actor: 'a.tester' },
          { what: 'ENTRY', entry: 'CUT', reason: 'TOP_SLICE', pence: -300, inEffect: true, letterOn: null },
          { what: 'ENTRY', entry: 'LATER', pence: 40, inEffect: false },
        ],
      }));

  test('one that was never set has no baseline, and grows later by the day', () =>
    given(on('2007-06-10', aTrust()))
      .asking('budget', asked)
      .is({ status: 'NO_BASELINE', setOn: null, setDaysLate: 40, issuedOn: null, issueDaysLate: 40, rows: [] }));

  test('one that nobody was told of', () =>
    given(set).asking('budget', asked).is({ status: 'NOT_ISSUED', setDaysLate: 0, issueDaysLate: 0 }));

  test('the distance from the fair share', () =>
    given(set, basis({ fairSharePence: 12_000 }))
      .asking('budget', asked)
      .is({ fairSharePence: 12_000, distancePence: 500, distanceBp: 417 })); // 416.67

  test('of a practice that is known', async () => {
    await given(set)
      .asking('budget', { ...asked, practice: '5X1' })
      .refused('WRONG_TYPE');
    await given(set, aGroup(['A99001']))
      .asking('budget', { ...asked, practice: 'GRP1' })
      .refused('WRONG_TYPE');
    await given(set)
      .asking('budget', { ...asked, practice: 'A99009' })
      .refused('UNKNOWN_ORGANISATION');
  });
});
