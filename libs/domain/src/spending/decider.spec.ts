import { afterTheYear, aTrust, budget, fact, given, inError, labelled, step, used } from '#testing';

const USE = step('ApproveUse', { use: 'USE1', pence: 1000 });

describe('a use', () => {
  test('is recorded of one that was approved, on a day that has come', async () => {
    const spent = (changes: object = {}) => step('RecordUse', { usedOn: undefined, ...changes });
    await given(aTrust(), USE)
      .when(spent())
      .then(fact('FundsUsed', { use: 'USE1', usedOn: '2007-04-02' }));
    await given(aTrust(), USE)
      .when(spent({ year: '2006-07' }))
      .refused('UNKNOWN_USE');
    await given(aTrust(), USE)
      .when(spent({ usedOn: '2007-04-03' }))
      .refused('FUTURE_DATE');
    await given(aTrust(), USE)
      .when(spent({ pence: 0 }))
      .refused('INVALID');
  });
});

/** 12,000 of budget, 11,000 used, 70 per cent of 1,000: 700. */
const EARNED = [
  ...aTrust(),
  budget(),
  ...afterTheYear(used(1000, { months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] }), used(0, { months: [12] })),
];

describe('what is outstanding', () => {
  const carried = (pence: number) => step('CarryForward', { pence });

  test('is carried forward once, after the year', async () => {
    await given(EARNED)
      .when(carried(700))
      .then(fact('EntitlementCarriedForward', { fromYear: '2007-08', pence: 700 }));
    await given(EARNED).when(carried(701)).refused('MORE_THAN_OUTSTANDING');
    await given(EARNED, carried(300)).when(carried(401)).refused('MORE_THAN_OUTSTANDING');
    await given(aTrust()).when(carried(1)).refused('YEAR_NOT_ENDED');
  });
});

describe('what was overpaid', () => {
  const paid = step('RecordPayment', { pence: 1000 });
  const setOff = (pence: number, id = 'SO1') => step('SetOffOverpayment', { setOff: id, pence });

  test('is set off against a later year, and no more than that', async () => {
    await given(EARNED, paid)
      .when(setOff(300))
      .then(fact('OverpaymentSetOff', { fromYear: '2007-08', toYear: '2008-09', pence: 300 }));
    await given(EARNED, paid).when(setOff(301)).refused('MORE_THAN_OVERPAID');
    await given(EARNED, paid, setOff(300)).when(setOff(1, 'SO2')).refused('MORE_THAN_OVERPAID');
    await given(EARNED, paid, setOff(1)).when(setOff(1)).refused('ALREADY_EXISTS');
  });

  test('cannot be taken back as well where it is set off already (rule 97)', async () => {
    const back = (pence: number) => step('RecordPayment', { payment: 'BACK', reverses: 'PAY1', pence });
    // 1,000 were paid of 700; 300 are paid for the next year now, so 700 are left of it
    await given(EARNED, paid, setOff(300)).when(back(-701)).refused('ALREADY_SET_OFF');
    await given(EARNED, paid, setOff(300)).when(back(-1001)).refused('REVERSAL_TOO_LARGE');
    await given(EARNED, paid, setOff(300))
      .when(back(-700))
      .then(fact('PaymentReversed', { pence: -700 }));
    await given(EARNED, paid)
      .when(back(-1000))
      .then(fact('PaymentReversed', { pence: -1000 }));
    await given(EARNED, paid, labelled('setOff', setOff(300)), inError('setOff'))
      .when(back(-1000))
      .then(fact('PaymentReversed', { pence: -1000 }));
  });

  test('what was brought in from an earlier year counts as paid', async () => {
    const onward = step('SetOffOverpayment', { setOff: 'SO2', fromYear: '2008-09', toYear: '2009-10', pence: 250 });
    const later = step('RecordPayment', { year: '2008-09', pence: 40 });
    const back = step('RecordPayment', { year: '2008-09', payment: 'BACK', reverses: 'PAY1', pence: -40 });
    // 300 came in and 40 were paid; 250 went on: 90 are left, and 40 of them may go back
    await given(EARNED, paid, setOff(300), later, onward)
      .when(back)
      .then(fact('PaymentReversed', { pence: -40 }));
  });

  test('is explained on both statements', async () => {
    const story = [...EARNED, paid, setOff(300)];
    await given(story)
      .asking('entitlement', { holder: 'A99001', year: '2007-08' })
      .is({ paidPence: 700, overpaidPence: 0 });
    await given(story)
      .asking('entitlement', { holder: 'A99001', year: '2008-09', explain: true })
      .is({ paidPence: 300, overpaidPence: 300 });
  });
});

test('an incentive payment has an id that is new in its year, where it has one', async () => {
  const paid = (changes: object = {}) => step('PayIncentive', { pence: 5, ...changes } as never);
  await given(aTrust(), paid())
    .when(paid({ pence: 6 }))
    .refused('ALREADY_EXISTS');
  await given(aTrust(), paid())
    .when(paid({ payment: undefined }))
    .then(fact('IncentivePaid', { component: 2 }));
  await given(aTrust())
    .when(paid({ component: 3 }))
    .refused('INVALID');
});
