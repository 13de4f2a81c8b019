import { existsSync } from 'node:fs';
import { deficitText, ledger, recordDeficit, temporaryFolder } from './cli-in-process.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());

const DEFICIT_ASKED = ['--holder', 'A99001', '--year', '2007-08', '--known-at', '2007-11-16T23:59:59Z'];
const REGISTER = 'code: 5X1\ntype: PCT\nname: Exampleshire PCT\nopensOn: 2002-04-01\n';

describe('scenario', () => {
  test('a scenario that holds is told expectation by expectation', async () => {
    const file = folder.write('deficit.yaml', deficitText());
    const { code, out } = await ledger(['scenario', file]);
    expect(code).toBe(0);
    expect(out).toMatch(/ok {6}line \d+: entitlement holder=A99001 year=2007-08 knownAt=2007-11-14T23:59:59Z/);
    expect(out).toMatch(/1 file: 4 passed$/);
  });

  test('a changed expectation fails with wanted, got, and how what it got came about', async () => {
    const file = folder.write('deficit.yaml', deficitText().replace('Pence: 2422000', 'Pence: 2421999'));
    const { code, out } = await ledger(['scenario', file]);
    expect(code).toBe(1);
    expect(out).toContain('wanted {"entitlementPence":2421999}');
    expect(out).toContain('got    {"entitlementPence":2422000}');
    expect(out).toMatch(/derivation of what it got\n +entitlement +£24,220\.00 .*Rule 17/);
    expect(out).toMatch(/IndicativeBudgetSet at position \d+, 2007-04-20T09:00:00\.000Z by scenario/);
    expect(out).toMatch(/1 file: 3 passed, 1 FAILED$/);
  });

  test('a step that is refused unexpectedly fails its file, and the next file is none the worse', async () => {
    const twice = deficitText()
      .replace('do: SetResourceLimit', 'do: RegisterOrganisation')
      .replace(
        /with: \{ commissioner: 5X1.*Initial allocation \}/,
        'with: { code: 5X1, type: PCT, name: Again, opensOn: 2002-04-01 }',
      );
    const files = [folder.write('twice.yaml', twice), folder.write('deficit.yaml', deficitText())];
    const { code, out } = await ledger(['scenario', ...files]);
    expect(code).toBe(1);
    expect(out).toMatch(/FAILED {2}line \d+: RegisterOrganisation\n +wanted recorded\n +got +ALREADY_EXISTS: /);
    expect(out).toMatch(/2 files: 4 passed, 1 FAILED$/);
  });

  test('a step that is recorded though it should be refused fails its file', async () => {
    const text = deficitText().replace('at: 2007-04-20T09:30:00Z', '$&\n    refused: SUSPENDED');
    const { code, out } = await ledger(['scenario', folder.write('deficit.yaml', text)]);
    expect(code).toBe(1);
    expect(out).toMatch(/wanted SUSPENDED\n +got +recorded/);
  });

  test('--json is one document with the counts', async () => {
    const files = [
      folder.write('good.yaml', deficitText()),
      folder.write('bad.yaml', deficitText().replace('Pence: 2422000', 'Pence: 1')),
    ];
    const { code, out } = await ledger(['scenario', '--json', ...files]);
    expect(code).toBe(1);
    const told = JSON.parse(out);
    expect(Object.keys(told)).toEqual(['files', 'passed', 'failed']);
    expect(told).toMatchObject({ passed: 7, failed: 1 });
    expect(told.files[0]).toEqual({
      file: files[0],
      title: 'The PCT goes into deficit in November; the practice holds a written guarantee',
      passed: 4,
      failed: 0,
      expectations: ['entitlement', 'entitlement', 'entitlement', 'whatIf'].map((ask) => ({ ask, ok: true })),
    });
    expect(told.files[1].expectations[0]).toEqual({
      ask: 'entitlement',
      ok: false,
      wanted: { entitlementPence: 1 },
      got: { entitlementPence: 2422000 },
    });
  });

  test('a file that cannot be read is named with line and field, and the others are run', async () => {
    const files = [
      folder.write('unreadable.yaml', deficitText().replace('do: SetResourceLimit', 'do: SetLimit')),
      folder.write('good.yaml', deficitText()),
    ];
    const { code, out, err } = await ledger(['scenario', ...files]);
    expect(code).toBe(2);
    expect(err).toMatch(/unreadable\.yaml: line \d+: steps\[7\]\.do names no command: SetLimit/);
    expect(out).toMatch(/1 file: 4 passed$/);
  });

  test('a pattern that matched nothing, and no file at all, are wrong usage', async () => {
    expect(await ledger(['scenario', folder.path('*.yaml')])).toMatchObject({
      code: 2,
      err: expect.stringContaining('no file matches this pattern'),
    });
    expect(await ledger(['scenario'])).toMatchObject({ code: 2, err: expect.stringContaining('files') });
  });
});

