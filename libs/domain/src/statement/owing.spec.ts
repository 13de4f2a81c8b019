import {
  aGroup,
  aPct,
  aTrust,
  agreed,
  budget,
  entry,
  given,
  guaranteeing,
  on,
  organisation,
  step,
  used,
  varied,
} from '#testing';
import { releaseStatus } from './release-status.js';

const of = (holder = 'A99001') => ({ holder, year: '2007-08' }) as const;
/** 1,200 pence saved, of which 840 are the practice's. */
const SAVED = [...aTrust(), budget(), ...on('2008-06-30', used(900))];
const succeeded = (from: string, ...successors: readonly string[]) =>
  step('NameSuccessor', { code: '5X1', from, successors });
const closed = (lastDay: string, code = '5X1') => step('CloseOrganisation', { code, lastDay });
const assigned = (commissioner: string, from: string) => step('AssignPractice', { commissioner, from });

describe('rule 19: the debtor', () => {
  test('is the commissioner of the year’s last day', async () => {
    await given(SAVED, aPct('5X2'), assigned('5X2', '2008-03-31'))
      .asking('entitlement', of())
      .is({ debtor: '5X2', debtors: [{ code: '5X2', pence: 840 }] });
    await given(SAVED, aPct('5X2'), assigned('5X2', '2008-04-01')).asking('entitlement', of()).is({ debtor: '5X1' });
  });

  test('or of the day of asking, if earlier', async () => {
    const story = [...aTrust(), aPct('5X2'), assigned('5X2', '2007-10-01'), budget(), ...on('2007-12-01', entry())];
    await given(story)
      .asking('entitlement', { ...of(), knownAt: '2007-09-30T12:00:00Z' })
      .is({ debtor: '5X1' });
    await given(story).asking('entitlement', of()).is({ debtor: '5X2' });
  });

  test('whose only successor takes everything over, through any number of steps', () =>
    given(
      SAVED,
      aPct('5X2'),
      aPct('5X3'),
      succeeded('2008-04-01', '5X2'),
      step('NameSuccessor', { code: '5X2', from: '2008-05-01', successors: ['5X3'] }),
    )
      .asking('entitlement', of())
      .is({ debtor: '5X3', entitlementPence: 840 }));

  test('once the succession is in effect', () =>
    given(SAVED, aPct('5X2'), succeeded('2008-07-01', '5X2')).asking('entitlement', of()).is({ debtor: '5X1' }));

  test('of several successors it is the one to which the practice is assigned then, or first after', async () => {
    const divided = [...SAVED, aPct('5X2'), aPct('5X3'), succeeded('2008-04-01', '5X2', '5X3')];
    await given(divided, assigned('5X3', '2008-04-01')).asking('entitlement', of()).is({ debtor: '5X3' });
    await given(divided, assigned('5X3', '2008-05-01'), assigned('5X2', '2008-04-02'))
      .asking('entitlement', of())
      .is({ debtor: '5X2' });
    await given(divided).asking('entitlement', of()).is({ debtor: '5X1' });
  });

  test('a closed body that nobody succeeded is still named', async () => {
    await given(SAVED, closed('2008-05-31'))
      .asking('entitlement', of())
      .is({ debtor: '5X1', releaseStatus: 'UNASSIGNED_AT_CLOSURE' });
    await given(SAVED, closed('2008-06-30')).asking('entitlement', of()).is({ releaseStatus: 'NOT_DUE' });
    await given(SAVED, closed('2008-05-31'), step('RecordPayment', { pence: 840 }))
      .asking('entitlement', of())
      .is({ releaseStatus: 'PAID' });
  });

  test('a group’s is that of its practices with a part, none where they differ', async () => {
    const pair = [
      ...aTrust('A99001', 'A99002'),
      aPct('5X2'),
      ...aGroup(['A99001', 'A99002']),
      budget(),
      ...on('2008-06-30', used(900)),
    ];
    await given(pair)
      .asking('entitlement', of('GRP1'))
      .is({ debtor: '5X1', debtors: [{ code: '5X1', pence: 840 }] });
    await given(pair, assigned('5X2', '2008-03-31'))
      .asking('entitlement', of('GRP1'))
      .is({
        debtor: null,
        debtors: [
          { code: '5X1', pence: 420 },
          { code: '5X2', pence: 420 },
        ],
      });
  });
});

describe('rule 20: the status of a release', () => {
  const money = (entitlementPence: number, paidPence: number, releasedPence = 0) => ({
    entitlementPence,
    paidPence,
    releasedPence,
    outstandingPence: Math.max(0, entitlementPence - paidPence),
  });
  const open = [{ code: '5X1', unassigned: false, by: [] }];
  const shut = [{ code: '5X1', unassigned: true, by: [] }];

  test.each([
    ['closed comes before suspended', money(10, 0), true, shut, 'UNASSIGNED_AT_CLOSURE'],
    ['suspended comes before part paid', money(10, 5), true, open, 'SUSPENDED'],
    ['neither holds once nothing is outstanding', money(10, 10), true, shut, 'PAID'],
    ['part paid comes before released', money(10, 5, 10), false, open, 'PART_PAID'],
    ['more than it is worth is paid', money(10, 11), false, open, 'PAID'],
    ['released', money(10, 0, 1), false, open, 'RELEASED'],
    ['nothing yet', money(10, 0), false, open, 'NOT_DUE'],
    ['nothing at all', money(0, 0), true, shut, 'NOT_DUE'],
  ] as const)('%s', (_title, sums, suspended, debtors, status) =>
    expect(releaseStatus(sums, suspended, debtors)).toBe(status),
  );
});

