import { afterTheYear, aTrust, budget, on, step, used, PRACTICE, YEAR } from '#testing';
import { following, type Followed } from './following.js';

/** Budget 12,000 and used 6,000: 70 per cent of 6,000 are 4,200. */
const STORY = [...aTrust(), budget(), ...afterTheYear(used(500))];
const opened = step('OpenDispute', { openedOn: '2008-06-02' });

const statementOf = async (list: Followed['list']) =>
  (await list('statements', { holder: PRACTICE, year: YEAR })).map(({ contested, entitlementPence, basis }) => ({
    contested,
    entitlementPence,
    basis,
  }));

test('a statement is contested while a dispute is open, and follows the ruling in force', () =>
  following(async ({ told, list }) => {
    const guidance = { entitlementPence: 4200, basis: 'GUIDANCE' };
    await told(STORY, opened);
    expect(await statementOf(list)).toEqual([{ ...guidance, contested: true }]);
    await told(step('MakeOffer'), step('AcceptOffer', { acceptedOn: undefined }));
    expect(await statementOf(list)).toEqual([{ ...guidance, contested: false }]);
    await told(step('ReopenDispute', { evidence: undefined, reopenedOn: undefined }));
    expect(await statementOf(list)).toEqual([{ ...guidance, contested: true }]);
    await told(step('IssueRuling', { outcome: 'UPHELD', effects: [{ kind: 'SET_SHARE', shareBp: 8000 }] }));
    expect(await statementOf(list)).toEqual([{ entitlementPence: 4800, basis: 'RULING', contested: false }]);
    await told(step('SupersedeRuling', { outcome: undefined, effects: undefined, organisation: undefined }));
    expect(await statementOf(list)).toEqual([{ ...guidance, contested: true }]);
    await told(step('CloseDispute', { how: 'WITHDRAWN', closedOn: undefined }));
    expect(await statementOf(list)).toEqual([{ ...guidance, contested: false }]);
  }));

test('an answer to an offer is overdue again once the dispute about it is closed', () =>
  following(async ({ told, list }) => {
    const overdue = async () => (await list('overdue', { kind: 'OFFER_UNANSWERED' })).map(({ subject }) => subject);
    const passing = step('RecordListSize', {}, { at: '2008-12-01T09:00:00Z' });
    await told(STORY, step('OfferRelease', { shareBp: 3000 }), opened, passing);
    expect(await overdue()).toEqual([]);
    await told(step('CloseDispute', { how: 'WITHDRAWN' }));
    expect(await overdue()).toEqual([PRACTICE]);
  }));

test('what is said and done in a dispute stands in the journal, under its holder, year and day', () =>
  following(async ({ told, list }) => {
    const evidence = step('AddEvidence', { receivedOn: '2008-06-28' });
    await told(STORY, opened, on('2008-06-30', evidence, step('MakeOffer', { madeOn: '2008-06-29' })));
    expect(await list('journal', { holder: PRACTICE, year: YEAR, type: 'OfferMade' })).toMatchObject([
      { effectiveOn: '2008-06-29', amountPence: 3_000_000 },
    ]);
    expect(await list('journal', { holder: PRACTICE, year: YEAR, type: 'EvidenceAdded' })).toMatchObject([
      { effectiveOn: '2008-06-28', amountPence: null, commissioner: '5X1' },
    ]);
  }));
