import { aPct, aPolicy, aPractice, aTrust, fact, given, on, step, type Step } from '#testing';

const opened = (holder: string, dispute: string) => step('OpenDispute', { dispute, holder, openedOn: '2007-04-02' });
/** Two disputes of one day, with two trusts. */
const two = [
  ...on('2007-04-02', aTrust(), aPct('5X2'), aPractice('A99002', '5X2')),
  ...on('2007-04-02', opened('A99001', 'D1'), opened('A99002', 'D2')),
];
const policy = (days: number | object, from: string, changes: object = {}) =>
  aPolicy('P', { disputeStepDays: days }, { from, ...changes });
const escalated = step('EscalateDispute', { step: 'PCT_PEC', arbiter: undefined, startedOn: undefined });
const remitted = step('IssueRuling', { outcome: 'REMITTED', effects: undefined });
const passed = (dispute: string, dueOn: string): readonly Step[] =>
  on('2007-04-20', step('PassDisputeDeadline', { dispute, step: 'LOCAL', dueOn }));
const ladder = (dispute: string, ...steps: readonly (Step | readonly Step[])[]) =>
  given(two, ...steps).asking('dispute', { dispute });

test('each trust has limits of its own, those of the step’s first day', async () => {
  const own = on('2007-04-02', policy(14, '2007-04-01'));
  await ladder('D1', own).is({ policy: 'P', dueOn: '2007-04-16', ladder: [{ limitDays: 14, policy: 'P' }] });
  await ladder('D2', own).is({ policy: 'LEDGER-USUAL-TERMS', dueOn: '2007-04-30', ladder: [{ limitDays: 28 }] });
});

test('a step that has begun keeps its limit; the next, and one that begins anew, have the new one', async () => {
  const changed = on('2007-04-10', policy(7, '2007-04-10'));
  await ladder('D1', changed).is({ dueOn: '2007-04-30' });
  await ladder('D1', changed, on('2007-04-12', escalated)).is({
    dueOn: '2007-04-19',
    ladder: [
      { step: 'LOCAL', limitDays: 28, policy: 'LEDGER-USUAL-TERMS', dueOn: '2007-04-30' },
      { step: 'PCT_PEC', limitDays: 7, policy: 'P', dueOn: '2007-04-19' },
    ],
  });
  await ladder('D1', changed, remitted).is({ dueOn: '2007-04-17', ladder: [{ limitDays: 7, policy: 'P' }] });
});

test('of one step alone, and of a ruling', async () => {
  const [own] = on('2007-04-02', policy({ PCT_PEC: 7 }, '2007-04-01'));
  await ladder('D1', own!).is({ dueOn: '2007-04-30' });
  await ladder('D1', own!, escalated).is({ dueOn: '2007-04-10' }); // Easter Monday is 9 April
  const [obeyed] = on('2007-04-02', aPolicy('R', { rulingDays: 10 }, { from: '2007-04-01' }));
  const upheld = step('IssueRuling', { outcome: 'UPHELD', effects: undefined, organisation: undefined });
  await ladder('D1', obeyed!, upheld).is({ due: 'RULING', dueOn: '2007-04-12', policy: 'R' });
});

test('one of a day that has passed counts from when it was recorded', async () => {
  const late = on('2007-04-18', policy(14, '2007-04-01'));
  await given(two, late)
    .asking('dispute', { dispute: 'D1', knownAt: '2007-04-17T09:00:00Z' })
    .is({ dueOn: '2007-04-30' });
  await ladder('D1', late).is({ dueOn: '2007-04-16', daysOver: 2 });
});

test('a limit passes by the policy of the trust, and what was told of it stays as it was told', async () => {
  const own = on('2007-04-02', policy(14, '2007-04-01'));
  await given(two, own)
    .when(passed('D1', '2007-04-16')[0]!)
    .then(fact('DisputeDeadlinePassed', { dueOn: '2007-04-16' }));
  await given(two, own).when(passed('D2', '2007-04-16')[0]!).refused('DEADLINE_NOT_PASSED');
  const longer = on('2007-04-21', aPolicy('Q', { disputeStepDays: 40 }, { from: '2007-04-02' }));
  await ladder('D1', own, passed('D1', '2007-04-16'), longer).is({
    dueOn: '2007-05-14', // 12 May is a Saturday
    ladder: [{ passed: false }],
    rows: [{ event: 'DisputeOpened' }, { event: 'DisputeDeadlinePassed', text: 'LOCAL' }],
  });
});
