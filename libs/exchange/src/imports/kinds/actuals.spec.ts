import { openLedger, type Ledger } from '#ledger';
import { importFile, templateOf, type ImportKindName, type ImportRequest } from '../index.js';

/** Some time after every month in these files. */
const NOW = '2009-05-01T09:00:00.000Z';
let ledger: Ledger;

const imported = (kind: ImportKindName, text: string, options?: ImportRequest['options']) =>
  importFile(ledger, { kind, file: `${kind}.csv`, bytes: Buffer.from(text), now: () => NOW, options: options ?? {} });

beforeEach(async () => {
  ledger = await openLedger('memory:', { now: () => NOW });
  for (const kind of ['organisations', 'budgets'] as const) await imported(kind, templateOf(kind));
});
afterEach(() => ledger.close());

const take = (text: string, { options }: Pick<ImportRequest, 'options'> = {}) => imported('actuals', text, options);
const csv = (...rows: string[]) => ['practice,year,version,month,line,actualPence,from,to', ...rows, ''].join('\n');
const actuals = (...rows: string[]) => csv(...rows.map((row) => `A99001,2007-08,${row}`));
const lastData = async () => (await ledger.store.readAll({ after: 0n, limit: 1000 })).at(-1)!.data;
const told = ({ bad }: { bad: readonly { line: number; column?: string; message: string }[] }) =>
  bad.map(({ line, column, message }) => `${line} ${column ?? '-'} ${message}`);

test('the rows of one practice, version and month are one event', async () => {
  const report = await take(actuals('FLEX,1,EL,5,,', 'FLEX,2,EL,6,,', 'FLEX,1,DC,7,,', 'FREEZE,1,EL,8,,'));
  expect(report).toMatchObject({ recorded: 4, commands: 3 });
});

// Edge case 11, by file: the same month imported twice, flex after freeze.
test('only what differs from what is in force is recorded again', async () => {
  await take(actuals('FLEX,1,EL,5,,', 'FLEX,1,DC,7,,'));
  expect(await take(actuals('FLEX,1,EL,5,,', 'FLEX,1,DC,8,,'))).toMatchObject({
    recorded: 1,
    unchanged: 1,
  });
  expect(await lastData()).toMatchObject({ rows: [{ month: 1, line: 'DC', pence: 8 }] });
  expect(await take(actuals('FREEZE,1,EL,5,,'))).toMatchObject({ recorded: 1 });
  expect(await take(`${actuals('FLEX,1,EL,5,,')}\n`)).toMatchObject({ unchanged: 1, commands: 0 });
});

test('lines that are covered and have no row become 0, and what is unchanged does not', async () => {
  await take(actuals('FLEX,1,EL,5,,', 'FLEX,1,DC,7,,'));
  const options = { covers: 'EL, DC, NEL' };
  const file = actuals('FLEX,1,EL,5,,');
  expect(await take(file, { options })).toMatchObject({ state: 'done', commands: 1, unchanged: 1 });
  expect(await lastData()).toMatchObject({ rows: [], covers: { months: [1], lines: ['DC', 'NEL'] } });
  const answer = await ledger.questions.ask('entitlement', { holder: 'A99001', year: '2007-08', asAt: '2007-04-30' });
  expect(answer).toMatchObject({ actualPence: 5, unbudgetedPence: 0 });
  expect(await take(`${file}\n`, { options })).toMatchObject({ unchanged: 1, commands: 0 });
  await expect(take(file, { options: { covers: 'EL XX' } })).rejects.toThrow('--covers must be ALL, or service lines');
});

test('each provider has a row of its own, and a file without the column goes on to say none', async () => {
  const header = 'practice,year,version,month,line,actualPence,provider\n';
  const file = (...rows: string[]) => `${header}${rows.map((row) => `A99001,2007-08,${row}\n`).join('')}`;
  expect(await take(file('FLEX,1,EL,5,RXH', 'FLEX,1,EL,7,RXK', 'FLEX,1,DC,3,'))).toMatchObject({
    ...{ recorded: 3, commands: 1 },
  });
  expect(await lastData()).toMatchObject({
    rows: [
      { line: 'EL', pence: 5, provider: 'RXH' },
      { pence: 7, provider: 'RXK' },
      { line: 'DC', pence: 3 },
    ],
  });
  expect(await take(file('FREEZE,1,EL,6,RXH', 'FREEZE,1,EL,7,RXK'))).toMatchObject({ recorded: 2 });
  const asked = { practice: 'A99001', year: '2007-08', by: 'PROVIDER' };
  expect(await ledger.questions.ask('movement', asked)).toMatchObject({
    rows: [
      { provider: 'RXH', flexPence: 5, freezePence: 6, movementPence: 1 },
      { provider: 'RXK', flexPence: 7, freezePence: 7, movementPence: 0 },
    ],
  });
  // The same rows in another order are in force; the same sum of one provider is another record.
  const again = await take(file('FREEZE,1,EL,7,RXK', 'FREEZE,1,EL,6,RXH'));
  expect(again).toMatchObject({ unchanged: 2, commands: 0 });
  expect(await take(file('FREEZE,1,EL,6,RXK', 'FREEZE,1,EL,7,RXH'))).toMatchObject({ recorded: 2 });
  expect(await take(actuals('FREEZE,1,DC,3,,'))).toMatchObject({ recorded: 1 });
  const twice = await take(file('FREEZE,2,EL,6,RXH', 'FREEZE,2,EL,7,RXH'));
  expect(told(twice)[0]).toBe('3 line EL RXH stands twice in one month of actuals; already on line 2');
});

test('a month that was restated is taken over, and that is flagged', async () => {
  await take(actuals('FLEX,1,EL,5,,'));
  const rows = [{ month: 1, line: 'EL', deltaPence: 3 }];
  await ledger.recorder.record({
    command: 'RestateActuals',
    with: { practice: 'A99001', year: '2007-08', restatement: 'R1', cause: 'CODING', rows },
  });
  expect(await take(`${actuals('FLEX,1,EL,5,,')}\n`)).toMatchObject({
    recorded: 1,
    flagged: [{ reason: 'takes over a month that was restated: the restatement goes with what it restated' }],
  });
});

test('bad rows are found where they stand', async () => {
  const report = await take(
    actuals(
      ...['FLEX,1,EL,5,,', 'FLEX,1,EL,5,2007-04-01,2007-04-02', 'FLEX,1,DC,1,,'],
      ...['FLEX,2,EL,5,2007-05-01,2007-06-01', 'FLEX,2,DC,5,,', 'FLEX,13,EL,-1,,', 'FLEX,3,EL,1,2007-06-01,'],
    ),
  );
  expect(told(report)).toEqual([
    '2 line DUPLICATE_ROW: two rows speak of the same days of EL in month 1',
    '3 line DUPLICATE_ROW: two rows speak of the same days of EL in month 1',
    '5 from OUTSIDE_MONTH: 2007-05-01 to 2007-06-01 lies outside month 2 of 2007-08',
    '7 month must be a month from 1 (April) to 12 (March); got 13',
    '7 actualPence must be a whole number of pence, 0 or more; got -1',
    '8 from from and to go together; got only from',
  ]);
  const early = await take(csv('A99001,2009-10,FLEX,2,EL,5,,'));
  expect(told(early)[0]).toMatch(/^2 month MONTH_NOT_ENDED/);
});
