import {
  aGroup,
  aTrust,
  afterTheYear,
  budget,
  entry,
  fact,
  given,
  inError,
  labelled,
  on,
  organisation,
  step,
  used,
} from '#testing';

const BUDGETED = [...aTrust('A99001', 'A99002'), budget()];

describe('the budget', () => {
  test('is set once a year; a change is an entry', async () => {
    await given(aTrust())
      .when(budget())
      .then(fact('IndicativeBudgetSet', { practice: 'A99001', lines: { EL: 12_000 } }));
    await given(BUDGETED)
      .when(budget({ lines: { EL: 1 } }))
      .refused('BUDGET_ALREADY_SET');
    await given(BUDGETED)
      .when(budget({ year: '2008-09' }))
      .then(fact('IndicativeBudgetSet', { year: '2008-09' }));
  });

  test('is a practice’s, in whole pence of known lines', async () => {
    await given(aTrust())
      .when(budget({ practice: '5X1' }))
      .refused('WRONG_TYPE');
    await given(aTrust(), aGroup([]))
      .when(budget({ practice: 'GRP1' }))
      .refused('WRONG_TYPE');
    await given(aTrust())
      .when(budget({ lines: { EL: -1 } }))
      .refused('INVALID');
    await given(aTrust())
      .when(budget({ lines: { DENTAL: 1 } }))
      .refused('INVALID');
    await given(aTrust())
      .when(budget({ lines: {} }))
      .refused('INVALID');
    await given(aTrust())
      .when(budget({ profile: [1, 2, 3] }))
      .refused('INVALID');
    await given(aTrust())
      .when(budget({ profile: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] }))
      .refused('INVALID');
  });
});

describe('a budget entry', () => {
  test('says on which day it was decided: the day in London on which it is recorded, or an earlier one', async () => {
    await given(BUDGETED)
      .when({ ...entry(), at: '2007-07-01T23:30:00Z' })
      .then(fact('BudgetEntryPosted', { entry: 'E1', decidedOn: '2007-07-02' }));
    await given(BUDGETED)
      .when(entry({ decidedOn: '2007-03-01' }))
      .then(fact('BudgetEntryPosted', { decidedOn: '2007-03-01' }));
    await given(BUDGETED)
      .when(entry({ decidedOn: '2007-04-03' }))
      .refused('FUTURE_DATE');
  });

  test('takes effect in its year', async () => {
    await given(BUDGETED)
      .when(entry({ effectiveOn: '2007-03-31' }))
      .refused('OUTSIDE_YEAR');
    await given(BUDGETED)
      .when(entry({ effectiveOn: '2008-04-01' }))
      .refused('OUTSIDE_YEAR');
    await given(BUDGETED)
      .when(entry({ effectiveOn: '2008-03-31' }))
      .then(fact('BudgetEntryPosted'));
  });

  test('needs a budget', () => given(aTrust()).when(entry()).refused('NO_BUDGET'));

  test('has an id that is new in the practice’s year', async () => {
    await given(BUDGETED, entry())
      .when(entry({ lines: { EL: 7 } }))
      .refused('ALREADY_EXISTS');
    await given(BUDGETED, entry(), budget({ practice: 'A99002' }))
      .when(entry({ practice: 'A99002' }))
      .then(fact('BudgetEntryPosted'));
    await given(BUDGETED, entry(), budget({ year: '2008-09' }))
      .when(entry({ year: '2008-09', effectiveOn: '2008-04-01' }))
      .then(fact('BudgetEntryPosted'));
  });

  test('of virement moves pence and makes none', async () => {
    await given(BUDGETED)
      .when(entry({ reason: 'VIREMENT', lines: { EL: -5, DC: 4 } }))
      .refused('VIREMENT_NOT_ZERO');
    await given(BUDGETED)
      .when(entry({ reason: 'VIREMENT', lines: { EL: -5, DC: 5 } }))
      .then(fact('BudgetEntryPosted', { lines: { EL: -5, DC: 5 } }));
  });

  test('gives back only what another took, line by line', async () => {
    const story = [...BUDGETED, entry({ entry: 'TS1', reason: 'TOP_SLICE', lines: { EL: -100 } })];
    const back = (changes: object) =>
      entry({ entry: 'TSR', reason: 'TOP_SLICE_RETURNED', lines: { EL: 50 }, returns: 'TS1', ...changes });
    await given(story)
      .when(back({}))
      .then(fact('BudgetEntryPosted', { returns: 'TS1' }));
    await given(story)
      .when(back({ lines: { EL: 50, DC: 1 } }))
      .refused('UNKNOWN_LINE');
    await given(story)
      .when(back({ returns: 'TS9' }))
      .refused('UNKNOWN_ENTRY');
  });

  test('is looked at in the order of the table', async () => {
    const wrong = entry({ effectiveOn: '2030-01-01', reason: 'VIREMENT', lines: { EL: 1 }, decidedOn: '2030-01-01' });
    await given(BUDGETED, entry()).when(wrong).refused('ALREADY_EXISTS');
    await given(aTrust()).when(wrong).refused('OUTSIDE_YEAR');
    await given(aTrust())
      .when(entry({ reason: 'VIREMENT', lines: { EL: 1 } }))
      .refused('NO_BUDGET');
    await given(BUDGETED)
      .when(entry({ reason: 'VIREMENT', lines: { EL: 1 }, decidedOn: '2030-01-01' }))
      .refused('VIREMENT_NOT_ZERO');
  });
});

