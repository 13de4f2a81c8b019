import { asked, question, row, type Row } from './asked-of-a-ledger.js';

/** The story that is asked about; the sums stand in it. */
export const STORY = 'test/scenarios/own/who-asks-what.yaml';

const year = '2007-08';
const [holder, commissioner] = ['A99001', '5X1'];
const [mine, theirs] = [
  { holder, year },
  { commissioner, year },
];
const [THE_14TH, THE_16TH] = ['2007-11-14T23:59:59Z', '2007-11-16T23:59:59Z'];
/** When the slice counted in full, and the year was frozen. */
const BEFORE_THE_DISPUTE = '2008-06-18T12:00:00Z';

const DISPUTE: readonly Row[] = [
  question(
    'What was promised, by whom, when, in what words?',
    'promises',
    { holder },
    {
      rows: [
        {
          guarantee: 'GIVEN',
          guaranteeText: 'Your share is paid whatever our finances',
          shareBp: 7000,
          holderSignedOn: '2007-04-16',
          commissionerSignedBy: commissioner,
          withoutAuthority: true,
          documents: [{ kind: 'LETTER', from: commissioner, dated: '2007-04-13', here: true }],
        },
      ],
    },
  ),
  question(
    'What did the ledger know on 14 November?',
    'entitlement',
    { ...mine, knownAt: THE_14TH },
    {
      entitlementPence: 3_266_669,
      basis: 'GUARANTEE',
      figureStatus: 'ACCRUING',
      releaseStatus: 'NOT_DUE',
      monthsCounted: 7,
    },
  ),
  question(
    'What had the practice been told by then?',
    'toldOn',
    { ...mine, on: '2007-11-14' },
    {
      statement: 'ST1',
      toldPence: 3_266_669,
      untoldPence: 0,
    },
  ),
  question(
    'What changed between these two statements?',
    'bridge',
    { ...mine, from: THE_14TH, to: THE_16TH },
    {
      openingPence: 3_266_669,
      lines: [{ label: 'slice', event: 'BudgetEntryPosted', deltaPence: -2_205_000 }],
      closingPence: 1_061_669,
      residualPence: 0,
    },
  ),
  question(
    'Did the commissioner decide in time and give reasons?',
    'cases',
    theirs,
    { decidedLate: 1, unexplained: 1, rows: [{ case: 'BC1', dueOn: '2007-07-30', daysOver: 35 }] },
    asked('case', { case: 'BC1' }, { rows: [{ outcome: 'REFUSED', reasons: 'No room for it', cure: null }] }),
  ),
  row(
    'Which entry turns £56,000 into £18,200?',
    '/practices',
    asked(
      'whatIf',
      { ...mine, knownAt: BEFORE_THE_DISPUTE, suppose: [{ omit: 'slice' }] },
      {
        factPence: 1_820_000,
        supposedPence: 5_600_000,
      },
    ),
    {
      ...asked('entitlement', { ...mine, knownAt: BEFORE_THE_DISPUTE, explain: true }, { entitlementPence: 1_820_000 }),
      holds: ['"figure":"entry TS1 EL of A99001","pence":-5400000', '"label":"slice"', 'Rule 6: entries that count'],
    },
  ),
  row(
    'What if the top-slice did not count?',
    'whatIf',
    asked(
      'whatIf',
      { ...mine, suppose: [{ protectBaseline: true }] },
      {
        factPence: 3_710_000,
        supposedPence: 3_710_000, // as ruled: a ruling on the entry stands over what the terms had said
      },
    ),
    asked('entitlement', mine, { entitlementPence: 3_710_000 }), // what was supposed is nowhere in the facts
  ),
  question(
    'Was anyone in conflict, and was the limit kept?',
    'decisions',
    { commissioner },
    {
      rows: [
        {
          id: 'BC1',
          present: ['M1', 'M2'],
          limitPence: 1_000_000,
          valuePence: 1_500_000,
          withinLimit: false,
          flags: ['NO_CURE', 'CONFLICTED_MEMBER_PRESENT', 'OVER_LIMIT'],
        },
      ],
    },
  ),
  question(
    'Who commissioned what, and who answered to whom, on that day?',
    'responsibilities',
    { commissioner, on: '2007-11-14' },
    {
      rows: [
        { kind: 'SERVICE', line: 'CRIT', scope: 'RESIDUAL', heldBy: [commissioner] },
        { kind: 'ACCOUNTABILITY', who: 'Chief executive', answersTo: 'Q39' },
      ],
    },
  ),
  question(
    'Where does this dispute stand, and what is due in it?',
    'dispute',
    { dispute: 'D1' },
    {
      step: 'SHA',
      arbiter: 'Q39',
      outcome: 'PART_UPHELD',
      due: 'RULING',
      dueOn: '2008-08-04',
    },
  ),
  question('Has the ruling been obeyed?', 'disputes', theirs, {
    rows: [{ complied: false, payablePence: 1_890_000, paidSincePence: 0, daysOver: 28 }],
  }),
  question(
    'Which letters and minutes does it rest on?',
    'documents',
    { holder },
    {
      rows: [{ kind: 'LETTER', from: commissioner, event: 'AgreementProposed', here: true }],
    },
  ),
];

