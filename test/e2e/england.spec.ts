import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SourceFolder, loadEngland, reconcileEngland, sceneOf, type Observer, type Scene, type Slice } from '#exchange';
import { openLedger, type Ledger } from '#ledger';
import { ledger as run, temporaryFolder } from './cli-in-process.js';
import { PRACTICE_COUNT, WITHOUT_LIST, WITH_EMPTY_LIST, inventedEngland } from './england-folder.js';

const YEAR = '2008-09';
const SEED = 2008;
const QUIETLY: Observer = { monthBegins() {}, recorded() {}, monthEnds() {}, mustGoOn() {} };

let england: ReturnType<typeof inventedEngland>;
beforeAll(() => (england = inventedEngland()));
afterAll(() => england.remove());

const sceneFrom = (seed = SEED, slice?: Slice): Scene => sceneOf(new SourceFolder(england.folder), YEAR, seed, slice);
const load = (ledger: Ledger, scene: Scene, observer = QUIETLY) => loadEngland(ledger, scene, 'files', observer);

async function withLedger<T>(work: (ledger: Ledger) => Promise<T>): Promise<T> {
  const ledger = await openLedger('memory:', { clock: 'simulated' });
  try {
    return await work(ledger);
  } finally {
    await ledger.close();
  }
}

/** What each stream holds, in the order of the stream; sealed fields differ from load to load, hashes with them. */
async function contentsOf({ store }: Ledger): Promise<readonly string[]> {
  const events = await store.readAll({ after: 0n, limit: 100_000 });
  return events
    .map(({ stream, revision, type, data: { signatory: _sealed, ...data }, metadata: { commandId, recordedAt } }) =>
      JSON.stringify([stream, revision, type, data, commandId, recordedAt]),
    )
    .sort();
}

const organisation = (ledger: Ledger, code: string) => ledger.store.readStream(`organisation-${code}`);

describe('a loaded England', () => {
  test('has one event for each practice, month and version, and adds up at every level', () =>
    withLedger(async (ledger) => {
      const { commands, events, cells } = await load(ledger, sceneFrom());
      expect(cells).toBe(PRACTICE_COUNT * 12 * 12 * 2);
      expect(events).toBe(commands);
      const actuals = await ledger.store.readAll({ after: 0n, limit: 100_000, types: ['ActualsRecorded'] });
      expect(actuals).toHaveLength(PRACTICE_COUNT * 12 * 2);
      const watch = { begins() {}, answered() {}, ends() {} };
      const { reconciled, differences, practices, commissioners, authorities } = await reconcileEngland(
        ledger,
        YEAR,
        watch,
        () => 0,
      );
      expect({ reconciled, differences }).toEqual({ reconciled: true, differences: [] });
      expect(practices.practices).toBe(PRACTICE_COUNT);
      expect(practices.entitledPence).toBeGreaterThan(0);
      expect([commissioners.bodies, authorities.bodies]).toEqual([4, 2]);
    }));

  test('names the file of what is real, and the seed of what is not', () =>
    withLedger(async (ledger) => {
      await load(ledger, sceneFrom());
      const sources = (events: Awaited<ReturnType<typeof organisation>>) =>
        events.map(({ metadata }) => metadata.source);
      expect(sources((await organisation(ledger, 'A99001')).slice(0, 3))).toEqual([
        'source/ods-gp-practices-epraccur-2019-08.csv',
        'source/ods-practice-parent-membership-2019-08.csv',
        'source/practice-list-size-age-sex-2013-q1.csv: April to June 2013, taken for 2008-04-01',
      ]);
      for (const code of [WITHOUT_LIST, WITH_EMPTY_LIST]) {
        expect((await organisation(ledger, code))[2]!.metadata.source).toBe('synthetic, seed 2008');
      }
      const all = await ledger.store.readAll({ after: 0n, limit: 100_000 });
      const real = ['OrganisationRegistered', 'PracticeAssigned', 'CommissionerAssigned', 'ListSizeRecorded'];
      const invented = all.filter(({ type }) => !real.includes(type)).map(({ metadata }) => metadata.source);
      expect(new Set(invented)).toEqual(new Set(['synthetic, seed 2008']));
    }));

  test('finds a body by its practices where its code means another one later', () =>
    withLedger(async (ledger) => {
      await load(ledger, sceneFrom());
      const registered = async (code: string) => (await organisation(ledger, code))[0]!.data;
      expect(await registered('TZB')).toMatchObject({ type: 'CARE_TRUST', name: 'Oakshire', opensOn: '2006-10-01' });
      expect(await registered('5ZA')).toMatchObject({ type: 'PCT', name: 'Elmshire' });
      expect(await registered('5ZC')).toMatchObject({ name: 'Beechshire (5ZC)' });
      expect(await organisation(ledger, 'Y99001')).toEqual([]);
      expect(await organisation(ledger, 'A99090')).toEqual([]);
    }));

  test('a part of it is the same as in the whole', () =>
    withLedger(async (whole) => {
      await load(whole, sceneFrom());
      await withLedger(async (part) => {
        await load(part, sceneFrom(SEED, { pcts: ['TZB'] }));
        const account = async ({ store }: Ledger) =>
          (await store.readStream(`account-B99001-${YEAR}`)).map(({ data }) => data);
        expect(await account(part)).toEqual(await account(whole));
        expect(await organisation(part, 'A99001')).toEqual([]);
      });
    }));
});