describe('actuals', () => {
  const rows = (...given: readonly object[]) => ({ rows: given, covers: undefined });
  const recorded = (version: string, fields: object) => step('RecordActuals', { version, ...fields });
  const row = (changes: object = {}) => ({ month: 1, line: 'EL', pence: 100, ...changes });

  test.each(['FLEX', 'FREEZE'])('%s is of a month that has ended', async (version) => {
    await given(BUDGETED)
      .when(recorded(version, rows(row())))
      .refused('MONTH_NOT_ENDED');
    await given(BUDGETED)
      .when({ ...recorded(version, rows(row())), at: '2007-04-30T22:59:59Z' })
      .refused('MONTH_NOT_ENDED');
    await given(BUDGETED)
      .when({ ...recorded(version, rows(row())), at: '2007-04-30T23:00:00Z' })
      .then(fact('ActualsRecorded', { version: version as 'FLEX' }));
  });

  test('an estimate may look ahead', () =>
    given(BUDGETED)
      .when(recorded('ESTIMATE', rows(row({ month: 12 }))))
      .then(fact('ActualsRecorded')));

  test('a month that is covered has ended too', () =>
    given(BUDGETED, on('2007-05-02', entry()))
      .when(recorded('FREEZE', { rows: [row()], covers: { months: [2], lines: 'ALL' } }))
      .refused('MONTH_NOT_ENDED'));

  test('a cell has one row, or dated rows that do not overlap', async () => {
    const dated = (from: string, to: string) => row({ from: `2007-04-${from}`, to: `2007-04-${to}` });
    await given(BUDGETED)
      .when(recorded('ESTIMATE', rows(row(), row())))
      .refused('DUPLICATE_ROW');
    await given(BUDGETED)
      .when(recorded('ESTIMATE', rows(row(), dated('01', '02'))))
      .refused('DUPLICATE_ROW');
    await given(BUDGETED)
      .when(recorded('ESTIMATE', rows(dated('01', '10'), dated('10', '30'))))
      .refused('DUPLICATE_ROW');
    await given(BUDGETED)
      .when(recorded('ESTIMATE', rows(dated('01', '10'), dated('11', '30'))))
      .then(fact('ActualsRecorded'));
    await given(BUDGETED)
      .when(recorded('ESTIMATE', rows(row(), row({ line: 'DC' }), row({ month: 2 }))))
      .then(fact('ActualsRecorded'));
  });

  test('dated rows lie in their month', async () => {
    await given(BUDGETED)
      .when(recorded('ESTIMATE', rows(row({ from: '2007-04-20', to: '2007-05-01' }))))
      .refused('OUTSIDE_MONTH');
    await given(BUDGETED)
      .when(recorded('ESTIMATE', rows(row({ from: '2007-04-20' }))))
      .refused('INVALID');
  });

  test('a month is from 1 to 12, and pence are whole', async () => {
    await given(BUDGETED)
      .when(recorded('ESTIMATE', rows(row({ month: 13 }))))
      .refused('INVALID');
    await given(BUDGETED)
      .when(recorded('ESTIMATE', rows(row({ pence: 1.5 }))))
      .refused('INVALID');
    await given(BUDGETED).when(recorded('ESTIMATE', rows())).refused('INVALID');
  });

  test('only what is in force is restated, under a new id', async () => {
    const restated = (restatement: string, month = 1) =>
      step('RestateActuals', { restatement, rows: [{ month, line: 'EL', deltaPence: -5 }] });
    const story = [...BUDGETED, used(100, { version: 'ESTIMATE', months: [1] })];
    await given(BUDGETED).when(restated('R1')).refused('NOTHING_TO_RESTATE');
    await given(story).when(restated('R1', 2)).refused('NOTHING_TO_RESTATE');
    await given(story)
      .when(restated('R1'))
      .then(fact('ActualsRestated', { restatement: 'R1' }));
    await given(story, restated('R1')).when(restated('R1')).refused('ALREADY_EXISTS');
  });
});

