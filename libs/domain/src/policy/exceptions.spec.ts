import {
  BEGINNING,
  aGroup,
  aLedger,
  aPct,
  aPolicy,
  aTrust,
  agreed,
  given,
  on,
  orderOf,
  organisation,
  proposed,
  signed,
  told,
  varied,
  GROUP,
  PCT,
  PRACTICE,
  SECOND,
  SHA,
} from '#testing';

const bodies = [...aTrust(PRACTICE, SECOND), organisation(SHA, 'SHA')];
const ofPct = { commissioner: PCT };

test('where everything is as the guidance says there is nothing to tell', () =>
  given(bodies, agreed(), aGroup([SECOND], { splitKey: 'LIST' }).slice(0, 1))
    .asking('exceptions', ofPct)
    .is({ commissioner: PCT, year: null, rows: [] }));

test('an agreement below the minimum of its edition is told, with who signed it and when', () =>
  given(bodies, agreed({ terms: { shareBp: 3000 } }))
    .asking('exceptions', ofPct)
    .is({
      rows: [
        {
          ...{ kind: 'AGREEMENT_BELOW_MINIMUM', commissioner: PCT, holder: PRACTICE, agreement: 'AG1' },
          ...{ shareBp: 3000, minimumBp: 7000, by: 'DH-2006-PRACTICAL', says: '30%', wanted: '70%' },
          ...{ signedBy: [PRACTICE, PCT], signedOn: '2007-04-02', from: '2007-04-01', to: '2008-03-31', counts: true },
        },
      ],
    }));

test('one that nobody has signed, or one side only, is not', () =>
  given(bodies, proposed({ terms: { shareBp: 3000 } }), signed(PRACTICE))
    .asking('exceptions', ofPct)
    .is({ rows: [] }));

test('the edition that it names has its own minimum, but not for days on which more holds', async () => {
  const old = { edition: 'DH-2004-ENGAGING', shareBp: 5000, recovery: { kind: 'INSTALMENTS', years: 3 } };
  const early = { from: '2005-04-01', to: '2006-03-31', terms: old };
  await given(bodies, agreed(early)).asking('exceptions', ofPct).is({ rows: [] });
  await given(bodies, agreed({ terms: old }))
    .asking('exceptions', ofPct)
    .is({ rows: [{ kind: 'AGREEMENT_BELOW_MINIMUM', minimumBp: 7000, by: 'DH-2006-PRACTICAL' }] });
});

test('an approved local minimum is the authority of what was agreed by it', () =>
  given(
    bodies,
    aPolicy('P', { minimumShareBp: 6000 }, { approvedBy: SHA, approval: 'Letter 12' }),
    agreed({ terms: { shareBp: 6000 } }),
  )
    .asking('exceptions', ofPct)
    .is({
      rows: [
        { kind: 'POLICY_BELOW_MINIMUM', policy: 'P', counts: true, shareBp: 6000, approvedBy: SHA },
        { kind: 'AGREEMENT_BELOW_MINIMUM', policy: 'P', shareBp: 6000, approvedBy: SHA, approval: 'Letter 12' },
      ],
    }));

test('a local minimum above the national one is what an agreement is measured by', () =>
  given(bodies, aPolicy('P', { minimumShareBp: 8000 }), agreed({ terms: { shareBp: 7500 } }))
    .asking('exceptions', ofPct)
    .is({ rows: [{ kind: 'AGREEMENT_BELOW_MINIMUM', shareBp: 7500, minimumBp: 8000, by: 'P', approvedBy: null }] }));

test('a variation that lowers the share is told by itself', () =>
  given(bodies, agreed(), on('2008-02-20', varied('V1', '2007-10-01', { shareBp: 5000 })))
    .asking('exceptions', ofPct)
    .is({
      rows: [
        {
          ...{ kind: 'VARIATION_BELOW_MINIMUM', agreement: 'AG1', variation: 'V1', shareBp: 5000, minimumBp: 7000 },
          ...{ from: '2007-10-01', to: '2008-03-31', signedOn: '2008-02-20' },
        },
      ],
    }));

