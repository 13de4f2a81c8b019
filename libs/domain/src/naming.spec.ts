import {
  aLedger,
  aPct,
  aTrust,
  budget,
  entry,
  exactly,
  given,
  labelled,
  refusalOf,
  signed,
  step,
  told,
  type Step,
} from '#testing';

const ENTRY = { ...entry(), id: 'one' };

describe('the order in which a command is looked at', () => {
  test('an id that was used for another command comes before anything wrong with this one', async () => {
    const story = [...aTrust(), budget(), ENTRY];
    await given(story)
      .when({ ...entry({ lines: { EL: 7 } }), id: 'one' })
      .refused('COMMAND_ID_REUSED');
    await given(story)
      .when(exactly('PostBudgetEntry', { nonsense: true }, { id: 'one' }))
      .refused('COMMAND_ID_REUSED');
    await given(story)
      .when({ ...step('RecordListSize'), id: 'one' })
      .refused('COMMAND_ID_REUSED');
  });

  test('its shape comes before what it names', () =>
    given()
      .when(entry({ lines: { EL: 0.5 } }))
      .refused('INVALID'));

  test('what is not registered comes before the group, the agreement, the variation, the entry', async () => {
    await given(aPct()).when(step('JoinGroup')).refused('UNKNOWN_ORGANISATION');
    await given(aTrust()).when(step('JoinGroup')).refused('UNKNOWN_GROUP');
    await given(aPct())
      .when(step('SignVariation', { organisation: 'A99001' }))
      .refused('UNKNOWN_ORGANISATION');
    await given(aTrust()).when(step('SignVariation')).refused('UNKNOWN_AGREEMENT');
    await given(aPct())
      .when(entry({ returns: 'E0' }))
      .refused('UNKNOWN_ORGANISATION');
  });

  test('what is unknown comes before what is of the wrong type', async () => {
    await given(aTrust())
      .when(step('AssignPractice', { practice: '5X1', commissioner: '5X9' }))
      .refused('UNKNOWN_ORGANISATION');
    await given(aTrust())
      .when(entry({ practice: '5X1', returns: 'E0' }))
      .refused('UNKNOWN_ENTRY');
  });

  test('the wrong type comes before an id that is taken', () =>
    given(aTrust(), step('ProposeAgreement'))
      .when(step('ProposeAgreement', { holder: '5X1' }))
      .refused('WRONG_TYPE'));

  test('an id that is taken comes before the command’s own rules', () =>
    given(aTrust(), budget(), entry())
      .when(entry({ effectiveOn: '2030-01-01' }))
      .refused('ALREADY_EXISTS'));

  test('a label that is taken comes before them too', () =>
    given(aTrust(), labelled('signed', budget())).when(labelled('signed', budget())).refused('ALREADY_EXISTS'));

  test('but after what is unknown', () =>
    given(aTrust(), labelled('signed', budget()))
      .when(labelled('signed', signed('A99001')))
      .refused('UNKNOWN_AGREEMENT'));
});

test('a command that was refused keeps neither its id nor its label', async () => {
  const ledger = await aLedger();
  await told(ledger, [...aTrust(), budget()]);
  const again: Step = { ...budget(), id: 'one', label: 'set' };
  expect(await refusalOf(() => told(ledger, [again]))).toMatchObject({ code: 'BUDGET_ALREADY_SET' });
  await told(ledger, [{ ...entry(), id: 'one', label: 'set' }]);
  expect((await ledger.store.readAll({ after: 0n, limit: 100 })).at(-1)).toMatchObject({
    type: 'BudgetEntryPosted',
    metadata: { commandId: 'one', label: 'set' },
  });
  await ledger.close();
});

test('codes are told apart by every letter', () =>
  given(aTrust())
    .when(budget({ practice: 'a99001' }))
    .refused('UNKNOWN_ORGANISATION'));
