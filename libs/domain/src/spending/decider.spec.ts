import { afterTheYear, aTrust, budget, fact, given, step, used } from '#testing';

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