test('recovery and a split key other than those of the policy', () =>
  given(
    bodies,
    agreed({ terms: { recovery: { kind: 'INSTALMENTS', years: 2 } } }),
    varied('V1', '2007-10-01', { recovery: { kind: 'NONE' } }),
    aGroup([SECOND]).slice(0, 1),
  )
    .asking('exceptions', ofPct)
    .is({
      rows: [
        { kind: 'OTHER_RECOVERY', agreement: 'AG1', variation: null, says: 'INSTALMENTS over 2 years', wanted: 'NONE' },
        { kind: 'OTHER_SPLIT_KEY', holder: GROUP, says: 'EQUAL', wanted: 'LIST', by: 'LEDGER-USUAL-TERMS' },
      ],
    }));

describe('between policies of one body', () => {
  const days = (from: string, to?: string) => ({ from, to });
  const first = aPolicy('A', { flexDays: 20, freezeDays: 40 }, days('2007-04-01', '2007-06-30'));

  test('days on which none of them speaks are a gap', () =>
    given(bodies, first, aPolicy('B', { flexDays: 25 }, days('2007-08-01')))
      .asking('exceptions', ofPct)
      .is({
        rows: [{ kind: 'POLICY_GAP', term: 'flexDays', policy: 'A', by: 'B', from: '2007-07-01', to: '2007-07-31' }],
      }));

  test('days for which two of them speak are an overlap, where it is not one that takes the place of another', async () => {
    const told = { kind: 'POLICY_OVERLAP', term: 'flexDays', policy: 'A', by: 'B' };
    await given(bodies, first, aPolicy('B', { flexDays: 25 }, days('2007-06-01')))
      .asking('exceptions', ofPct)
      .is({ rows: [{ ...told, from: '2007-06-01', to: '2007-06-30', says: '20 days', wanted: '25 days' }] });
    const endless = aPolicy('A', { flexDays: 20 }, days('2007-04-01'));
    await given(bodies, endless, aPolicy('B', { flexDays: 25 }, days('2007-06-01')))
      .asking('exceptions', ofPct)
      .is({ rows: [] });
    await given(bodies, endless, aPolicy('B', { flexDays: 25 }, days('2007-04-01')))
      .asking('exceptions', ofPct)
      .is({ rows: [{ ...told, from: '2007-04-01', to: null }] });
  });

  test('one that follows on the next day leaves no gap, and one that lies inside another none after it', () =>
    given(
      bodies,
      aPolicy('A', { flexDays: 20 }, days('2007-04-01', '2007-09-30')),
      aPolicy('B', { flexDays: 25 }, days('2007-10-01', '2007-12-31')),
    )
      .asking('exceptions', ofPct)
      .is({ rows: [] }));
});

test('a local minimum is told from the day on which the country asks for more', () =>
  given(
    bodies,
    aPolicy('P', { minimumShareBp: 7500 }),
    aPolicy('N', { minimumShareBp: 8000 }, { body: undefined, from: '2007-10-01' }),
  )
    .asking('exceptions', ofPct)
    .is({
      rows: [{ kind: 'POLICY_BELOW_MINIMUM', policy: 'P', from: '2007-10-01', to: null, by: 'N', counts: false }],
    }));

test('a year has those with days in it, a moment those known by then, and a commissioner its own', async () => {
  const story = given(bodies, aPct('5Y1'), agreed({ terms: { shareBp: 3000 } }));
  const kinds = (rows: number) => ({ rows: Array.from({ length: rows }, () => ({ kind: 'AGREEMENT_BELOW_MINIMUM' })) });
  await story.asking('exceptions', { year: '2007-08' }).is(kinds(1));
  await story.asking('exceptions', { year: '2008-09' }).is(kinds(0));
  await story.asking('exceptions', { commissioner: '5Y1' }).is(kinds(0));
  await story.asking('exceptions', { knownAt: '2007-04-02T08:59:59Z' }).is(kinds(0));
  await story.asking('exceptions', { commissioner: SHA }).refused('WRONG_TYPE');
  await story.asking('exceptions', { commissioner: '5Z9' }).refused('UNKNOWN_ORGANISATION');
});

test('the editions that ship leave no gap and do not overlap', () =>
  given(aPct()).asking('exceptions', {}).is({ commissioner: null, rows: [] }));

test('the authority that was named with the second signature is told', async () => {
  const ledger = await aLedger();
  await told(ledger, [...bodies, proposed({ terms: { shareBp: 3000 } }), signed(PRACTICE)]);
  await ledger.recorder.record({ ...orderOf(signed(PCT), BEGINNING), authority: 'Minute 12' });
  expect(await ledger.questions.ask('exceptions', ofPct)).toMatchObject({ rows: [{ authority: 'Minute 12' }] });
  await ledger.close();
});
