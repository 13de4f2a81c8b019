import { ViewsRunner, listQuery } from '#projections';
import { StreamReader } from '#questions';
import {
  aGroup,
  aPct,
  aPolicy,
  aTrust,
  afterTheYear,
  agreed,
  budget,
  inError,
  labelled,
  on,
  organisation,
  step,
  used,
  GROUP,
  PCT,
  PRACTICE,
  SECOND,
} from '#testing';
import { openEmbeddedViews } from '#view-store-embedded';
import { following, type Followed } from './following.js';

const country = { body: undefined };
const dayPasses = (date: string) =>
  on(date, step('RegisterOrganisation', { code: `L${date.replaceAll('-', '')}`, type: 'LMC', name: 'A committee' }));

const figures = async ({ list }: Followed) =>
  Object.fromEntries((await list('statements')).map(({ holder, entitlementPence }) => [holder, entitlementPence]));
const due = async ({ list }: Followed) =>
  (await list('overdue', { kind: 'BUDGET_NOT_SET' })).map(({ subject, dueOn }) => `${subject} ${dueOn}`);

/** Views that are built anew from the log say the same as those that followed it. */
async function sameWhenRebuilt({ ledger, list }: Followed): Promise<void> {
  const views = await openEmbeddedViews({ path: ':memory:' });
  const runner = new ViewsRunner({
    reader: new StreamReader(ledger.store),
    views,
    now: () => '1970-01-01T00:00:00.000Z',
  });
  await runner.rebuild();
  for (const name of ['statements', 'exposures', 'rollUps', 'overdue', 'journal'] as const) {
    expect((await runner.page(name, listQuery(name, {}))).items).toEqual(await list(name));
  }
  await runner.close();
  await views.close();
}

test('a policy moves the statements of a commissioner’s practices and groups, and those of nobody else', () =>
  following(async (ledger) => {
    const saved = [PRACTICE, SECOND, 'B99001'].flatMap((practice) => [budget({ practice }), used(900, { practice })]);
    await ledger.told(aTrust(PRACTICE, SECOND), aPct('5Y1'), organisation('B99001', 'PRACTICE'));
    await ledger.told(step('AssignPractice', { practice: 'B99001', commissioner: '5Y1', from: '2002-04-01' }));
    await ledger.told(aGroup([SECOND], { commissioner: '5Y1' }), afterTheYear(...saved));
    expect(await figures(ledger)).toEqual({ [PRACTICE]: 840, [SECOND]: 840, B99001: 840, [GROUP]: 840 });
    await ledger.told(aPolicy('P', { minimumShareBp: 7500 }));
    expect(await figures(ledger)).toEqual({ [PRACTICE]: 900, [SECOND]: 840, B99001: 840, [GROUP]: 840 });
    await ledger.told(labelled('y', aPolicy('Y', { minimumShareBp: 8000 }, { body: '5Y1' })));
    expect(await figures(ledger)).toEqual({ [PRACTICE]: 900, [SECOND]: 960, B99001: 960, [GROUP]: 960 });
    await ledger.told(aPolicy('N', { minimumShareBp: 9000 }, country), inError('y'));
    expect(await figures(ledger)).toEqual({ [PRACTICE]: 1080, [SECOND]: 1080, B99001: 1080, [GROUP]: 1080 });
    await ledger.told(step('WithdrawPolicy', { policy: 'N', lastDay: '2008-03-31' }));
    expect(await figures(ledger)).toEqual({ [PRACTICE]: 1080, [SECOND]: 1080, B99001: 1080, [GROUP]: 1080 });
    await sameWhenRebuilt(ledger);
  }));

test('the journal knows whose a policy is', () =>
  following(async (ledger) => {
    await ledger.told(aTrust(), aPolicy('P', { flexDays: 20 }), aPolicy('N', { flexDays: 20 }, country));
    const rows = await ledger.list('journal', { type: 'PolicyAdopted' });
    expect(rows.map(({ commissioner, effectiveOn }) => [commissioner, effectiveOn]).toSorted()).toEqual(
      [
        [null, '2007-04-01'],
        [PCT, '2007-04-01'],
      ].toSorted(),
    );
    await sameWhenRebuilt(ledger);
  }));

test('a budget is due when the policy of 1 April says so, as soon as it is known', () =>
  following(async (ledger) => {
    await ledger.told(aTrust(), agreed(), dayPasses('2007-04-20'));
    expect(await due(ledger)).toEqual([]);
    await ledger.told(aPolicy('P', { budgetDue: { month: 1, day: 15 } }));
    expect(await due(ledger)).toEqual([`${PRACTICE} 2007-04-15`]);
    await ledger.told(aPolicy('N', { budgetDue: { month: 3, day: 30 } }, { ...country, from: '2007-04-01' }));
    expect(await due(ledger)).toEqual([`${PRACTICE} 2007-04-15`]);
    await ledger.told(step('WithdrawPolicy', { policy: 'P', lastDay: '2007-04-01' }));
    expect(await due(ledger)).toEqual([`${PRACTICE} 2007-04-15`]);
    await ledger.told(aPolicy('Q', { budgetDue: { month: 3, day: 10 } }, { from: '2007-04-01' }));
    expect(await due(ledger)).toEqual([]);
    await ledger.told(dayPasses('2007-06-11'));
    expect(await due(ledger)).toEqual([`${PRACTICE} 2007-06-10`]);
    await sameWhenRebuilt(ledger);
  }));

test('final data and answers are due by the policy of their day', () =>
  following(async (ledger) => {
    const offer = step('OfferRelease', { holder: PRACTICE, pence: 1, shareBp: undefined });
    await ledger.told(aTrust(), agreed(), budget(), aPolicy('P', { freezeDays: 20, offerAnswerDays: 7 }));
    await ledger.told(on('2007-05-21', used(900, { version: 'FLEX', months: [1] })));
    const freezes = await ledger.list('overdue', { kind: 'FREEZE_MISSING' });
    expect(freezes.map(({ what, dueOn }) => `${what} ${dueOn}`)).toEqual(['M01 2007-05-20']);
    await ledger.told(on('2007-05-21', offer), dayPasses('2007-05-29'));
    const offers = await ledger.list('overdue', { kind: 'OFFER_UNANSWERED' });
    expect(offers.map(({ dueOn }) => dueOn)).toEqual(['2007-05-28']);
    await sameWhenRebuilt(ledger);
  }));

test('a suspension that names no day is to be looked at again by the policy, where it says when', () =>
  following(async (ledger) => {
    const suspended = (subject: object) =>
      step('SuspendRelease', { holder: undefined, commissioner: undefined, reviewOn: undefined, ...subject });
    const reviews = async () =>
      (await ledger.list('overdue', { kind: 'SUSPENSION_PAST_REVIEW' })).map(
        ({ subject, dueOn }) => `${subject} ${dueOn}`,
      );
    await ledger.told(aTrust(), agreed(), suspended({ holder: PRACTICE }), suspended({ commissioner: PCT }));
    await ledger.told(dayPasses('2007-06-01'));
    expect(await reviews()).toEqual([]);
    await ledger.told(aPolicy('P', { suspensionReviewDays: 30 }));
    expect(await reviews()).toEqual([`${PCT} 2007-05-02`, `${PRACTICE} 2007-05-02`]);
    await sameWhenRebuilt(ledger);
  }));