describe('record', () => {
  const register = (...options: string[]) =>
    ledger(['record', 'RegisterOrganisation', '-', '--store', folder.store(), ...options], { input: REGISTER });

  test('a command is recorded and told in a sentence', async () => {
    const { code, out, err } = await register('--id', 'pct');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(
      'RegisterOrganisation is recorded as command pct:\n  OrganisationRegistered in organisation-5X1, revision 0, position 1',
    );
  });

  test('a repeat says so and gives the same body', async () => {
    const first = await register('--id', 'pct', '--json');
    const second = await register('--id', 'pct', '--json');
    expect(JSON.parse(first.out)).toMatchObject({
      commandId: 'pct',
      events: [{ revision: 0, position: 1 }],
      position: 1,
    });
    expect(second).toEqual({ ...first, err: 'This command was recorded before; nothing was recorded now.' });
  });

  test('a refusal ends with 3, and under --json the problem is the document', async () => {
    await register();
    const { code, out, err } = await register('--json');
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({ code: 'ALREADY_EXISTS', status: 409, type: '/problems/ALREADY_EXISTS' });
    expect(err).toMatch(/^ledger: ALREADY_EXISTS: /);
  });

  test('who, why and by what authority are recorded with it', async () => {
    await register(
      '--actor',
      'j.smith',
      '--organisation',
      '5X1',
      '--because',
      'Reform – 2002',
      '--label',
      'pct',
      '--source',
      'ODS',
    );
    const { out } = await ledger(['events', '--store', folder.store(), '--json']);
    const metadata = { actor: 'j.smith', organisation: '5X1', because: 'Reform – 2002', label: 'pct', source: 'ODS' };
    expect(JSON.parse(out)).toMatchObject({ events: [{ metadata }], next: null });
  });

  test('a command that came too late for the stream is refused', async () => {
    await register();
    const { code, err } = await ledger(
      ['record', 'RegisterOrganisation', '-', '--store', folder.store(), '--if-match', '3'],
      { input: REGISTER.replace('5X1', '5X2') },
    );
    expect({ code, err }).toEqual({ code: 3, err: expect.stringContaining('WRONG_REVISION') });
  });

  test('no store is made for a command that it could not take', async () => {
    const bad = await ledger(['record', 'RegisterOrganisation', '-', '--store', folder.store()], {
      input: 'code: 5X1',
    });
    expect({ code: bad.code, err: bad.err }).toEqual({ code: 2, err: expect.stringContaining('name is missing') });
    expect(await register('--at', '2007-04-02T09:00:00Z')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--clock simulated'),
    });
    expect(existsSync(folder.path('ledger.db'))).toBe(false);
    expect(await register('--at', '2007-04-02T09:00:00Z', '--clock', 'simulated')).toMatchObject({ code: 0 });
  });

  test('an example of a command can be recorded as it is', async () => {
    const { out: input } = await ledger(['record', 'RegisterOrganisation', '--example']);
    expect(await ledger(['record', 'RegisterOrganisation', '-', '--store', folder.store()], { input })).toMatchObject({
      code: 0,
    });
  });

  test.each([
    ['an unknown command', ['record', 'SignNothing', '-'], 'there is no command SignNothing; commands are Register'],
    ['no file', ['record', 'SignAgreement'], 'name a file'],
    ['both ways in', ['record', 'SignAgreement', '-', '--store', 'memory:', '--server', 'http://x'], 'not both'],
    ['an address that is none', ['events', '--server', 'nowhere'], 'no address of a server'],
    ['an unknown verb', ['rekord'], 'unknown command'],
    ['an unknown option', ['events', '--nonsense'], 'unknown option'],
    ['one view to rebuild', ['rebuild', '--view', 'journal'], "unknown option '--view'"],
  ])('%s is wrong usage', async (_what, words, said) =>
    expect(await ledger(words, { input: 'a: 1' })).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining(said),
    }),
  );
});