test.each([
  ['case', (practice: string) => step('PoolHighCostCase', { practice }), 'HighCostCasePooled'],
  ['adjustment', (practice: string) => step('AgreeAdjustment', { practice }), 'AdjustmentAgreed'],
  ['use', (holder: string) => step('ApproveUse', { holder }), 'UseApproved'],
  ['release', (holder: string) => step('ReleaseFunds', { holder }), 'FundsReleased'],
  ['payment', (holder: string) => step('RecordPayment', { holder }), 'PaymentMade'],
] as const)('the id of a %s is new in its holder’s year', async (_what, of, type) => {
  await given(BUDGETED).when(of('A99001')).then(fact(type));
  await given(BUDGETED, of('A99001')).when(of('A99001')).refused('ALREADY_EXISTS');
  await given(BUDGETED, of('A99001')).when(of('A99002')).then(fact(type));
});

test('a claim’s id is unique in the ledger', async () => {
  const claimed = (holder: string) => step('ClaimSavings', { claim: 'CL1', holder });
  await given(BUDGETED)
    .when(claimed('A99001'))
    .then(fact('SavingsClaimed', { claim: 'CL1' }));
  await given(BUDGETED, claimed('A99001')).when(claimed('A99002')).refused('ALREADY_EXISTS');
});

describe('confirming', () => {
  const confirm = (changes: object = {}) => step('ConfirmEntitlement', { acceptEstimates: undefined, ...changes });

  test('when the year has ended', async () => {
    await given(BUDGETED).when(confirm()).refused('YEAR_NOT_ENDED');
    await given(BUDGETED)
      .when({ ...confirm(), at: '2008-03-31T22:59:59Z' })
      .refused('YEAR_NOT_ENDED');
    await given(BUDGETED)
      .when({ ...confirm(), at: '2008-03-31T23:00:00Z' })
      .refused('NOT_FROZEN');
  });

  test('when every cell with a budget is frozen, and it tells the figure', async () => {
    await given(BUDGETED, afterTheYear(used(100, { months: [1, 2, 3] })))
      .when(confirm())
      .refused('NOT_FROZEN');
    await given(BUDGETED, afterTheYear(used(900)))
      .when(confirm())
      .then(fact('EntitlementConfirmed', { entitlementPence: 840, asAt: '2008-03-31' }));
  });

  test('or estimated, for the lines that are accepted so; but something must be known', async () => {
    const story = [...BUDGETED, ...afterTheYear(used(900, { version: 'FLEX' }))];
    await given(story).when(confirm()).refused('NOT_FROZEN');
    await given(story)
      .when(confirm({ acceptEstimates: ['DC'] }))
      .refused('NOT_FROZEN');
    await given(story)
      .when(confirm({ acceptEstimates: ['EL'] }))
      .then(fact('EntitlementConfirmed'));
    await given(BUDGETED, on('2008-06-30', entry()))
      .when(confirm({ acceptEstimates: ['EL'] }))
      .refused('NOT_FROZEN');
  });

  test('a cell of which the entries take all the budget away waits for nothing', () =>
    given(BUDGETED, entry({ lines: { EL: -12_000 } }), on('2008-06-30', step('RecordListSize')))
      .when(confirm())
      .then(fact('EntitlementConfirmed', { entitlementPence: 0 })));

  test('days of membership are the group’s affair', () =>
    given(BUDGETED, aGroup(['A99001']), on('2008-06-30', step('RecordListSize')))
      .when(confirm())
      .then(fact('EntitlementConfirmed')));

  test('and a group is confirmed when its members are frozen', async () => {
    const story = [
      ...aTrust('A99001', 'A99002'),
      budget(),
      budget({ practice: 'A99002' }),
      ...aGroup(['A99001', 'A99002']),
    ];
    await given(story, afterTheYear(used(900)))
      .when(confirm({ holder: 'GRP1' }))
      .refused('NOT_FROZEN');
    await given(story, afterTheYear(used(900), used(1000, { practice: 'A99002' })))
      .when(confirm({ holder: 'GRP1' }))
      .then(fact('EntitlementConfirmed', { holder: 'GRP1', entitlementPence: 840 }));
  });
});

