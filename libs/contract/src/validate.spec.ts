import {
  commandCatalogue,
  commandNames,
  questionCatalogue,
  questionNames,
  validateCommand,
  validateQuestion,
  type CommandName,
  type QuestionName,
} from './index.js';

/** The example of a command with some fields changed; undefined leaves a field out. */
const command = (name: CommandName, changed: object = {}) =>
  validateCommand(name, { ...commandCatalogue[name].example, ...changed });
const question = (name: QuestionName, changed: object = {}) =>
  validateQuestion(name, { ...questionCatalogue[name].example, ...changed });
const fieldsRefused = (answer: ReturnType<typeof command> | ReturnType<typeof question>) =>
  answer.ok ? [] : answer.errors.map(({ field }) => field);

const row = { month: 1, line: 'EL', pence: 1 };
const proposed = commandCatalogue.ProposeAgreement.example.terms;

test('the catalogue begins with the forty commands of the core’s table', () =>
  expect(commandNames.indexOf('RecordInError')).toBe(39));

test.each(commandNames)('the example of %s is valid and comes back as it was given', (name) =>
  expect(validateCommand(name, commandCatalogue[name].example)).toEqual({
    ok: true,
    value: commandCatalogue[name].example,
  }),
);

test.each(questionNames)('the example of %s is valid and comes back as it was given', (name) =>
  expect(validateQuestion(name, questionCatalogue[name].example)).toEqual({
    ok: true,
    value: questionCatalogue[name].example,
  }),
);

const everyField = [
  ...commandNames.flatMap((name) => Object.keys(commandCatalogue[name].example).map((field) => ({ name, field }))),
];
test.each(everyField)('$name refuses null for $field', ({ name, field }) =>
  expect(fieldsRefused(command(name, { [field]: null }))).toContain(field),
);

const goodCommands: [CommandName, object][] = [
  ['SuspendRelease', { holder: 'A99001', commissioner: undefined }],
  ['LiftSuspension', { holder: 'A99001', commissioner: undefined }],
  ['OfferRelease', { shareBp: undefined, pence: 0 }],
  ['RecordInError', { label: undefined, command: 'c-1' }],
  ['RecordActuals', { rows: [], covers: { months: [1, 2], lines: 'ALL' } }],
  ['RecordActuals', { rows: [row], covers: undefined }],
  ['RecordActuals', { rows: [{ ...row, from: '2007-04-03', to: '2007-04-03' }] }],
  ['ProposeAgreement', { terms: { edition: 'DH-2009-VISION', shareBp: 0 } }],
  ['ProposeAgreement', { terms: { ...proposed, guarantee: null, lines: ['EL'] } }],
  ['ProposeAgreement', { terms: { ...proposed, recovery: { kind: 'INSTALMENTS', years: 99 } } }],
  ['ProposeAgreement', { from: '2007-04-01', to: '2007-04-01' }],
  ['VaryAgreement', { terms: { guarantee: null } }],
  ['RecordPayment', { pence: -1, reverses: 'PAY1' }],
  ['IssueRuling', { outcome: 'DISMISSED', effects: [{ kind: 'SET_SHARE', shareBp: 1 }] }],
  ['IssueRuling', { outcome: 'REMITTED', effects: undefined }],
  ['IssueRuling', { effects: [{ kind: 'COUNT_ENTRY', entry: 'E1', portionBp: 1, practice: 'A99001' }] }],
  ['PostBudgetEntry', { reason: 'VIREMENT', lines: { EL: -100, DC: 99 } }],
  ['AgreeAdjustment', { pence: -934, month: undefined }],
  ['AdjustResourceLimit', { deltaPence: 5 }],
  ['ApplyTopSlice', { by: 'The Department, not registered' }],
  ['ConfirmEntitlement', { acceptEstimates: undefined }],
];
test.each(goodCommands)('%s takes %j', (name, changed) => expect(command(name, changed).ok).toBe(true));

