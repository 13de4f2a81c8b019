import { openLedger } from '#ledger';
import { ledger, recordDeficit, temporaryFolder } from './cli-in-process.js';

let folder: ReturnType<typeof temporaryFolder>;
let address: string;
beforeEach(async () => {
  folder = temporaryFolder();
  address = folder.store();
  await recordDeficit(address);
});
afterEach(() => folder.remove());

const OF = ['--commissioner', '5X1', '--year', '2007-08'];
const statements = (...words: readonly string[]) => ledger(['statements', ...words, '--store', address]);
const issue = (...words: readonly string[]) => statements('issue', ...OF, ...words);

async function positionNow(): Promise<bigint> {
  const opened = await openLedger(address);
  try {
    return (await opened.store.head()).position;
  } finally {
    await opened.close();
  }
}

const recorded = (command: string, content: object) =>
  ledger(['record', command, '-', '--store', address], { input: JSON.stringify(content) });

/** £1,000 of another service in September: 70 per cent of it are £700. */
const anotherCost = () =>
  recorded('RecordServiceCost', { practice: 'A99001', year: '2007-08', scheme: 'LATE', month: 6, pence: 100_000 });

test('a statement goes to each practice of the commissioner, a line each', async () => {
  const { code, out } = await issue('--as-at', '2007-09-30');
  expect({ code, out }).toEqual({ code: 0, out: 'A99001  £24,220.00    issued  A99001:2007-08:2007-09-30' });
});

test('by what was known at a moment', async () => {
  const { out } = await issue('--known-at', '2007-11-14T23:59:59Z', '--json');
  expect(JSON.parse(out)).toMatchObject({
    rows: [{ statement: 'A99001:2007-08:2007-11-14:2007-11-14T23:59:59.000Z', entitlementPence: 2_422_000 }],
  });
});

test('what was issued is not issued again', async () => {
  await issue('--as-at', '2007-09-30');
  const before = await positionNow();
  expect((await issue('--as-at', '2007-09-30')).out).toMatch(/issued before/);
  expect(await positionNow()).toBe(before);
});

test('the differences that are due, once', async () => {
  await issue('--as-at', '2007-09-30');
  expect((await statements('differences', ...OF)).out).toBe('There is nothing to issue.');
  await anotherCost();
  expect((await statements('differences', ...OF)).out).toBe(
    'A99001  £23,520.00  -£700.00  issued  A99001:2007-08:2007-09-30',
  );
  const before = await positionNow();
  expect((await statements('differences')).out).toBe('There is nothing to issue.');
  expect(await positionNow()).toBe(before);
});

test('who is no commissioner has no practices to tell', async () =>
  expect(await statements('issue', '--commissioner', 'A99001', '--year', '2007-08')).toMatchObject({ code: 3 }));

test('a statement that cannot be issued is told with the reason', async () => {
  const statement = 'A99001:2007-08:2007-09-30';
  await recorded('IssueStatement', { statement, holder: 'A99001', year: '2007-08', to: '5X1' });
  const { code, out } = await issue('--as-at', '2007-09-30');
  expect({ code, out }).toMatchObject({ code: 3, out: expect.stringContaining('refused  ALREADY_EXISTS') });
});
