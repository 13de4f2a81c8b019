import {
  aGroup,
  aPct,
  aTrust,
  agreed,
  budget,
  inError,
  labelled,
  on,
  step,
  GROUP,
  PCT,
  PRACTICE,
  YEAR,
} from '#testing';
import { following } from './following.js';

test('every event is there, the latest first, with both its dates', () =>
  following(async ({ told, list, ledger }) => {
    await told(
      aTrust(),
      on('2007-05-02', budget()),
      on('2007-06-10', step('PostBudgetEntry', { effectiveOn: '2007-04-01', decidedOn: undefined })),
    );
    const [entry, ...before] = await list('journal');
    expect(entry).toMatchObject({
      type: 'BudgetEntryPosted',
      recordedAt: '2007-06-10T09:00:00.000Z',
      effectiveOn: '2007-04-01',
      holder: PRACTICE,
      commissioner: PCT,
      year: YEAR,
      actor: 'a.tester',
    });
    expect(before).toHaveLength(Number((await ledger.store.head()).position) - 1);
  }));

test('it is found by holder, by the commissioner whose practice it then was, by year, type, label and both dates', () =>
  following(async ({ told, list }) => {
    await told(
      aTrust(),
      aPct('5X2'),
      on('2007-05-02', labelled('first budget', budget())),
      on('2007-06-01', step('AssignPractice', { practice: PRACTICE, commissioner: '5X2', from: '2007-06-01' })),
      on('2007-06-10', step('PostBudgetEntry', { reason: 'GROWTH', effectiveOn: '2007-06-01', decidedOn: undefined })),
    );
    const types = async (fields: Readonly<Record<string, string>>) =>
      (await list('journal', { ...fields, sort: 'position' })).map(({ type }) => type);
    expect(await types({ commissioner: '5X2', holder: PRACTICE })).toEqual(['PracticeAssigned', 'BudgetEntryPosted']);
    expect(await types({ commissioner: PCT, year: YEAR })).toEqual(['IndicativeBudgetSet']);
    expect(await types({ label: 'first budget' })).toEqual(['IndicativeBudgetSet']);
    expect(await types({ type: 'BudgetEntryPosted' })).toEqual(['BudgetEntryPosted']);
    expect(await types({ recordedFrom: '2007-06-01T00:00:00Z', recordedTo: '2007-06-05T00:00:00Z' })).toEqual([
      'PracticeAssigned',
    ]);
    expect(await types({ effectiveFrom: '2007-06-01', effectiveTo: '2007-06-01', year: YEAR })).toEqual([
      'BudgetEntryPosted',
    ]);
  }));

test('what was recorded in error says since when, and no more once the correction is itself in error', () =>
  following(async ({ told, list }) => {
    const since = async () =>
      (await list('journal', { type: 'IndicativeBudgetSet' })).map(({ inErrorSince }) => inErrorSince);
    await told(aTrust(), labelled('budget', budget()));
    expect(await since()).toEqual([null]);
    await told(labelled('correction', inError('budget')));
    const [correction] = await list('journal', { type: 'RecordedInError' });
    expect(await since()).toEqual([correction!.position]);
    await told(inError('correction'));
    expect(await since()).toEqual([null]);
  }));

test('an agreement is listed with the terms and the status that hold, without its signatories', () =>
  following(async ({ told, list }) => {
    await told(
      aTrust(),
      aGroup([PRACTICE]),
      agreed({ holder: GROUP, agreement: 'AG9', from: '2007-04-01', to: '2008-03-31' }),
    );
    const [agreement] = await list('agreements', { holder: GROUP });
    expect(agreement).toMatchObject({ agreement: 'AG9', status: 'IN_FORCE', shareBp: 7000, commissioner: PCT });
    await told(on('2008-04-01', step('RegisterOrganisation', { code: 'LM1', type: 'LMC', name: 'A committee' })));
    expect(await list('agreements', { status: 'ENDED' })).toHaveLength(1);
  }));