const FINANCES: readonly Row[] = [
  question(
    'Where are we against budget, and where are we heading?',
    'position',
    { ...mine, asAt: '2007-09-30', knownAt: THE_14TH },
    {
      budgetToDatePence: 90_000_000,
      actualToDatePence: 85_999_998, // 6 x 14,333,333
      variancePence: 4_000_002,
      forecastPence: 171_999_996, // twice that
      forecastVariancePence: 8_000_004,
    },
  ),
  question('How much do we owe practices, and how sure is it?', 'exposure', theirs, {
    entitledPence: 3_710_000,
    byBasis: { RULING: 3_710_000 },
    outstandingPence: 1_890_000,
    affordablePence: 1_180_000,
    shortfallPence: 710_000,
  }),
  question(
    'What would the exposure be at month 12?',
    'forecastExposure',
    { ...theirs, knownAt: THE_14TH },
    {
      entitledPence: 3_266_669,
      forecastEntitlementLowPence: 5_600_003, // 70 per cent of 8,000,004, rounded up
      forecastEntitlementHighPence: 5_600_003,
    },
  ),
  question('How stable are the figures?', 'movement', theirs, { movementPence: 0, grossMovementPence: 20_000 }),
  question('Which practices are over or under by more than 5 per cent?', 'league', theirs, {
    over: 1,
    rows: [
      { practice: 'A99002', place: 'OVER', varianceBp: -833 },
      { practice: holder, place: 'WITHIN', varianceBp: 149, fairSharePence: 176_000_000, distancePence: -1_400_000 },
      { practice: 'A99003', place: 'NO_DATA' },
    ],
  }),
  question(
    'How did this budget come about?',
    'budget',
    { practice: holder, year },
    {
      method: 'HISTORIC',
      setOn: '2007-04-20',
      issueDaysLate: 9,
      rows: [
        { what: 'BASE', pence: 180_000_000, letterOn: '2007-05-10' },
        { what: 'ENTRY', reason: 'TOP_SLICE', pence: -5_400_000, letterOn: null },
      ],
    },
  ),
  question('What have savings been spent on?', 'uses', theirs, {
    byPurpose: [{ purpose: 'PATIENT_SERVICE', approvedPence: 1_000_000, usedPence: 300_000, unusedPence: 700_000 }],
  }),
  question('What was paid, and what for?', 'payments', theirs, {
    directPence: 1_820_000,
    payers: [{ by: commissioner, pence: 1_820_000 }],
  }),
  question('What came of each claim?', 'claims', theirs, {
    rows: [{ claim: 'CL1', status: 'DISPUTED', agreedPence: 1_820_000, disputedPence: 3_780_000 }],
  }),
  question('Which activity was moved between which practices?', 'transfers', theirs, {
    ...{ takenPence: 0, givenPence: 0, netPence: 0, rows: [] },
  }),
  row('Who is waiting for a budget, a decision, an answer?', '/overdue', {
    http: `/api/v1/overdue?commissioner=${commissioner}&subject=${holder}&kind=BUDGET_NOT_SET`,
    is: { items: [{ subject: holder, year: '2008-09', dueOn: '2008-05-01' }] },
  }),
  question(
    'Who waits for a statement, a ruling or money, and for how long?',
    'waiting',
    { ...theirs, kind: 'RULING_NOT_OBEYED' },
    { waiting: 1, rows: [{ what: 'D1', holder, dueOn: '2008-08-04', daysOver: 28, pence: 1_890_000 }] },
  ),
  row(
    'What does my practice get this month?',
    '/practices',
    asked(
      'entitlement',
      { ...mine, knownAt: THE_16TH },
      {
        entitlementPence: 1_061_669,
        basis: 'GUARANTEE',
        paidPence: 0,
        outstandingPence: 1_061_669,
        releaseStatus: 'SUSPENDED',
        debtor: commissioner,
      },
    ),
  ),
];

