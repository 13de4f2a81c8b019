import { openLedger, type Ledger } from '#ledger';
import {
  importFile,
  importKindNames,
  NotImportable,
  templateOf,
  type ImportKindName,
  type ImportRequest,
} from './index.js';

/** Some time after every month and signature in these files. */
const NOW = '2009-05-01T09:00:00.000Z';
let ledger: Ledger;

beforeEach(async () => {
  ledger = await openLedger('memory:', { now: () => NOW });
});
afterEach(() => ledger.close());

type Asked = Partial<Omit<ImportRequest, 'kind' | 'bytes'>>;
const take = (kind: ImportKindName, text: string, asked: Asked = {}) =>
  importFile(ledger, { kind, file: `${kind}.csv`, bytes: Buffer.from(text), now: () => NOW, ...asked });
const templates = async (...kinds: ImportKindName[]) => {
  for (const kind of kinds) expect(await take(kind, templateOf(kind))).toMatchObject({ state: 'done', bad: [] });
};
const events = async () => ledger.store.readAll({ after: 0n, limit: 1000 });
const told = ({ bad }: { bad: readonly { line: number; column?: string; message: string }[] }) =>
  bad.map(({ line, column, message }) => `${line} ${column ?? '-'} ${message}`);

const ORGANISATIONS = 'code,type,name,opensOn,closesOn,belongsTo,belongsFrom';
const BUDGETS = 'practice,year,method,line,budgetPence,profile';
const ENTRIES = 'practice,year,entry,effectiveOn,decidedOn,reason,returns,line,amountPence';
const csv = (header: string, ...rows: string[]) => [header, ...rows, ''].join('\n');

test('every template imports cleanly, in order, and neither it nor another file that says the same records it again', async () => {
  for (const kind of importKindNames) {
    const first = await take(kind, templateOf(kind));
    expect(first).toMatchObject({ state: 'done', bad: [], leftOut: [], flagged: [], recorded: first.rows });
    const { length } = await events();
    expect(await take(kind, templateOf(kind))).toMatchObject({
      state: 'done',
      recordedBefore: first.rows,
      commands: 0,
    });
    const other = `${templateOf(kind)}\n`;
    expect(await take(kind, other)).toMatchObject({ state: 'done', unchanged: first.rows, commands: 0 });
    expect(await events()).toHaveLength(length);
  }
});

test('what is recorded says from which file it comes, who imported it and why', async () => {
  const text = templateOf('organisations');
  const { sha256, importId } = await take('organisations', text, { actor: 'j.smith', because: 'Year end' });
  const [{ metadata }] = (await events()) as [Awaited<ReturnType<typeof events>>[number]];
  const source = `file organisations.csv, sha256 ${sha256}`;
  expect(metadata).toMatchObject({ actor: 'j.smith', because: 'Year end', source, correlationId: importId });
  expect(metadata.commandId).toBe(`${importId}:register/Q99`);
});

test('a dry run records nothing and says how many rows would be', async () => {
  expect(await take('organisations', templateOf('organisations'), { dryRun: true })).toMatchObject({
    ...{ state: 'checked', recorded: 0, toRecord: 5, commands: 0 },
  });
  expect(await events()).toEqual([]);
});

test('one bad row, and nothing of the file is recorded; every bad row is told by line and column', async () => {
  const report = await take(
    'organisations',
    csv(
      ORGANISATIONS,
      ...[
        '5X1,PCT,Exampleshire PCT,2006-10-01,,,',
        'A99001,GP,Ash Road,2002-04-01,,,',
        'A99002,PRACTICE,,2002-02-30,,,',
      ],
      ...['A99003,PRACTICE,Cedar Lane,2002-04-01,,5X9,', 'A99004,PRACTICE,Dale End,2002-04-01,2001-04-01,,'],
      ...['A99005,PRACTICE,Elm Row,2002-04-01,,,2006-10-01', 'A99006,PRACTICE,Fir Tree'],
    ),
  );
  expect(report).toMatchObject({ state: 'bad', recorded: 0, commands: 0, rows: 7 });
  expect(told(report)).toEqual([
    '3 type must be one of PRACTICE, PCT, CARE_TRUST, SHA, PCT_CLUSTER, CCG, NHSCB, PROVIDER, LMC; got "GP"',
    '4 name is missing; must be a text of 1 to 4000 characters',
    '4 opensOn must be a date written YYYY-MM-DD; got "2002-02-30"',
    '5 belongsTo UNKNOWN_ORGANISATION: commissioner 5X9 is not recorded',
    '6 closesOn must not be before opensOn (2002-04-01); got 2001-04-01',
    '7 belongsTo is missing where belongsFrom is given',
    '8 - has 3 fields, the header 7; a field with a comma is quoted',
  ]);
  expect(await events()).toEqual([]);
});