describe('payments', () => {
  const paid = (pence: number, payment = 'PAY1') => step('RecordPayment', { payment, pence });
  const takenBack = (pence: number, payment: string, reverses = 'PAY1') =>
    step('RecordPayment', { payment, pence, reverses });

  test('are above 0, and what they take back below', async () => {
    await given(BUDGETED).when(paid(0)).refused('INVALID');
    await given(BUDGETED).when(paid(-1)).refused('INVALID');
    await given(BUDGETED, paid(100)).when(takenBack(1, 'PAY2')).refused('INVALID');
  });

  test('are taken back as far as they go, in one step or more', async () => {
    await given(BUDGETED, paid(100)).when(takenBack(-101, 'PAY2')).refused('REVERSAL_TOO_LARGE');
    await given(BUDGETED, paid(100))
      .when(takenBack(-100, 'PAY2'))
      .then(fact('PaymentReversed', { pence: -100, reverses: 'PAY1' }));
    await given(BUDGETED, paid(100), takenBack(-60, 'PAY2')).when(takenBack(-41, 'PAY3')).refused('REVERSAL_TOO_LARGE');
    await given(BUDGETED, paid(100), paid(100, 'PAY0'), takenBack(-60, 'PAY2'))
      .when(takenBack(-40, 'PAY3'))
      .then(fact('PaymentReversed'));
  });

  test('that nobody made are unknown', () => given(BUDGETED).when(takenBack(-1, 'PAY2')).refused('UNKNOWN_PAYMENT'));

  test('of another holder or year are unknown too', () =>
    given(BUDGETED, step('RecordPayment', { holder: 'A99002' }))
      .when(takenBack(-1, 'PAY2'))
      .refused('UNKNOWN_PAYMENT'));

  test('a taking back takes nothing back', () =>
    given(BUDGETED, paid(100), takenBack(-60, 'PAY2'))
      .when(takenBack(-1, 'PAY3', 'PAY2'))
      .refused('REVERSAL_TOO_LARGE'));
});

test('an offer is a share or a sum', async () => {
  await given(BUDGETED)
    .when(step('OfferRelease'))
    .then(fact('ReleaseOffered', { shareBp: 3000 }));
  await given(BUDGETED)
    .when(step('OfferRelease', { pence: 1 }))
    .refused('INVALID');
});

test('what concerns a holder concerns a practice or a group, and nobody else', async () => {
  const story = [...aTrust(), organisation('Q39', 'SHA')];
  for (const command of [
    'RecordOverspend',
    'OfferRelease',
    'ClaimSavings',
    'ApproveUse',
    'ReleaseFunds',
    'RecordPayment',
    'ConfirmEntitlement',
  ] as const) {
    await given(story)
      .when(step(command, { holder: 'Q39' }))
      .refused('WRONG_TYPE');
    await given(story)
      .when(step(command, { holder: 'A99009' }))
      .refused('UNKNOWN_ORGANISATION');
  }
});

test('a budget that was set by mistake makes room for another', () =>
  given(aTrust(), labelled('set', budget()), inError('set'))
    .when(budget({ lines: { DC: 5 } }))
    .then(fact('IndicativeBudgetSet', { lines: { DC: 5 } })));
