import { aTrust, agreed, budget, entry, given, inError, labelled, on, protecting, step, used, varied } from '#testing';

const of = { holder: 'A99001', year: '2007-08', asAt: '2008-03-31' } as const;
const STORY = [
  ...aTrust(),
  ...agreed({ terms: protecting }),
  budget(),
  ...on('2007-10-01', labelled('slice', entry({ reason: 'TOP_SLICE', lines: { EL: -600 } }))),
  ...on('2008-06-30', used(900)),
];

describe('rule 25: what if', () => {
  test('a command had not been given', () =>
    given(STORY, labelled('growth', entry({ entry: 'E2', lines: { EL: 100 } })))
      .asking('whatIf', { ...of, suppose: [{ omit: 'growth' }] })
      .is({ factPence: 910, supposedPence: 840, differencePence: -70 }));

  test('by its id as well as by its label', () =>
    given(STORY, { ...entry({ entry: 'E2', lines: { EL: 100 } }), id: 'growth-1' })
      .asking('whatIf', { ...of, suppose: [{ omit: 'growth-1' }] })
      .is({ supposedPence: 840 }));

  test('it was not known then: there is nothing to leave out', () =>
    given(STORY)
      .asking('whatIf', { ...of, knownAt: '2007-09-30T12:00:00Z', suppose: [{ omit: 'slice' }] })
      .refused('UNKNOWN_COMMAND'));

  test('a correction had not been given', () =>
    given(STORY, labelled('growth', entry({ entry: 'E2', lines: { EL: 100 } })), inError('growth', { label: 'undone' }))
      .asking('whatIf', { ...of, suppose: [{ omit: 'undone' }] })
      .is({ factPence: 840, supposedPence: 910 }));

  test('the baseline had not been protected', () =>
    given(STORY)
      .asking('whatIf', { ...of, suppose: [{ protectBaseline: false }] })
      .is({ factPence: 840, supposedPence: 420 }));

  test('the share had been another, in a variation that speaks of it too', () =>
    given(STORY, varied('V1', '2007-10-01', { shareBp: 5000 }), varied('V2', '2008-01-01', { guarantee: null }))
      .asking('whatIf', { ...of, suppose: [{ setShareBp: 10_000 }] })
      .is({ supposedPence: 1200 - 150 }));

  test('several things at once', () =>
    given(STORY)
      .asking('whatIf', { ...of, suppose: [{ setShareBp: 10_000 }, { protectBaseline: false }, { omit: 'slice' }] })
      .is({ supposedPence: 1200 }));

  test('guidance has no terms to suppose', () =>
    given(aTrust(), budget(), on('2008-06-30', used(900)))
      .asking('whatIf', { ...of, suppose: [{ setShareBp: 10_000 }] })
      .is({ factPence: 840, supposedPence: 840 }));
});

describe('rule 25: a bridge', () => {
  const bridged = (from: string, to: string, asAt?: string) => ({
    holder: 'A99001',
    year: '2007-08',
    from,
    to,
    ...(asAt === undefined ? {} : { asAt }),
  });

  test('tells the events that moved the figure, and no others', () =>
    given(
      STORY,
      on('2008-07-01', labelled('growth', entry({ entry: 'E2', lines: { EL: 100 } })), step('RecordPayment')),
    )
      .asking('bridge', bridged('2008-06-30T12:00:00Z', '2008-07-02T12:00:00Z'))
      .is({
        openingPence: 840,
        lines: [{ label: 'growth', event: 'BudgetEntryPosted', deltaPence: 70 }],
        closingPence: 910,
        residualPence: 0,
      }));

  test('begins at 0 before the holder is registered', () =>
    given(STORY)
      .asking('bridge', bridged('2007-01-01T00:00:00Z', '2008-07-02T12:00:00Z'))
      .is({ openingPence: 0, lines: [{ event: 'ActualsRecorded', deltaPence: 840 }], closingPence: 840 }));

  test('takes in events after the opening up to the closing', () =>
    given(STORY)
      .asking('bridge', bridged('2008-06-30T09:00:00Z', '2008-06-30T09:00:00Z'))
      .is({ openingPence: 840, lines: [], closingPence: 840 }));
});