test.each([
  ['a column that stands twice', 'practice,censusDate,patients,patients', ['1 patients this column stands twice']],
  [
    'a column that is missing',
    'practice,patients',
    ['1 censusDate this column is missing; the columns of the template are practice, censusDate, patients'],
  ],
  [
    'a column that is not known',
    'practice,censusDate,patients,colour',
    ['1 colour this column is not known; the columns of the template are practice, censusDate, patients'],
  ],
  ['fields parted by semicolons', 'practice;censusDate;patients', ['1 - fields are parted by commas']],
])('%s is bad', async (_what, header, problems) =>
  expect(told(await take('list-sizes', csv(header, 'A99001,2007-04-01,9,9')))).toEqual(problems),
);

test('the same row twice is taken once; another row of the same key is bad', async () => {
  await templates('organisations');
  const twice = csv('practice,censusDate,patients', 'A99001,2007-04-01,9200', 'A99001,2007-04-01,9200');
  expect(await take('list-sizes', twice)).toMatchObject({ state: 'done', recorded: 1, unchanged: 1, commands: 1 });
  const otherwise = csv('practice,censusDate,patients', 'A99001,2008-04-01,9200', 'A99001,2008-04-01,9300');
  expect(told(await take('list-sizes', otherwise))).toEqual([
    '3 practice line 2 says otherwise of the same A99001, 2008-04-01',
  ]);
});

test('a registration that says otherwise than the ledger is bad, and tells what is registered', async () => {
  await templates('organisations');
  const text = csv(ORGANISATIONS, 'A99001,PRACTICE,Ash Street Surgery,2002-04-01,,,');
  expect(told(await take('organisations', text))).toEqual([
    '2 code ALREADY_EXISTS: A99001 is registered otherwise, as PRACTICE "Ash Road Surgery" from 2002-04-01',
  ]);
});

test('of a published list of practices the others are left out, and an unusual code is flagged, not refused', async () => {
  const header = 'practice_code,name,open_date,close_date,prescribing_setting,postcode';
  const text = csv(
    header,
    'A99001,ASH ROAD,20020401,,4,X1',
    'A99009,WALK-IN,20020401,,2,X1',
    'ALD200,ALDERNEY,20020401,20080331,4,X1',
  );
  const report = await take('organisations', text);
  expect(report).toMatchObject({
    ...{ state: 'done', layout: 'ODS epraccur', recorded: 2, commands: 3 },
    leftOut: [{ reason: 'prescribing_setting is not 4: not a GP practice', rows: 1, lines: [3] }],
    flagged: [{ reason: 'the code is off the usual pattern of practice codes', rows: 1, lines: [4] }],
  });
  expect(await take('organisations', text, { options: { allSettings: true } })).toMatchObject({
    recorded: 1,
    recordedBefore: 2,
  });
});

test('memberships whose parent or practice is not there are left out and counted by reason, not bad', async () => {
  await templates('organisations');
  const rows = [
    ...['A99001,4QP36,W,19990401,20010331,0', 'A99001,5X0,W,20010401,20060930,0', 'A99001,5X1,W,20061001,20130331,0'],
    ...['A99001,7A4,W,20130401,,0', 'A99002,5X1,W,20061001,,0', 'A99009,5X1,W,20061001,,0', 'A99001,X26,W,20150401,,0'],
  ];
  const header = 'practice_code,parent_code,parent_type,join_date,left_date,amended';
  const report = await take('memberships', csv(header, ...rows));
  expect(report).toMatchObject({ state: 'done', layout: 'ODS epcmem', recorded: 2, bad: [] });
  expect(report.leftOut.map(({ reason, lines }) => [reason, ...lines])).toEqual([
    ['the parent is a primary care group: no type of the contract', 2],
    ['the parent is not registered; import it as an organisation first', 3],
    ['the parent is a Welsh local health board: no type of the contract', 5],
    ['the practice is not registered', 7],
    ['the parent is not registered, and its code is of no type of the contract', 8],
  ]);
  expect(report.flagged).toEqual([
    {
      reason: 'left_date is not followed by another commissioner here: the ledger leaves the practice where it was',
      rows: 1,
      lines: [4],
    },
  ]);
});