describe('ask', () => {
  beforeEach(() => recordDeficit(folder.store()));
  const asked = (...words: string[]) => ledger(['ask', ...words, '--store', folder.store()]);

  test('entitled, affordable and paid stand apart, with basis, status, dates and clock', async () => {
    const { code, out } = await asked('entitlement', ...DEFICIT_ASKED);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^Entitlement of A99001 for 2007-08\nas at 2007-11-16, known at 2007-11-16T23:59:59\.000Z, position \d+, simulated clock/,
    );
    expect(out).toMatch(/^Entitled +£24,220\.00 {2}GUARANTEE, ACCRUING/m);
    expect(out).toMatch(
      /^Affordable +- {2}is no part of this figure: ledger ask exposure --commissioner 5X1 --year 2007-08$/m,
    );
    expect(out).toMatch(/^Paid +£0\.00 {2}\w+, £24,220\.00 outstanding$/m);
  });

  test('--explain tells the derivation down to the events', async () => {
    const { out } = await asked('entitlement', ...DEFICIT_ASKED, '--explain');
    expect(out).toMatch(/Derivation\n {2}entitlement {2}£24,220\.00/);
    expect(out).toMatch(/<- ActualsRecorded at position \d+, 2007-11-12T09:00:00\.000Z by scenario/);
  });

  test('fields are options in either spelling', async () => {
    const kebab = await asked('entitlement', ...DEFICIT_ASKED, '--as-at', '2007-09-30', '--json');
    const camel = await asked(
      ...[
        'entitlement',
        '--holder=A99001',
        '--year=2007-08',
        '--knownAt=2007-11-16T23:59:59Z',
        '--asAt=2007-09-30',
        '--json',
      ],
    );
    expect(JSON.parse(kebab.out)).toMatchObject({
      entitlementPence: 2_422_000,
      asAt: '2007-09-30',
      clock: 'simulated',
    });
    expect(camel).toEqual(kebab);
  });

  test('what is supposed is told apart from fact', async () => {
    const suppose = ['--suppose', '[{"setShareBp":10000}]'];
    const { code, out } = await asked('what-if', ...DEFICIT_ASKED, ...suppose);
    expect(code).toBe(0);
    expect(out).toMatch(/^Fact +£24,220\.00 .*\nSupposed +£34,600\.00 .*\nDifference +\+£10,380\.00$/m);
    expect((await asked('whatIf', ...DEFICIT_ASKED, ...suppose)).out).toBe(out);
  });

  test('exposure, roll-up and bridge are told with pounds and pence', async () => {
    const exposure = await asked('exposure', '--commissioner', '5X1', '--year', '2007-08');
    expect(exposure.out).toMatch(/^Affordable +- {2}not known: no release fund is set$/m);
    expect(exposure.out).toMatch(/^A99001 +£46,238\.04 +- +£0\.00 +£46,238\.04 +-$/m);
    const rollUp = await asked('roll-up', '--of', 'ENGLAND', '--year', '2007-08');
    expect(rollUp.out).toMatch(/^Entitled +£46,238\.04 {2}1 practice$/m);
    const bridge = await asked(
      ...[
        'bridge',
        '--holder',
        'A99001',
        '--year',
        '2007-08',
        '--from',
        '2007-04-01T00:00:00Z',
        '--to',
        '2007-12-01T00:00:00Z',
      ],
    );
    expect(bridge.out).toMatch(/^Opening +£0\.00\n(.|\n)*^Closing +£24,220\.00\nUnexplained +£0\.00$/m);
  });

  test.each([
    ['a holder nobody knows', ['entitlement', '--holder', 'X', '--year', '2007-08'], 3, 'UNKNOWN_ORGANISATION'],
    [
      'a year that is none',
      ['entitlement', '--holder', 'A99001', '--year', '2007'],
      2,
      'year must be a financial year',
    ],
    ['a field left out', ['entitlement', '--year', '2007-08'], 2, 'holder is missing'],
    ['JSON that is none', ['what-if', ...DEFICIT_ASKED, '--suppose', '[{'], 2, '--suppose must be JSON'],
    ['a question there is not', ['wealth'], 2, 'there is no question wealth; questions are entitlement'],
    ['no question', [], 2, 'say what to ask'],
    ['more than a question', ['entitlement', 'A99001', ...DEFICIT_ASKED], 2, 'too many arguments'],
  ])('%s is told', async (_what, words, code, said) =>
    expect(await asked(...words)).toMatchObject({ code, out: '', err: expect.stringContaining(said) }),
  );

  test('asking where there is no ledger makes none', async () => {
    const address = folder.store('elsewhere/ledger.db');
    const words = ['ask', 'entitlement', '--holder', 'A99001', '--year', '2007-08'];
    const { code, err } = await ledger(words, { environment: { LEDGER_STORE: address } });
    expect({ code, err }).toEqual({ code: 4, err: expect.stringContaining(`there is no ledger at ${address}`) });
    expect(existsSync(folder.path('elsewhere'))).toBe(false);
  });

  test.each([['--help'], ['what-if', '--help']])('ask %s tells the questions or their fields', async (...words) => {
    const { code, out } = await ledger(['ask', ...words]);
    expect(code).toBe(0);
    expect(out).toMatch(/ledger ask what-if --holder A99001/);
    expect((await ledger(['help', 'ask', ...words.slice(0, -1)])).out).toBe(out);
  });
});

