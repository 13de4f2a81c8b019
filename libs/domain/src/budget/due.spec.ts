import { aPct, aPolicy, aPractice, aTrust, budget, given, on, step, type Step } from '#testing';

/** A budget of each of two trusts, set on 20 April 2007. */
const two: readonly Step[] = [
  ...on('2007-04-02', aTrust(), aPct('5X2'), aPractice('A99002', '5X2')),
  ...on('2007-04-20', budget(), budget({ practice: 'A99002' })),
];
const policy = (from: string): Step => aPolicy('P', { budgetDue: { month: 1, day: 15 } }, { from });
const about = (practice: string) => ({ practice, year: '2007-08' });

test('a budget is due as the policy of its commissioner says on 1 April', async () => {
  const own = policy('2007-04-01');
  await given(two, own).asking('budget', about('A99001')).is({ dueOn: '2007-04-15', policy: 'P', setDaysLate: 5 });
  await given(two, own)
    .asking('budget', about('A99002'))
    .is({ dueOn: '2007-05-01', policy: 'LEDGER-USUAL-TERMS', setDaysLate: 0 });
  await given(two, policy('2007-04-02')).asking('budget', about('A99001')).is({ dueOn: '2007-05-01' });
});

test('a trust is told of budgets that are missing or late by its own policy', async () => {
  const asked = (commissioner: string) => ({ commissioner, year: '2007-08', knownAt: '2007-04-21T09:00:00Z' });
  const story = [...two.slice(0, -2), policy('2007-04-01'), ...two.slice(-2)];
  await given(story)
    .asking('reconciliation', asked('5X1'))
    .is({
      exceptions: ['NO_RESOURCE_LIMIT', 'BUDGETS_NOT_ISSUED', 'BUDGETS_SET_LATE'],
      rows: [{ practice: 'A99001', dueOn: '2007-04-15', policy: 'P' }],
    });
  await given(story)
    .asking('reconciliation', asked('5X2'))
    .is({ exceptions: ['NO_RESOURCE_LIMIT'], rows: [{ practice: 'A99002', dueOn: '2007-05-01' }] });
});

test('nobody is told of a budget that is not due yet', () =>
  given(two.slice(0, -2), on('2007-05-01', step('RecordListSize')))
    .asking('reconciliation', { commissioner: '5X1', year: '2007-08' })
    .is({ exceptions: ['NO_RESOURCE_LIMIT'] }));
