import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { importFile, readScenario, runScenario } from '#exchange';
import { pagesServed, type PagesServed } from '../e2e/pages-served.js';

// Edge case 28: nothing that names a patient enters, and a file does not tell of a single case.

const NHS_NUMBER = '943 476 5919';
const PATIENT = 'must not hold the NHS number of a patient';
/** One case of 4,275,000 in one month; 2,275,000 of it are pooled. */
const STORY = 'test/scenarios/contract/13-high-cost-case-pooled.yaml';
const OF_CASE = { practice: 'A99001', year: '2007-08', case: 'HC1', month: 8, line: 'NEL', costPence: 4_275_000 };

let http: PagesServed;
let count: number;
beforeAll(async () => {
  http = await pagesServed((ledger) => runScenario(ledger, readScenario(readFileSync(STORY, 'utf8'))));
  await http.counted();
  ({ count } = await http.ledger.store.head());
});
afterAll(() => http.close());

type Cells = Readonly<Record<string, string>>;
const rowsIn = async (path: string): Promise<readonly Cells[]> => {
  const { text } = await http.ask(path).expect(200);
  return parse(text, { columns: true, record_delimiter: '\r\n' });
};

describe('an NHS number is refused', () => {
  afterEach(async () => expect((await http.ledger.store.head()).count).toBe(count));

  test.each([
    ['as the name of a case', 'PoolHighCostCase', { ...OF_CASE, case: NHS_NUMBER, thresholdPence: 2_000_000 }, 'case'],
    [
      'in what a dispute is about',
      'OpenDispute',
      { dispute: 'D1', holder: 'A99001', year: '2007-08', about: `The stay of ${NHS_NUMBER}` },
      'about',
    ],
  ])('%s', async (_where, command, given, field) => {
    const { body } = await http.record(command, given).expect(400);
    expect(body).toMatchObject({ code: 'INVALID', errors: [{ field, message: PATIENT }] });
    expect(JSON.stringify(body)).not.toContain(NHS_NUMBER);
  });

  test('in the reason that goes with a command', async () => {
    const size = { practice: 'A99001', censusDate: '2007-04-01', patients: 6000 };
    const { body } = await http.record('RecordListSize', size, { 'X-Because': `Asked by ${NHS_NUMBER}` }).expect(400);
    expect(body).toMatchObject({ code: 'INVALID', errors: [{ message: PATIENT }] });
  });

  test('as a column of a file, whatever is in it', async () => {
    const text = `practice,year,version,month,line,actualPence,nhsNumber\nA99001,2007-08,FREEZE,9,NEL,1,${NHS_NUMBER}\n`;
    const report = await importFile(http.ledger, { kind: 'actuals', file: 'spells.csv', bytes: Buffer.from(text) });
    expect(report).toMatchObject({ state: 'bad', bad: [{ line: 1, column: 'nhsNumber' }] });
  });
});

describe('in a file a single case is withheld', () => {
  const IS_CASE = ({ type }: Cells) => type === 'HighCostCasePooled';

  test('of events: which, when and how dear', async () => {
    const [found] = (await rowsIn('/api/v1/events?format=csv')).filter(IS_CASE);
    expect(JSON.parse(found!['data']!)).toEqual({
      ...{ practice: 'A99001', year: '2007-08', line: 'NEL', thresholdPence: 2_000_000 },
      ...{ case: null, month: null, costPence: null, withheld: 'one case' },
    });
    const { body } = await http.ask('/api/v1/events?type=HighCostCasePooled').expect(200);
    expect(body.events[0].data).toMatchObject(OF_CASE); // the ledger itself has it, for whoever settles the figure
  });

  test('of the journal: the amount', async () => {
    const rows = await rowsIn('/api/v1/journal?format=csv');
    expect(rows.filter(IS_CASE).map(({ amountPence }) => amountPence)).toEqual(['']);
    const others = rows.filter(({ type }) => type === 'IndicativeBudgetSet');
    expect(others.every(({ amountPence }) => Number(amountPence) > 0)).toBe(true);
  });

  test('what it moved stands in the figure, summed with all else', async () => {
    const [row] = await rowsIn('/api/v1/statements?format=csv&holder=A99001&year=2007-08');
    expect(row).toMatchObject({ adjustmentPence: '2275000', entitlementPence: '3377500' });
  });
});