test('patients by age and sex are added up for the census that is named; practices not registered are left out', async () => {
  await templates('organisations');
  const bands = ['0-4', '5-14', '15-24', '25-34', '35-44', '45-54', '55-64', '65-74', '75+'].flatMap((age) => [
    `Male ${age}`,
    `Female ${age}`,
  ]);
  const header = ['PCO Name', 'Practice Code', ...bands].join(',');
  const text = csv(
    header,
    `X,A99001,${bands.map((_band, index) => index).join(',')}`,
    `X,Y99999,${bands.map(() => 0).join(',')}`,
  );
  await expect(take('list-sizes', text)).rejects.toThrow(
    'NHSBSA list sizes of 2013 does not say everything: give --census-date DATE',
  );
  await expect(take('list-sizes', text, { options: { censusDate: '1 April' } })).rejects.toBeInstanceOf(NotImportable);
  const report = await take('list-sizes', text, { options: { censusDate: '2013-04-01' } });
  expect(report).toMatchObject({ recorded: 1, leftOut: [{ reason: 'the practice is not registered', rows: 1 }] });
  expect((await events()).at(-1)!.data).toEqual({ practice: 'A99001', censusDate: '2013-04-01', patients: 153 });
  expect(
    told(
      await take('list-sizes', csv(header, `X,A99001,${bands.map(() => '1.5').join(',')}`), {
        options: { censusDate: '2014-04-01' },
      }),
    )[0],
  ).toBe('2 Male 0-4 must be a whole number, 0 or more; got "1.5"');
});

test('money is whole pence, lines are known ones, and one budget has one method', async () => {
  await templates('organisations');
  const report = await take(
    'budgets',
    csv(
      BUDGETS,
      ...['A99001,2007-08,HISTORIC,EL,1.5,', 'A99001,2007-08,HISTORIC,XX,100,', 'A99002,2007-08,HISTORIC,EL,100,1 2 3'],
      ...[
        'A99002,2007-08,LOCAL,DC,100,',
        'A99003,2007-08,LOCAL,EL,100,',
        'A99003,2007-08,LOCAL,EL,200,',
        'A99009,2007-08,LOCAL,EL,1,',
      ],
    ),
  );
  expect(told(report)).toEqual([
    '2 budgetPence must be a whole number of pence, 0 or more; got "1.5"',
    '3 line is not a service line; the lines are EL, DC, NEL, NELXBD, OPFA, OPFUP, OPPROC, AE, DIAG, CRIT, PRESC, COMM, MH, OTHER',
    '4 profile must be 12 whole numbers of 0 or more, M1 (April) first, not all 0; got a list of 3',
    '5 method must be the same in all rows of one budget; line 4 has "HISTORIC"',
    '7 line EL stands twice in one budget; already on line 6',
    '8 practice UNKNOWN_ORGANISATION: practice A99009 is not recorded',
  ]);
});

test('a budget that is set and said otherwise is bad, for every row of it', async () => {
  await templates('organisations', 'budgets');
  const text = csv(BUDGETS, 'A99002,2007-08,BLENDED,EL,31000001,', 'A99002,2007-08,BLENDED,DC,5,');
  expect(told(await take('budgets', text))).toEqual([
    `2 practice BUDGET_ALREADY_SET: the budget of A99002 for 2007-08 was set at ${NOW}`,
    `3 practice BUDGET_ALREADY_SET: the budget of A99002 for 2007-08 was set at ${NOW}`,
  ]);
});

test('rules that rest on the ledger are found before anything is recorded', async () => {
  await templates('organisations', 'budgets', 'entries');
  const report = await take(
    'entries',
    csv(
      ENTRIES,
      ...[
        'A99001,2007-08,G2,2007-05-01,,GROWTH,,EL,5',
        'A99001,2007-08,V1,2007-05-01,,VIREMENT,,EL,-5',
        'A99001,2007-08,V1,2007-05-01,,VIREMENT,,PRESC,6',
      ],
      ...[
        'A99001,2007-08,TS9-BACK,2008-01-01,,TOP_SLICE_RETURNED,TS9,EL,1',
        'A99001,2007-08,TS1-BACK-2,2008-01-01,,TOP_SLICE_RETURNED,TS1,PRESC,1',
      ],
      ...[
        'A99003,2007-08,G1,2007-05-01,,GROWTH,,EL,5',
        'A99001,2007-08,G3,2008-05-01,,GROWTH,,EL,5',
        'A99001,2007-08,G4,2007-05-01,2099-01-01,GROWTH,,EL,5',
      ],
      'A99001,2007-08,TS1,2007-09-01,2007-08-28,TOP_SLICE,,EL,-1',
    ),
  );
  expect(told(report)).toEqual([
    '3 entry VIREMENT_NOT_ZERO: the lines sum to 1 pence',
    '4 entry VIREMENT_NOT_ZERO: the lines sum to 1 pence',
    '5 returns UNKNOWN_ENTRY: entry TS9 is not recorded',
    '6 returns UNKNOWN_LINE: entry TS1 has no line PRESC',
    '7 practice NO_BUDGET: A99003 has no budget for 2007-08',
    '8 effectiveOn OUTSIDE_YEAR: effectiveOn 2008-05-01 lies outside 2007-08',
    '9 decidedOn FUTURE_DATE: decidedOn 2099-01-01 lies after 2009-05-01, the day recorded',
    '10 entry ALREADY_EXISTS: entry TS1 is recorded with other content',
  ]);
});

