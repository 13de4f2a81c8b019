import {
  aGroup,
  aPct,
  aPolicy,
  aTrust,
  agreed,
  budget,
  given,
  guaranteeing,
  on,
  organisation,
  step,
  used,
  GROUP,
  PCT,
  PRACTICE,
  SECOND,
  SHA,
  YEAR,
} from '#testing';

const kinds = (...of: readonly string[]) => ({ waiting: of.length, rows: of.map((kind) => ({ kind })) });

test('nobody waits where nothing is due', () =>
  given(aTrust(), agreed())
    .asking('waiting', { knownAt: '2007-04-30T12:00:00Z' })
    .is({ waiting: 0, rows: [], next: null, on: '2007-04-30' }));

test('a practice that never took part waits for no budget; one that had one the year before does', async () => {
  await given(aTrust()).asking('waiting', { on: '2007-06-01' }).is(kinds());
  const before = budget({ year: '2006-07' });
  await given(aTrust(), before)
    .asking('waiting', { on: '2007-06-01' })
    .is({
      rows: [
        { kind: 'BUDGET_NOT_ISSUED', year: '2006-07' },
        { kind: 'BUDGET_NOT_SET', year: YEAR, daysOver: 31 },
      ],
    });
  await given(aTrust(), before).asking('waiting', { on: '2007-06-01', year: YEAR }).is(kinds('BUDGET_NOT_SET'));
});

test('a letter ends the waiting for it', () =>
  given(aTrust(), budget(), on('2007-06-01', step('IssueBudgetLetter', { issuedOn: '2007-05-20' })))
    .asking('waiting', { on: '2007-06-02' })
    .is(kinds()));

test('a statement as at a later day serves for all the months before it', async () => {
  const policy = aPolicy('P', { statementDays: 20 });
  const letter = step('IssueBudgetLetter', { issuedOn: '2007-04-02' });
  const story = [...aTrust(), policy, budget(), letter];
  await given(story)
    .asking('waiting', { on: '2007-08-21' })
    .is({ rows: [{ kind: 'STATEMENT_NOT_SENT', what: 'M01', dueOn: '2007-05-20', by: 'P' }] });
  const told = step('IssueStatement', { statement: 'S1', to: PRACTICE, asAt: '2007-07-31', knownAt: undefined });
  await given(story, on('2007-08-10', told)).asking('waiting', { on: '2007-08-21' }).is(kinds());
  const elsewhere = step('IssueStatement', { statement: 'S1', to: PCT, asAt: '2007-07-31', knownAt: undefined });
  await given(story, on('2007-08-10', elsewhere))
    .asking('waiting', { on: '2007-08-21' })
    .is(kinds('STATEMENT_NOT_SENT'));
});

test('a group waits for the review of its suspension and for the use of its money', () =>
  given(
    aTrust(PRACTICE, SECOND),
    aGroup([PRACTICE, SECOND]),
    step('SuspendRelease', { holder: GROUP, commissioner: undefined, reviewOn: '2007-06-30' }),
    step('ApproveUse', { holder: GROUP, use: 'NURSE' }),
  )
    .asking('waiting', { commissioner: PCT, on: '2010-05-01' })
    .is({
      rows: [
        { kind: 'SUSPENSION_PAST_REVIEW', holder: GROUP, commissioner: PCT },
        { kind: 'USE_UNSPENT', holder: GROUP, commissioner: PCT, dueOn: '2010-04-01' },
      ],
    }));

test('the successor of a commissioner has its cases and its practices', async () => {
  const story = [
    ...aTrust(),
    aPct('5Y1'),
    step('SubmitBusinessCase', { plan: undefined, follows: undefined, receivedOn: undefined }),
    step('RaiseDataChallenge', { raisedOn: undefined, deadline: '2007-05-01' }),
    step('NameSuccessor', { code: PCT, from: '2007-04-02', successors: ['5Y1'] }),
  ];
  await given(story)
    .asking('waiting', { commissioner: '5Y1', on: '2007-12-01' })
    .is({ waiting: 2, rows: [{ kind: 'CHALLENGE_UNANSWERED', commissioner: '5Y1' }, { kind: 'CASE_NOT_DECIDED' }] });
  await given(story).asking('waiting', { on: '2007-12-01' }).is({ waiting: 2 });
  await given(story).asking('waiting', { commissioner: PCT, on: '2007-12-01' }).is(kinds('CASE_NOT_DECIDED'));
});

test('a ruling that is not obeyed is waited for with what is outstanding; so is the guarantee behind it', async () => {
  const story = [
    ...aTrust(),
    ...agreed({ terms: guaranteeing }),
    budget(),
    step('IssueBudgetLetter', { issuedOn: '2007-04-02' }),
    ...on('2008-06-02', used(500)),
  ];
  await given(story)
    .asking('waiting', { on: '2008-06-20', year: YEAR })
    .is({ rows: [{ kind: 'RELEASE_OVERDUE', agreement: 'AG1', dueOn: '2008-05-30' }] });
  const ruled = step('IssueRuling', { outcome: 'UPHELD', effects: [{ kind: 'SET_ENTITLEMENT', pence: 5000 }] });
  await given(story, ...on('2008-06-03', step('OpenDispute', { dispute: 'D1' }), ruled))
    .asking('waiting', { on: '2008-08-01', year: YEAR })
    .is({ rows: [{ kind: 'RULING_NOT_OBEYED', what: 'D1', pence: 5000 }] });
});

test('it is asked about holders and commissioners', async () => {
  await given(aTrust(), organisation(SHA, 'SHA')).asking('waiting', { holder: SHA }).refused('WRONG_TYPE');
  await given(aTrust()).asking('waiting', { commissioner: '5Z9' }).refused('UNKNOWN_ORGANISATION');
  await given(aTrust()).asking('waiting', { limit: 0 }).refused('INVALID');
});

test('the farthest day there is ends the looking for years', () =>
  given(aTrust(), agreed(), budget())
    .asking('waiting', { on: '9999-12-31', kind: 'BUDGET_NOT_SET' })
    .is({ rows: [{ year: '2008-09', daysOver: 2_918_896 }], waiting: 1 }));

test('an agreement of a group makes its practices wait for a budget', () =>
  given(aTrust(PRACTICE, SECOND), aGroup([PRACTICE, SECOND]), agreed({ holder: GROUP }))
    .asking('waiting', { holder: SECOND, on: '2007-06-01' })
    .is(kinds('BUDGET_NOT_SET')));

test('a practice that closed waits for no budget of later years', () =>
  given(aTrust(), budget(), on('2008-03-01', step('CloseOrganisation', { code: PRACTICE, lastDay: '2008-03-31' })))
    .asking('waiting', { on: '2009-06-01', kind: 'BUDGET_NOT_SET' })
    .is({ waiting: 0 }));

test('a review that is due before its year begins is told, with and without the year', async () => {
  const suspended = step('SuspendRelease', {
    ...{ holder: PRACTICE, commissioner: undefined, year: '2008-09', reviewOn: '2008-03-10' },
  });
  const story = given(aTrust(), on('2008-02-04', suspended));
  const asked = { on: '2008-03-31', kind: 'SUSPENSION_PAST_REVIEW' };
  await story.asking('waiting', asked).is(kinds('SUSPENSION_PAST_REVIEW'));
  await story.asking('waiting', { ...asked, year: '2008-09' }).is(kinds('SUSPENSION_PAST_REVIEW'));
});
