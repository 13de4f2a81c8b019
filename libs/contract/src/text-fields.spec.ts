import {
  commandNames,
  withTextFields,
  withTypedFields,
  commandCatalogue,
  questionCatalogue,
  questionNames,
} from './index.js';

test('codes, ids and texts that YAML read as numbers become text; numbers of their own right stay', () =>
  expect(
    withTextFields('RecordPayment', { holder: 12, year: '2007-08', payment: 7, pence: 500, reverses: 6, colour: 5 }),
  ).toEqual({ holder: '12', year: '2007-08', payment: '7', pence: 500, reverses: '6', colour: 5 }));

test('inside lists, objects, maps and effects too', () => {
  expect(withTextFields('NameSuccessor', { code: 501, from: '2006-10-01', successors: [502, 'A1'] })).toEqual({
    code: '501',
    from: '2006-10-01',
    successors: ['502', 'A1'],
  });
  expect(
    withTextFields('IssueRuling', { dispute: 1, effects: [{ kind: 'COUNT_ENTRY', entry: 9, portionBp: 5000 }, 3] }),
  ).toEqual({
    dispute: '1',
    effects: [{ kind: 'COUNT_ENTRY', entry: '9', portionBp: 5000 }, 3],
  });
  expect(withTextFields('ProposeAgreement', { terms: { guarantee: { text: 2007, protectsBaseline: true } } })).toEqual({
    terms: { guarantee: { text: '2007', protectsBaseline: true } },
  });
  expect(withTextFields('whatIf', { suppose: [{ omit: 12 }, { setShareBp: 12 }] })).toEqual({
    suppose: [{ omit: '12' }, { setShareBp: 12 }],
  });
  expect(withTextFields('PostBudgetEntry', { lines: { EL: 5 } })).toEqual({ lines: { EL: 5 } });
});

test('a number whose digits are not known for sure stays a number, to be refused', () =>
  expect(withTextFields('CloseOrganisation', { code: 2 ** 60, lastDay: 1.5 })).toEqual({
    code: 2 ** 60,
    lastDay: 1.5,
  }));

test.each([[null], [undefined], ['x'], [[1]], [7]])('%j stays as it is', (input) => {
  expect(withTextFields('RecordPayment', input)).toBe(input);
});

test('a key named __proto__ stays a key', () =>
  expect(Object.keys(withTextFields('RecordPayment', JSON.parse('{"__proto__":1}')) as object)).toEqual(['__proto__']));

test('text of a query string is read in the fields that are numbers or true and false', () =>
  expect(
    withTypedFields('entitlement', { holder: '12', year: '2007-08', position: '1042', explain: 'true', asAt: '' }),
  ).toEqual({ holder: '12', year: '2007-08', position: 1042, explain: true, asAt: '' }));

test.each(['1.5', '01', '-0', '1e3', ' 1', '', '9007199254740993'])(
  '%j is no whole number and stays text',
  (position) =>
    expect(withTypedFields('entitlement', { position, explain: 'yes' })).toEqual({ position, explain: 'yes' }),
);

test('neither changes an example', () => {
  for (const name of commandNames)
    expect(withTextFields(name, commandCatalogue[name].example)).toEqual(commandCatalogue[name].example);
  for (const name of questionNames)
    expect(withTypedFields(name, questionCatalogue[name].example)).toEqual(questionCatalogue[name].example);
});