test('an agreement is proposed and signed as far as the register says, and signed further by a later one', async () => {
  await templates('organisations', 'agreements');
  const open = templateOf('agreements');
  const later = open.replace(
    'Dr C Single-Handed,2007-05-02,,',
    'Dr C Single-Handed,2007-05-02,B Director of Finance,2007-05-09',
  );
  expect(await take('agreements', later)).toMatchObject({ state: 'done', recorded: 1, unchanged: 1, commands: 1 });
  expect((await events()).at(-1)).toMatchObject({
    type: 'AgreementSigned',
    data: { organisation: '5X1', signedOn: '2007-05-09' },
  });
  const otherwise = open.replace(',5000,', ',6000,').replace('Dr A Partner', 'Dr B Partner');
  expect(told(await take('agreements', otherwise))).toEqual([
    '21 holderSignatory ALREADY_SIGNED: A99001 signed AG-A99001-07 on 2007-04-16, otherwise than this row has it',
    '22 agreement ALREADY_EXISTS: agreement AG-A99002-07 is recorded with other content',
  ]);
});

test('terms that do not go together are bad by column, and a dry run leaves no key of a person', async () => {
  await templates('organisations');
  const header = templateOf('agreements')
    .split('\n')
    .find((line) => line.startsWith('agreement,'))!;
  const row = (terms: string) => `AG9,5X1,A99001,2007-04-01,2008-03-31,DH-2006-PRACTICAL,${terms}`;
  const problems = async (terms: string) => told(await take('agreements', csv(header, row(terms))));
  expect(await problems('70.5,Words,,EL XX,INSTALMENTS,,,,2007-04-16,,')).toEqual([
    '2 shareBp must be a whole number of basis points, 0 to 10000; got "70.5"',
    '2 protectsBaseline is missing; must be true or false',
    '2 lines must be one of EL, DC, NEL, NELXBD, OPFA, OPFUP, OPPROC, AE, DIAG, CRIT, PRESC, COMM, MH, OTHER; got "XX"',
    '2 recoveryYears is missing; INSTALMENTS needs a number of years',
  ]);
  expect(await problems('7000,,,,,,,,2007-04-16,,')).toEqual([
    '2 holderSignatory is missing; must be a text of 1 to 4000 characters',
  ]);
  await take('agreements', csv(header, row('7000,,,,,,,Dr D Dryrun,2007-04-16,,')), { dryRun: true });
  expect(await ledger.keyring.erase('signatory of A99001: Dr D Dryrun')).toBe(false);
});

test('what stands around the commands is told once, not as a bad row', async () => {
  const at = take('organisations', templateOf('organisations'), { recordedAt: '2007-04-01T00:00:00Z' });
  await expect(at).rejects.toMatchObject({ code: 'INVALID', errors: [{ field: 'recordedAt' }] });
  await expect(take('organisations', templateOf('organisations'), { actor: '' })).rejects.toMatchObject({
    code: 'INVALID',
  });
});

test('an option that means nothing for the file is not passed over', async () =>
  expect(take('budgets', templateOf('budgets'), { options: { censusDate: '2007-04-01' } })).rejects.toThrow(
    '--census-date means nothing for the template',
  ));

test('what this import recorded and was then recorded in error stays so, and is flagged', async () => {
  await templates('organisations', 'list-sizes');
  const { commandId } = (await events()).at(-1)!.metadata;
  await ledger.recorder.record({ command: 'RecordInError', with: { command: commandId, because: 'Wrong file' } });
  expect(await take('list-sizes', templateOf('list-sizes'))).toMatchObject({
    commands: 0,
    recordedBefore: 2,
    flagged: [{ rows: 1 }],
  });
});
