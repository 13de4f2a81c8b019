import { aGroup, aPct, aTrust, fact, given, step } from '#testing';

const assigned = (changes: object = {}) => step('AssignService', changes);
const named = (service: string, changes: object = {}) => assigned({ line: undefined, service, ...changes });
const answering = (changes: object = {}) => step('SetAccountability', changes);
const asked = { commissioner: '5X1', on: '2007-10-01' };

test('a service is assigned to a body or a group, one line or one name at a time', async () => {
  await given(aTrust(), aGroup(['A99001']))
    .when(assigned({ to: 'GRP1', scope: 'DEVOLVED' }))
    .then(fact('ServiceAssigned', { commissioner: '5X1', line: 'MH', to: 'GRP1', scope: 'DEVOLVED' }));
  await given(aTrust())
    .when(assigned({ to: '5X9' }))
    .refused('UNKNOWN_ORGANISATION');
  await given(aTrust())
    .when(assigned({ commissioner: 'A99001' }))
    .refused('WRONG_TYPE');
  await given(aTrust())
    .when(assigned({ service: 'Out of hours' }))
    .refused('INVALID');
});

test('the latest first day on or before the day holds; of equals the one recorded last', async () => {
  const story = [
    ...aTrust(),
    aPct('5X2'),
    assigned({ from: '2007-10-01', to: '5X2' }),
    assigned({ from: '2007-04-01' }),
    assigned({ line: 'EL' }),
    assigned({ line: 'EL', to: '5X2' }),
  ];
  await given(story)
    .asking('responsibilities', asked)
    .is({
      rows: [
        { line: 'EL', to: '5X2' },
        { line: 'MH', to: '5X2', from: '2007-10-01' },
      ],
    });
  await given(story)
    .asking('responsibilities', { ...asked, on: '2007-09-30' })
    .is({
      rows: [
        { line: 'EL', to: '5X2' },
        { line: 'MH', to: '5X1', from: '2007-04-01' },
      ],
    });
  await given(story)
    .asking('responsibilities', { ...asked, on: '2007-03-31' })
    .is({ rows: [] });
});

test('lines in their order, then other services, then who answers; what is not assigned is named', () =>
  given(aTrust(), answering(), named('Prisons'), named('Audiology'), assigned({ line: 'MH' }), assigned({ line: 'EL' }))
    .asking('responsibilities', asked)
    .is({
      unassigned: ['DC', 'NEL', 'NELXBD', 'OPFA', 'OPFUP', 'OPPROC', 'AE', 'DIAG', 'CRIT', 'PRESC', 'COMM', 'OTHER'],
      rows: [
        { kind: 'SERVICE', line: 'EL', service: null, who: null },
        { line: 'MH' },
        { service: 'Audiology', line: null },
        { service: 'Prisons' },
        { kind: 'ACCOUNTABILITY', who: 'PEC', answersTo: 'BOARD', about: 'Business cases', to: null, heldBy: [] },
      ],
    }));

test('each answers for each matter to one', () =>
  given(
    aTrust(),
    answering(),
    answering({ about: 'Prescribing' }),
    answering({ answersTo: 'Chief executive', from: '2007-09-01' }),
  )
    .asking('responsibilities', asked)
    .is({
      rows: [
        { about: 'Business cases', answersTo: 'Chief executive' },
        { about: 'Prescribing', answersTo: 'BOARD' },
      ],
    }));

test('who succeeded a body holds what it held, from that day on', async () => {
  const story = [
    ...aTrust(),
    ...['5X2', '5X3', '5X4'].map((code) => aPct(code)),
    assigned({ to: '5X2' }),
    step('NameSuccessor', { code: '5X2', from: '2007-10-01', successors: ['5X4', '5X3'] }),
  ];
  await given(story)
    .asking('responsibilities', asked)
    .is({ rows: [{ to: '5X2', heldBy: ['5X3', '5X4'] }] });
  await given(story)
    .asking('responsibilities', { ...asked, on: '2007-09-30' })
    .is({ rows: [{ to: '5X2', heldBy: ['5X2'] }] });
});

test('asked of a commissioner that is known', async () => {
  await given(aTrust()).asking('responsibilities', { commissioner: '5X9' }).refused('UNKNOWN_ORGANISATION');
  await given(aTrust()).asking('responsibilities', { commissioner: 'A99001' }).refused('WRONG_TYPE');
});