const badCommands: [CommandName, object, string[]][] = [
  ['SuspendRelease', { holder: 'A99001' }, ['holder']],
  ['SuspendRelease', { commissioner: undefined }, ['holder']],
  ['LiftSuspension', { holder: 'A99001' }, ['holder']],
  ['LiftSuspension', { commissioner: undefined }, ['holder']],
  ['OfferRelease', { pence: 1 }, ['shareBp']],
  ['OfferRelease', { shareBp: undefined }, ['shareBp']],
  ['RecordInError', { command: 'c-1' }, ['label']],
  ['RecordInError', { label: undefined }, ['label']],
  ['RecordActuals', { rows: [], covers: undefined }, ['rows']],
  ['RecordActuals', { rows: undefined }, ['rows']],
  ['RecordActuals', { rows: [row, row, row, { ...row, pence: '1.5' }] }, ['rows[3].pence']],
  ['RecordActuals', { rows: [{ ...row, from: '2007-04-03' }] }, ['rows[0].from']],
  ['RecordActuals', { rows: [{ ...row, to: '2007-04-03' }] }, ['rows[0].from']],
  ['RecordActuals', { rows: [{ ...row, from: '2007-04-03', to: '2007-04-02' }] }, ['rows[0].to']],
  ['RecordActuals', { rows: [{ ...row, pence: -1 }] }, ['rows[0].pence']],
  ['RecordActuals', { rows: [{ ...row, note: 1 }, 7] }, ['rows[0].note', 'rows[1]']],
  ['RecordActuals', { covers: { months: [], lines: 'ALL' } }, ['covers.months']],
  ['RecordActuals', { covers: { months: [1, 1], lines: 'ALL' } }, ['covers.months[1]']],
  ['RecordActuals', { covers: { months: [1], lines: [] } }, ['covers.lines']],
  ['RecordActuals', { covers: { months: [1], lines: ['EL', 'EL'] } }, ['covers.lines[1]']],
  ['RestateActuals', { rows: [] }, ['rows']],
  ['ProposeAgreement', { to: '2007-03-31' }, ['to']],
  ['ProposeAgreement', { terms: { edition: 'DH-2009-VISION' } }, ['terms.shareBp']],
  ['ProposeAgreement', { terms: { shareBp: 7000 } }, ['terms.edition']],
  [
    'ProposeAgreement',
    { terms: { ...proposed, guarantee: { text: '', protectsBaseline: true } } },
    ['terms.guarantee.text'],
  ],
  ['ProposeAgreement', { terms: { ...proposed, guarantee: { text: 'Paid' } } }, ['terms.guarantee.protectsBaseline']],
  ['ProposeAgreement', { terms: { ...proposed, recovery: { kind: 'INSTALMENTS' } } }, ['terms.recovery.years']],
  [
    'ProposeAgreement',
    { terms: { ...proposed, recovery: { kind: 'INSTALMENTS', years: 0 } } },
    ['terms.recovery.years'],
  ],
  [
    'ProposeAgreement',
    { terms: { ...proposed, recovery: { kind: 'INSTALMENTS', years: 100 } } },
    ['terms.recovery.years'],
  ],
  ['ProposeAgreement', { terms: { ...proposed, recovery: { kind: 'NONE', years: 3 } } }, ['terms.recovery.years']],
  ['ProposeAgreement', { terms: { ...proposed, recovery: null } }, ['terms.recovery']],
  ['VaryAgreement', { terms: {} }, ['terms.edition']],
  ['RecordPayment', { pence: 0 }, ['pence']],
  ['RecordPayment', { pence: -1 }, ['pence']],
  ['RecordPayment', { pence: 1, reverses: 'PAY1' }, ['pence']],
  ['NameSuccessor', { successors: [] }, ['successors']],
  ['NameSuccessor', { successors: ['5X1', '5X2', '5X1'] }, ['successors[2]']],
  ['NameSuccessor', { successors: ['5Y1'] }, ['successors']],
  ['IssueRuling', { effects: [{ kind: 'SET_SHARE', pence: 1 }] }, ['effects[0].pence', 'effects[0].shareBp']],
  ['IssueRuling', { effects: [{ kind: 'SET_SHARE', shareBp: 1, pence: 1 }] }, ['effects[0].pence']],
  ['IssueRuling', { effects: [{ kind: 'toString' }, {}] }, ['effects[0].kind', 'effects[1].kind']],
  ['SetIndicativeBudget', { lines: { XX: 1 } }, ['lines.XX']],
  ['SetIndicativeBudget', { profiles: { EL: [1] } }, ['profiles.EL']],
  ['PostBudgetEntry', { lines: {} }, ['lines']],
  ['RegisterOrganisation', { type: 'GP', code: '' }, ['code', 'type']],
  ['RegisterOrganisation', { colour: 'blue' }, ['colour']],
];
test.each(badCommands)('%s refuses %j', (name, changed, fields) =>
  expect(fieldsRefused(command(name, changed))).toEqual(fields),
);