describe('loading again', () => {
  test('an interrupted load is finished by the same call, as if it had never stopped', async () => {
    const wanted = await withLedger(async (ledger) => {
      await load(ledger, sceneFrom());
      return contentsOf(ledger);
    });
    await withLedger(async (ledger) => {
      let left = 700;
      const stopping = { ...QUIETLY, mustGoOn: () => { if ((left -= 1) < 0) throw new Error('interrupted'); } }; // prettier-ignore
      await expect(load(ledger, sceneFrom(), stopping)).rejects.toThrow('interrupted');
      const { commands, found } = await load(ledger, sceneFrom());
      expect(found).toBeGreaterThan(400);
      expect(commands + found).toBe(wanted.length);
      expect(await contentsOf(ledger)).toEqual(wanted);
    });
  });

  test('a load that is complete records nothing more', () =>
    withLedger(async (ledger) => {
      const { commands } = await load(ledger, sceneFrom());
      expect(await load(ledger, sceneFrom())).toEqual({ commands: 0, found: commands, events: 0, cells: 0 });
    }));

  test.each([
    ['another seed', () => sceneFrom(7), /of 2008-09 with seed 2008; load this one into a store of its own$/],
    ['another part', () => sceneFrom(SEED, { practices: 5 }), /of other practices or other data files/],
  ])('with %s is refused', (_what, other, message) =>
    withLedger(async (ledger) => {
      await load(ledger, sceneFrom(SEED, { pcts: ['5ZC'] }));
      await expect(load(ledger, other())).rejects.toThrow(message);
    }),
  );

  test('into a store that holds anything else is refused', () =>
    withLedger(async (ledger) => {
      const fields = { code: '5X1', type: 'PCT', name: 'Exampleshire', opensOn: '2006-10-01' };
      await ledger.recorder.record({
        command: 'RegisterOrganisation',
        with: fields,
        recordedAt: '2008-01-01T09:00:00Z',
      });
      await expect(load(ledger, sceneFrom())).rejects.toThrow(
        'the store is not empty, and what it holds is no load of England',
      );
    }));
});

