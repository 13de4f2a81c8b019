import { aTrust, afterTheYear, agreed, budget, inError, labelled, on, step, used, PCT, PRACTICE } from '#testing';
import { following, type Followed } from './following.js';

/** A day goes by with an event that concerns nobody. */
const dayPasses = (date: string) =>
  on(date, step('RegisterOrganisation', { code: `L${date.replaceAll('-', '')}`, type: 'LMC', name: 'A committee' }));

const told = async ({ list }: Followed) =>
  (await list('overdue')).map(({ kind, subject, what, dueOn }) => `${kind} ${subject} ${what} ${dueOn}`);

test('a budget that an agreement asks for is overdue from 2 May, until it is set', () =>
  following(async (ledger) => {
    await ledger.told(aTrust(), agreed(), dayPasses('2007-05-01'));
    expect(await told(ledger)).toEqual([]);
    await ledger.told(dayPasses('2007-05-02'));
    expect(await told(ledger)).toEqual([`BUDGET_NOT_SET ${PRACTICE} IndicativeBudgetSet 2007-05-01`]);
    await ledger.told(on('2007-06-01', labelled('late', budget())));
    expect(await told(ledger)).toEqual([]);
    await ledger.told(on('2007-06-02', inError('late')));
    expect(await told(ledger)).toEqual([`BUDGET_NOT_SET ${PRACTICE} IndicativeBudgetSet 2007-05-01`]);
  }));

test('a practice with a budget is looked for one in the year after, agreement or none', () =>
  following(async (ledger) => {
    await ledger.told(aTrust(), budget(), afterTheYear(used(900)), dayPasses('2008-07-01'));
    expect(await told(ledger)).toContain(`BUDGET_NOT_SET ${PRACTICE} IndicativeBudgetSet 2008-05-01`);
  }));

test('a practice that takes no part is asked for nothing', () =>
  following(async (ledger) => {
    await ledger.told(aTrust(), dayPasses('2009-07-01'));
    expect(await told(ledger)).toEqual([]);
  }));

test('a month without its final data is overdue sixty days after its end', () =>
  following(async (ledger) => {
    const flex = used(900, { version: 'FLEX', months: [1] });
    await ledger.told(aTrust(), budget(), on('2007-06-10', flex), dayPasses('2007-06-29'));
    expect(await told(ledger)).toEqual([]);
    await ledger.told(dayPasses('2007-06-30'));
    expect(await told(ledger)).toEqual([`FREEZE_MISSING ${PRACTICE} M01 2007-06-29`]);
    await ledger.told(on('2007-07-02', used(900, { months: [1] })));
    expect(await told(ledger)).toEqual([]);
  }));

test('an offer below the entitlement waits for an answer for four weeks: a dispute is one', () =>
  following(async (ledger) => {
    const offer = step('OfferRelease', { holder: PRACTICE, pence: 1, shareBp: undefined });
    await ledger.told(
      aTrust(),
      agreed(),
      budget(),
      afterTheYear(used(900)),
      on('2008-07-01', offer),
      dayPasses('2008-07-29'),
    );
    const offers = async () => (await ledger.list('overdue', { kind: 'OFFER_UNANSWERED' })).map(({ dueOn }) => dueOn);
    expect(await offers()).toEqual([]);
    await ledger.told(dayPasses('2008-07-30'));
    expect(await offers()).toEqual(['2008-07-29']);
    await ledger.told(on('2008-08-01', step('OpenDispute', { holder: PRACTICE, year: '2007-08' })));
    expect(await offers()).toEqual([]);
  }));

// Edge case 20.
test('a suspension is overdue when its review has passed: of one practice, and for all', () =>
  following(async (ledger) => {
    const suspended = (subject: object) =>
      step('SuspendRelease', {
        holder: undefined,
        commissioner: undefined,
        year: '2007-08',
        reviewOn: '2007-12-01',
        ...subject,
      });
    const lifted = (subject: object) =>
      step('LiftSuspension', { holder: undefined, commissioner: undefined, year: '2007-08', ...subject });
    const subjects = async () =>
      (await ledger.list('overdue', { kind: 'SUSPENSION_PAST_REVIEW' })).map(({ subject }) => subject);
    await ledger.told(
      aTrust(),
      agreed(),
      on('2007-11-01', suspended({ holder: PRACTICE }), suspended({ commissioner: PCT })),
      dayPasses('2007-12-01'),
    );
    expect(await subjects()).toEqual([]);
    await ledger.told(dayPasses('2007-12-02'));
    expect(await subjects()).toEqual([PCT, PRACTICE]);
    await ledger.told(on('2007-12-03', lifted({ holder: PRACTICE }), lifted({ commissioner: PCT })));
    expect(await subjects()).toEqual([]);
  }));