describe('rule 20: an offer', () => {
  const offered = (fields: object) => step('OfferRelease', { shareBp: undefined, ...fields });

  test('of a share is of the net, rounded up', () =>
    given(SAVED, offered({ shareBp: 3333 }))
      .asking('entitlement', of())
      .is({ offeredPence: 400, disputedPence: 440, contested: true }));

  test('of what is due contests nothing', () =>
    given(SAVED, offered({ pence: 840 }))
      .asking('entitlement', of())
      .is({ offeredPence: 840, disputedPence: 0, contested: false }));

  test('stands until the next', () =>
    given(SAVED, offered({ pence: 1 }), offered({ pence: 2 }))
      .asking('entitlement', of())
      .is({ offeredPence: 2 }));

  test('falls when an agreement or variation of that year comes into force after it', async () => {
    const fallen = ['offeredPence', 'disputedPence'] as const;
    await given(SAVED, offered({ pence: 1 }), agreed())
      .asking('entitlement', of())
      .lacks(...fallen);
    await given(SAVED, agreed(), offered({ pence: 1 }), varied('V1', '2008-03-31', { shareBp: 7000 }))
      .asking('entitlement', of())
      .lacks(...fallen);
    await given(SAVED, offered({ pence: 1 }), agreed({ from: '2008-04-01', to: '2009-03-31' }))
      .asking('entitlement', of())
      .is({ offeredPence: 1 });
    await given(SAVED, agreed(), offered({ pence: 1 }))
      .asking('entitlement', of())
      .is({ offeredPence: 1, contested: true });
  });

  test('a dispute contests until it is ruled; remitted it goes on', async () => {
    const disputed = [...SAVED, step('OpenDispute')];
    await given(disputed).asking('entitlement', of()).is({ contested: true });
    await given(disputed, step('IssueRuling', { outcome: 'REMITTED', effects: undefined }))
      .asking('entitlement', of())
      .is({ contested: true });
    await given(disputed, step('IssueRuling', { outcome: 'DISMISSED', effects: undefined }))
      .asking('entitlement', of())
      .is({ contested: false, basis: 'GUIDANCE' });
  });
});

describe('rule 20: the status of a figure', () => {
  test('is accruing to 31 March, provisional after it', async () => {
    const story = [...aTrust(), budget()];
    await given(story, { ...entry(), at: '2008-03-31T22:59:59Z' })
      .asking('entitlement', of())
      .is({ figureStatus: 'ACCRUING' });
    await given(story, { ...entry(), at: '2008-03-31T23:00:00Z' })
      .asking('entitlement', of())
      .is({ figureStatus: 'PROVISIONAL' });
  });

  test('confirmed, and what was confirmed stays though the figure moves', () =>
    given(
      SAVED,
      step('ConfirmEntitlement', { acceptEstimates: undefined }),
      step('RestateActuals', { rows: [{ month: 1, line: 'EL', deltaPence: -100 }] }),
    )
      .asking('entitlement', of())
      .is({ figureStatus: 'CONFIRMED', confirmedPence: 840, entitlementPence: 910 }));
});

describe('rule 21: what can be paid', () => {
  const three = [
    ...aTrust('A99001', 'A99002', 'A99003'),
    ...agreed({ terms: guaranteeing }),
    ...['A99001', 'A99002', 'A99003'].flatMap((practice) => [
      budget({ practice }),
      ...on('2008-06-30', used(900, { practice })),
    ]),
  ];
  const fund = (pence: number) => step('SetReleaseFund', { pence });
  const asked = { commissioner: '5X1', year: '2007-08' } as const;
  const affordable = (...pence: readonly number[]) => ({
    holders: pence.map((affordablePence) => ({ affordablePence })),
  });

  test('goes to the strongest basis first, then in proportion, the odd penny to the lower code', async () => {
    await given(three, fund(900))
      .asking('exposure', asked)
      .is(affordable(840, 30, 30));
    await given(three, fund(841))
      .asking('exposure', asked)
      .is(affordable(840, 1, 0));
    await given(three, fund(800))
      .asking('exposure', asked)
      .is(affordable(800, 0, 0));
    await given(three, fund(9000))
      .asking('exposure', asked)
      .is({ ...affordable(840, 840, 840), affordablePence: 2520, shortfallPence: 0 });
  });

  test('is what the fund has left after what was paid', () =>
    given(three, fund(900), step('RecordPayment', { holder: 'A99003', pence: 400 }))
      .asking('exposure', asked)
      .is({ ...affordable(500, 0, 0), paidPence: 400, affordablePence: 500, shortfallPence: 1620 }));

  test('is not known without a fund', () =>
    given(three)
      .asking('exposure', asked)
      .is({ releaseFundPence: null, affordablePence: null, shortfallPence: null, outstandingPence: 2520 }));

  test('a practice without a budget for the year is in no row', () =>
    given(SAVED, organisation('A99009', 'PRACTICE'), step('AssignPractice', { practice: 'A99009' }))
      .asking('exposure', asked)
      .is({ holders: [{ holder: 'A99001' }] }));
});