describe('ledger load-england', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.remove());
  const words = (...more: readonly string[]) => ['load-england', '--year', YEAR, '--store', folder.store(), ...more];
  const twoPcts = () => ['--data', england.folder, '--pct', '5ZC', '5ZD'];

  test('loads two PCTs, tells how fast, and that all levels agree', async () => {
    const { code, out, err } = await run(words(...twoPcts()));
    expect(code).toBe(0);
    expect(err).toMatch(/June 2008: \d+ commands, [\d,]+ a second/);
    expect(err).toMatch(/[\d,]+ events and [\d,]+ cells a second/);
    expect(out).toMatch(/exposures of 2 commissioners +6 +£/);
    expect(out).toContain('They agree to the penny.');
    expect(out).toMatch(/Peak memory [\d,]+ MiB, [\d,]+ MiB on disk$/);
  });

  test('--json is one document, and --reconcile-only answers from the store alone', async () => {
    const loaded = JSON.parse((await run(words(...twoPcts(), '--json'))).out);
    expect(loaded.load).toMatchObject({
      year: YEAR,
      seed: 2008,
      practices: 6,
      pcts: 2,
      shas: 1,
      cells: 6 * 12 * 12 * 2,
    });
    expect(loaded.bytesOnDisk).toBeGreaterThan(100_000);
    const { code, out } = await run(words('--reconcile-only', '--json'));
    const { load: nothing, reconciliation } = JSON.parse(out);
    expect([code, nothing]).toEqual([0, undefined]);
    expect({ ...reconciliation, seconds: {} }).toEqual({ ...loaded.reconciliation, seconds: {} });
  });

  test.each([
    ['a year without known sums', ['--data', '.', '--year', '1999-00'], /--year must be one of 2006-07, /],
    ['no folder', [], /--data must name the folder/],
    ['a PCT that is none', ['--data', 'england', '--pct', '5ZZ'], /no PCT 5ZZ in that year/],
    ['a seed that is no number', ['--data', '.', '--seed', 'x'], /whole number/],
  ])('%s is bad usage', async (_what, more, message) => {
    const { code, err } = await run(words(...more.map((word) => (word === 'england' ? england.folder : word))));
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(existsSync(folder.path('ledger.db'))).toBe(false);
  });

  test('files that are not there are all named', async () => {
    const cut = inventedEngland();
    rmSync(join(cut.folder, 'derived'), { recursive: true });
    const { code, err } = await run(words('--data', cut.folder));
    cut.remove();
    expect(code).toBe(2);
    expect(err).toMatch(/derived\/practice-spine-2013\.csv, derived\/monthly-phasing\.csv, .* are not there/);
  });

  test('a file without a column that is needed is named with it', async () => {
    const cut = inventedEngland();
    writeFileSync(join(cut.folder, 'derived/monthly-phasing.csv'), 'financial_month,month\n1,April\n');
    const { code, err } = await run(words('--data', cut.folder));
    cut.remove();
    expect(code).toBe(2);
    expect(err).toMatch(/monthly-phasing\.csv: there is no column elective_admissions_share/);
  });
});

const PUBLISHED = '../shared/data';
const whereThePublishedFilesAre = existsSync(PUBLISHED) ? test : test.skip;

whereThePublishedFilesAre(
  'England on 1 October 2008 has 7,842 practices under 152 PCTs and 10 SHAs, 70 without a list',
  () => {
    const { practices, pcts, shas, groups } = sceneOf(new SourceFolder(PUBLISHED), YEAR, SEED);
    expect([practices.length, pcts.length, shas.length]).toEqual([7_842, 152, 10]);
    expect(practices.filter(({ hasRealList }) => !hasRealList)).toHaveLength(70);
    expect(pcts.find(({ code }) => code === 'TAM')).toMatchObject({ name: 'Solihull', sha: 'Q34' });
    expect(pcts.find(({ code }) => code === '5CC')).toMatchObject({
      name: 'Blackburn with Darwen Teaching',
      sha: 'Q31',
    });
    expect(Math.max(...groups.map(({ members }) => members.length))).toBe(75);
  },
);
