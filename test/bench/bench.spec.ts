import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** For a measurement of small numbers on a busy machine, in milliseconds. */
const LONGEST_MS = 240_000;

type Ended = { readonly code: number; readonly out: string; readonly err: string };

const node = (...given: readonly string[]): Promise<Ended> =>
  new Promise((done) => {
    execFile(process.execPath, given, (error, out, err) => done({ code: Number(error?.code ?? 0), out, err }));
  });
const bench = (...given: readonly string[]): Promise<Ended> => node('test/bench/run.mjs', ...given);

/** Runs lines of a module that has what `imports` names of a file of the benchmarks. */
const inModule = (file: string, imports: string, lines: string): Promise<Ended> =>
  node(
    '--input-type=module',
    '--eval',
    `import { ${imports} } from '${pathToFileURL(resolve('test/bench', file)).href}'; ${lines}`,
  );

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'ledger-bench-spec-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('help names every workload, every subject and every option', async () => {
  const { code, out } = await bench('--help');
  expect(code).toBe(0);
  for (const word of ['W1, W2, W3, W4, W5, W7', 'embedded, eventstoredb, bare-client', '--quick', '--only', '--json'])
    expect(out).toContain(word);
});

test.each([
  [['--only', 'W1,W6'], '"W6"'],
  [['--subjects', 'mongodb'], '"mongodb"'],
  [['--rounds', '0'], 'from 1 to 99'],
  [['--kills', 'many'], '--kills must be a whole number'],
  [['--json', 'no/such/folder/figures.json'], 'no/such/folder'],
  [['--england', 'england.db'], 'embedded:PATH'],
  [['--from', 'package.json'], 'package.json'],
  [['--nope'], '--nope'],
  [['W1'], 'W1'],
])('%j is refused, and nothing is measured', async (given, named) => {
  const { code, out, err } = await bench(...given);
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toContain(named);
});

test(
  'what is measured is written as rows, as a table and as a picture',
  async () => {
    const [json, markdown, plot] = ['figures.json', 'figures.md', 'figures.svg'].map((name) => join(folder, name));
    const asked = ['--quick', '--rounds', '1', '--only', 'W1,W2', '--subjects', 'embedded,sqlite-loop,eventstoredb'];
    const files = ['--json', json!, '--markdown', markdown!, '--plot', plot!];
    const { code, out } = await bench(...asked, '--folder', process.cwd(), ...files);
    expect({ code, failed: out.split('\n').filter((line) => /VOID|FAILED/.test(line)) }).toEqual({
      code: 0,
      failed: [],
    });
    const rows = JSON.parse(readFileSync(json!, 'utf8')) as readonly Record<string, unknown>[];
    for (const workload of ['W1', 'W2'])
      for (const subject of ['embedded', 'sqlite-loop'])
        expect(rows).toContainEqual(
          expect.objectContaining({ workload, subject, unit: 'ev/s', median: expect.any(Number), runs: 1 }),
        );
    expect(readFileSync(markdown!, 'utf8')).toContain('| W1 embedded by sqlite-loop');
    expect(readFileSync(plot!, 'utf8')).toMatch(/^<svg [^]*<\/svg>\n$/);
  },
  LONGEST_MS,
);

test('a run of the kills alone takes its place among the figures of another, each store for itself', async () => {
  const row = (workload: string, subject: string, median: number) => ({
    ...{ workload, subject, unit: 'some', median, min: median, max: median, runs: 1 },
  });
  const kills = ['embedded', 'eventstoredb'].flatMap((subject) => [
    row('W7', subject, 200),
    ...['acknowledged', 'lost', 'doubled', 'holes'].map((what) => row(`W7-${what}`, subject, 0)),
  ]);
  const files = [
    [row('W1', 'embedded', 1), row('HTTP', 'embedded', 3), row('W7-lost', 'embedded', 9)],
    [row('W1', 'embedded', 2), ...kills],
  ].map((rows, index) => {
    const file = join(folder, `run-${index}.json`);
    writeFileSync(file, JSON.stringify(rows));
    return file;
  });
  const page = join(folder, 'merged.md');
  const { code } = await bench('--from', files.join(','), '--markdown', page);
  expect(code).toBe(0);
  const lines = readFileSync(page, 'utf8').split('\n');
  const cells = lines.filter((line) => line.startsWith('| ')).map((line) => line.split(/ *\| */).slice(1, -1));
  for (const subject of ['embedded', 'eventstoredb'])
    for (const what of ['lost', 'doubled', 'holes']) {
      expect(cells).toContainEqual([`W7-${what} ${subject}`, '0', 'at most 0', 'met']);
      expect(cells).toContainEqual([`W7-${what}`, subject, 'some', '0', '0 to 0', '1']);
    }
  const figures = cells.slice(cells.findIndex(([head]) => head === 'workload'));
  expect(figures.filter(([workload]) => workload === 'W1')).toEqual([['W1', 'embedded', 'some', '2', '2 to 2', '1']]);
  expect(figures.at(-1)![0]).toBe('HTTP');
});

test.each(['few', 'all'])('what is generated, with %s rows, is what the ledger records', async (rows) => {
  const asked = JSON.stringify({ practices: 5, years: ['2007-08'], events: 300, rows });
  const lines = `console.log(JSON.stringify(await recordedOtherwise(${asked})));`;
  const { out, err } = await inModule('events/as-recorded.mjs', 'recordedOtherwise', lines);
  expect({ out, err }).toEqual({ out: '[]\n', err: '' });
});

describe('a run is void', () => {
  const planned = `const planned = [{ stream: 'a', events: [{ data: { pence: 7 } }] }, { stream: 'b', events: [{ data: { pence: 5 } }] },
    { stream: 'a', events: [{ data: { pence: 1 } }], isStale: true }];
    const error = (conflict) => Object.assign(new Error('elsewhere'), { conflict });
    const store = (kept, taken) => ({ isConflict: ({ conflict }) => conflict === true,
      async append(stream, place) { if (!taken && place === undefined && kept.seen?.has(stream)) throw error(true);
        (kept.seen ??= new Set()).add(stream); return 0; },
      async *stored() { for (const pence of kept.pence) yield { pence }; } });
    const told = (kept, taken) => measuredAppending(store(kept, taken), [planned]).then(() => 'right', ({ message }) => message);`;
  test.each([
    ['not where all is right', '{ pence: [7, 5] }', 'false', 'right'],
    ['where an event is missing', '{ pence: [12] }', 'false', '1 events are stored, not 2'],
    ['where a penny is missing', '{ pence: [7, 4] }', 'false', '11 pence are stored, not 12'],
    ['where a conflict is not told', '{ pence: [7, 5] }', 'true', 'an append that expected no stream was taken'],
  ])('%s', async (_, kept, taken, said) => {
    const lines = `${planned} console.log(await told(${kept}, ${taken}));`;
    const { out, err } = await inModule('workloads/appending.mjs', 'measuredAppending', lines);
    expect(out + err).toContain(said);
  });
});
