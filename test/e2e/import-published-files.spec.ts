import { existsSync, readFileSync } from 'node:fs';
import { importFile, type ImportKindName, type ImportOptions, type ImportReport } from '#exchange';
import { openLedger, type Ledger } from '#ledger';

/** Relative to the project, where Jest runs. */
const SOURCE = '../shared/data/source';
const isThere = existsSync(SOURCE);
if (!isThere) console.warn(`skipped: the published files are not at ${SOURCE}`);
const whereThere = isThere ? test : test.skip;

/** So many rows of a file, header included, that the suite stays quick; those of practices in County Durham. */
const DURHAM = /^(Regional Office Name|practice_code|GP_PRACTICE_CODE|.*A83\d{3})/;
const some = (name: string): Buffer => {
  const lines = readFileSync(`${SOURCE}/${name}`, 'utf8').split('\n');
  return Buffer.from(lines.filter((line) => DURHAM.test(line)).join('\n'));
};
const whole = (name: string): Buffer => readFileSync(`${SOURCE}/${name}`);

const PATIENCE_MS = 60_000;
let ledger: Ledger;
let reports: Readonly<Record<'pcts' | 'ccgs' | 'practices' | 'memberships' | 'sizes2013' | 'sizes2014', ImportReport>>;

const take = (kind: ImportKindName, file: string, bytes: Buffer, options: ImportOptions = {}) =>
  importFile(ledger, { kind, file, bytes, options });
const takeAll = async () => ({
  pcts: await take('organisations', 'pcts.csv', whole('ons-pct-to-sha-2012.csv'), { opensOn: '2006-10-01' }),
  ccgs: await take('organisations', 'ccgs.csv', whole('ons-ccg-2013-04.csv'), { opensOn: '2013-04-01' }),
  practices: await take('organisations', 'epraccur.csv', some('ods-gp-practices-epraccur-2019-08.csv')),
  memberships: await take('memberships', 'epcmem.csv', some('ods-practice-parent-membership-2019-08.csv')),
  sizes2013: await take('list-sizes', '2013.csv', some('practice-list-size-age-sex-2013-q1.csv'), {
    censusDate: '2013-04-01',
  }),
  sizes2014: await take('list-sizes', '2014.csv', some('practice-list-size-age-sex-2014.csv'), {
    censusDate: '2014-10-01',
  }),
});

beforeAll(async () => {
  ledger = await openLedger('memory:');
  if (isThere) reports = await takeAll();
}, PATIENCE_MS);
afterAll(() => ledger.close());

whereThere('each file is taken as it is, without a bad row', () => {
  const { pcts, ccgs, practices, memberships, sizes2013, sizes2014 } = reports;
  expect(pcts).toMatchObject({ state: 'done', rows: 155, recorded: 151, bad: [], flagged: [{ rows: 8 }] });
  expect(ccgs).toMatchObject({ state: 'done', recorded: 211, bad: [] });
  expect(practices).toMatchObject({ state: 'done', layout: 'ODS epraccur', bad: [] });
  expect(practices.recorded).toBeGreaterThan(50);
  expect(memberships).toMatchObject({ state: 'done', layout: 'ODS epcmem', bad: [], unchanged: 0 });
  for (const sizes of [sizes2013, sizes2014]) {
    expect(sizes).toMatchObject({ state: 'done', bad: [] });
    expect(sizes.recorded).toBeGreaterThan(50);
  }
});

whereThere('every membership is recorded, or left out for a reason', () => {
  const { rows, recorded, leftOut } = reports.memberships;
  expect(recorded).toBeGreaterThan(100);
  expect(recorded + leftOut.reduce((sum, counted) => sum + counted.rows, 0)).toBe(rows);
});

whereThere(
  'the same files again record nothing',
  async () => {
    const before = await ledger.store.head();
    for (const report of Object.values(await takeAll())) expect(report).toMatchObject({ state: 'done', commands: 0 });
    expect(await ledger.store.head()).toEqual(before);
  },
  PATIENCE_MS,
);