const badQuestions: [QuestionName, object, string[]][] = [
  ['entitlement', { holder: undefined, position: '12' }, ['holder', 'position']],
  ['entitlement', { explain: 'true' }, ['explain']],
  ['exposure', { holder: 'A99001' }, ['holder']],
  ['rollUp', { of: '' }, ['of']],
  ['bridge', { from: undefined }, ['from']],
  ['bridge', { from: '2007-11-30T23:59:59Z', to: '2007-11-30T23:59:59+01:00' }, ['to']],
  ['whatIf', { suppose: [] }, ['suppose']],
  [
    'whatIf',
    { suppose: [{ omit: 'a', setShareBp: 1 }, {}, { forget: 1 }] },
    ['suppose[0].omit', 'suppose[1].omit', 'suppose[2].forget'],
  ],
];
test.each(badQuestions)('%s refuses %j', (name, changed, fields) =>
  expect(fieldsRefused(question(name, changed))).toEqual(fields),
);

test('a question may be about a day before the year, and ends of a bridge at the same instant', () => {
  expect(question('entitlement', { asAt: '2006-01-01', explain: true, position: 0 }).ok).toBe(true);
  expect(question('bridge', { from: '2007-11-30T23:59:59Z', to: '2007-11-30T23:59:59Z' }).ok).toBe(true);
});

test.each([[undefined], [null], ['text'], [7], [[]], [true]])('%j is no command at all', (input) => {
  const answer = validateCommand('RecordPayment', input);
  expect(answer.ok ? [] : answer.errors.map(({ field }) => field)).toEqual(['']);
});

test('an unknown field is told with the fields there are', () =>
  expect(command('RecordActuals', { colour: 'blue' })).toEqual({
    ok: false,
    errors: [
      { field: 'colour', message: 'is not a field of RecordActuals; it has: practice, year, version, rows, covers' },
    ],
  }));

test('a rule between fields tells what it wants', () =>
  expect([command('SuspendRelease', { holder: 'A99001' }), command('RecordPayment', { pence: -5 })]).toEqual([
    {
      ok: false,
      errors: [{ field: 'holder', message: 'exactly one of these must be given: holder, commissioner; got both' }],
    },
    {
      ok: false,
      errors: [{ field: 'pence', message: 'must be above 0; got -5 (below 0 it must name the payment it reverses)' }],
    },
  ]));

test('names of the language itself are unknown fields, and change no prototype', () => {
  const input: unknown = JSON.parse('{"__proto__":{"practice":"A99001"},"constructor":{"prototype":{"x":1}}}');
  expect(fieldsRefused(validateCommand('AssignPractice', input))).toEqual([
    '__proto__',
    'constructor',
    'practice',
    'commissioner',
    'from',
  ]);
  expect(({} as Record<string, unknown>)['x']).toBeUndefined();
});

test('the value is a copy without undefined, class or minus nought', () => {
  const input = { ...commandCatalogue.AgreeAdjustment.example, month: undefined, pence: -0 };
  const answer = validateCommand('AgreeAdjustment', input);
  const value = answer.ok ? answer.value : {};
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(Object.keys(value)).toEqual(['practice', 'year', 'adjustment', 'kind', 'pence']);
  expect(Object.is((value as { pence: number }).pence, 0)).toBe(true);
});

test('what is far too deep or far too long is refused, not choked on', () => {
  let deep: unknown = [];
  for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
  expect(fieldsRefused(command('RecordActuals', { practice: deep, rows: deep }))).toEqual(['practice', 'rows[0]']);
  const long = command('RecordActuals', { rows: Array.from({ length: 100_000 }, () => 0) });
  expect(long.ok ? undefined : long.errors.at(-1)).toEqual({
    field: 'rows',
    message: 'has 1000 problems or more before [1000]; what follows was not read',
  });
  const repeated = { successors: [...Array.from({ length: 2000 }, (_, index) => `C${index}`), 'C0'] };
  expect(fieldsRefused(command('NameSuccessor', repeated))).toEqual(['successors[2000]']);
});