const REGULATOR: readonly Row[] = [
  row('What was recorded, by whom, when and why?', '/journal', {
    http: '/api/v1/events?type=ReleaseSuspended',
    cli: ['events', '--type', 'ReleaseSuspended'],
    is: {
      events: [
        {
          data: { because: 'Recovery plan', commissioner, reviewOn: '2008-01-31' },
          metadata: { actor: 'scenario', recordedAt: '2007-11-15T12:00:00.000Z' },
        },
      ],
    },
  }),
  question(
    'Can the figure that was told be reproduced?',
    'statement',
    { statement: 'ST1' },
    {
      issuedPence: 3_266_669,
      reproduced: true,
    },
  ),
  question(
    'Which statements are wrong by now, and by how much?',
    'statementsIssued',
    { ...theirs, wrong: true },
    {
      rows: [
        {
          statement: 'ST1',
          nowPence: 2_164_169,
          wrongByPence: -1_102_500, // half of 7 x 450,000, 70 per cent of it
          why: [
            { label: 'slice', deltaPence: -2_205_000 },
            { event: 'RulingIssued', deltaPence: 1_102_500 },
          ],
        },
      ],
      neverTold: ['A99002'],
    },
  ),
  question('What falls below the minimum, and on whose authority?', 'exceptions', theirs, {
    rows: [
      {
        kind: 'AGREEMENT_BELOW_MINIMUM',
        agreement: 'AG2',
        shareBp: 6000,
        minimumBp: 7000,
        signedBy: ['A99002', commissioner],
        authority: null,
      },
    ],
  }),
  question(
    'Which terms held on a day, and which version says so?',
    'policy',
    { body: commissioner, on: '2007-06-01' },
    {
      rows: Object.assign(
        Array.from({ length: 21 }, () => ({})),
        {
          0: { term: 'minimumShareBp', value: 7000, policy: 'DH-2006-PRACTICAL' },
        },
      ),
    },
  ),
  question('What were the accounts said to come to, and when?', 'statedAccounts', theirs, {
    signedPence: null,
    rows: [{ kind: 'FORECAST', on: '2007-11-15', outturnPence: -6_200_000, entitledPence: 1_061_669, paidPence: 0 }],
  }),
  question(
    'Which guarantees were outstanding at closure, and to whom did they pass?',
    'successionRegister',
    { commissioner: '5X0' },
    {
      rows: [
        {
          ...{ lastDay: '2006-09-30', kind: 'AGREEMENT', holder: 'A99003', agreements: ['AG0'] },
          ...{ guaranteed: true, until: '2007-03-31', passedTo: commissioner, passedOn: '2006-10-01' },
        },
      ],
    },
  ),
  question('Do practice budgets add up to no more than the resources?', 'reconciliation', theirs, {
    availablePence: 186_000_000,
    budgetsPence: 186_600_000,
    differencePence: -600_000,
    exceptions: ['BUDGETS_ABOVE_RESOURCES', 'PRACTICES_WITHOUT_BUDGET', 'BUDGETS_NOT_ISSUED'],
  }),
  row(
    'Were decisions made within delegated limits?',
    'cases',
    asked('cases', theirs, { overLimit: 1, rows: [{ committee: 'PEC', limitPence: 1_000_000, withinLimit: false }] }),
  ),
  question(
    'Gross and net savings, national and by scheme?',
    'savings',
    { of: 'ENGLAND', year },
    {
      underspendPence: 5_300_000,
      overspendPence: 1_000_000,
      netUnderspendPence: 4_300_000,
      schemes: [{ scheme: 'LETTERS', claimedPence: 5_600_000, agreedPence: 1_820_000 }],
    },
  ),
  question(
    'How did what is owed move from one year end to the next?',
    'rollForward',
    { of: 'ENGLAND', year, from: '2008-03-31T22:59:59Z', to: '2008-09-01T10:00:00Z' },
    {
      openingPence: 1_061_669,
      earnedPence: 1_545_831,
      restatedPence: 1_102_500,
      paidPence: 1_820_000,
      closingPence: 1_890_000,
    },
  ),
  question('How much of the resource limit is under agreement?', 'underAgreement', theirs, {
    guaranteedPence: 174_600_000,
    agreedPence: 12_000_000,
    resourceLimitPence: 186_000_000,
  }),
  question(
    'What do all the practices under a body come to?',
    'rollUp',
    { of: 'Q39', year },
    {
      entitledPence: 3_710_000,
      outstandingPence: 1_890_000,
      practices: 2,
    },
  ),
  // the looks before are the expectations of the story
  row(
    'Who looked at what?',
    '/access',
    asked(
      'accessLog',
      { question: 'promises', holder, upTo: 8 },
      {
        rows: [
          { number: 8, question: 'promises', holder, way: 'CLI', outcome: 'ANSWERED' },
          { number: 7, question: 'promises', holder, way: 'API', outcome: 'ANSWERED', unverified: true },
        ],
      },
    ),
  ),
];

/** Who asks what, in three tables; a row is one entry. */
export const ASKERS: readonly { readonly who: string; readonly rows: readonly Row[] }[] = [
  { who: 'In a dispute', rows: DISPUTE },
  { who: 'For the finances', rows: FINANCES },
  { who: 'For the regulator', rows: REGULATOR },
];