describe('events', () => {
  beforeEach(() => recordDeficit(folder.store()));
  const events = (...options: string[]) => ledger(['events', '--store', folder.store(), ...options]);

  test('a page is a table, and the rest is announced beside it', async () => {
    const { code, out, err } = await events('--limit', '2');
    expect(code).toBe(0);
    expect(out.split('\n')).toHaveLength(2);
    expect(out).toMatch(
      /^1 {2}2007-04-02T09:00:00\.000Z {2}OrganisationRegistered {2}organisation-5X1@0 {5}scenario$/m,
    );
    expect(err).toBe('There are more: --after 2, or --all.');
  });

  test('--all pages to the end, as one document', async () => {
    const paged = JSON.parse((await events('--all', '--limit', '3', '--json')).out);
    const whole = JSON.parse((await events('--limit', '1000', '--json')).out);
    expect(paged).toEqual(whole);
    expect(paged.events.length).toBeGreaterThan(10);
  });

  test('filters narrow it down', async () => {
    const { out } = await events('--type', 'ServiceCostRecorded', '--holder', 'A99001', '--after', '9', '--json');
    expect(JSON.parse(out).events.map(({ position }: { position: number }) => position)).toEqual([
      10, 11, 12, 13, 14, 20, 21, 22, 23, 24, 25,
    ]);
  });

  test('nothing that fits is no failure', async () =>
    expect(await events('--actor', 'nobody')).toEqual({ code: 0, out: '', err: 'No event is recorded that fits.' }));

  test.each([
    ['--limit', '0'],
    ['--limit', 'many'],
    ['--year', '2007'],
  ])('%s %s is wrong usage', async (...options) => expect((await events(...options)).code).toBe(2));
});
