import { randomUUID } from 'node:crypto';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { readScenario, runScenario } from '#exchange';
import { openLedger, openViews } from '#ledger';
import { listQuery } from '#projections';
import { StandIn } from '../eventstore-stand-in/stand-in.js';
import { DEFICIT_FILE, deficitText, ledger, recordDeficit, temporaryFolder } from './cli-in-process.js';

/** The command line on a ledger that lies on a server: here on the stand-in for an EventStoreDB. */
const standIn = await StandIn.started();
afterAll(() => standIn.kill());

let folder: ReturnType<typeof temporaryFolder>;
let store: string;
let keyring: string;
beforeEach(() => {
  folder = temporaryFolder();
  store = `${standIn.address}&namespace=cli-${randomUUID().slice(0, 8)}`;
  keyring = folder.path('ours.keyring');
});
afterEach(() => folder.remove());

const PCT = '{ code: 5X1, type: PCT, name: Exampleshire PCT, opensOn: 2002-04-01 }';

const run = (...words: readonly string[]) => ledger(words, { environment: { LEDGER_KEYRING: keyring } });
const on = (...words: readonly string[]) => run(...words, '--store', store);
const recordPct = () =>
  ledger(['record', 'RegisterOrganisation', '-', '--id', 'first', '--store', store], {
    input: PCT,
    environment: { LEDGER_KEYRING: keyring },
  });

/** The deficit story, recorded on the server. */
async function storyOnServer(): Promise<void> {
  const opened = await openLedger(store, { clock: 'simulated', keyring });
  try {
    await runScenario(opened, readScenario(deficitText()));
  } finally {
    await opened.close();
  }
}

test('a verb that only reads makes no ledger there', async () => {
  for (const verb of [['events'], ['rebuild'], ['ask', 'exposure', '--commissioner', '5X1', '--year', '2007-08']]) {
    const { code, err } = await on(...verb);
    expect(code).toBe(4);
    expect(err).toMatch(/there is no ledger at esdb:.*; the first command recorded there makes it/);
  }
  expect(existsSync(keyring)).toBe(false);
});

test('a command is recorded once, by whichever process, and listed', async () => {
  expect(await recordPct()).toMatchObject({ code: 0, out: expect.stringContaining('organisation-5X1, revision 0') });
  const { code, err } = await recordPct();
  expect([code, err]).toEqual([0, 'This command was recorded before; nothing was recorded now.']);
  const { out } = await on('events', '--json');
  expect(JSON.parse(out)).toMatchObject({ events: [{ type: 'OrganisationRegistered', stream: 'organisation-5X1' }] });
});

test('answers are those of an embedded store, to the penny', async () => {
  await Promise.all([storyOnServer(), recordDeficit(folder.store())]);
  const question = ['ask', 'entitlement', '--holder', 'A99001', '--year', '2007-08', '--json'];
  const [there, here] = [await on(...question), await run(...question, '--store', folder.store())];
  const { position: _there, ...answer } = JSON.parse(there.out) as { position: number };
  const { position: _here, ...wanted } = JSON.parse(here.out) as { position: number };
  expect(answer).toEqual(wanted);
});

test('its views are built beside the keyring, and lists are read from them', async () => {
  await storyOnServer();
  const { code, out } = await on('rebuild');
  expect([code, out]).toEqual([0, expect.stringMatching(/^The views stand at entry [\d,]+: rebuilt in /)]);
  const opened = await openLedger(store, { keyring });
  const { views, close } = await openViews(opened);
  await views.catchUp();
  expect((await views.page('statements', listQuery('statements', {}))).items).toHaveLength(1);
  expect(opened.files.views).toMatch(/cli-[0-9a-f]{8}-[0-9a-f]{8}\.views$/);
  await close();
  await opened.close();
});

test('an import is taken, and known to have been', async () => {
  const file = folder.write('organisations.csv', (await run('import', 'organisations', '--template')).out);
  expect(await on('import', 'organisations', file)).toMatchObject({ code: 0 });
  expect(await on('import', 'organisations', file)).toMatchObject({ out: expect.stringContaining('0 commands') });
  expect((await on('import', '--list')).out).toMatch(/^complete .*organisations\.csv/);
});

describe('the keyring', () => {
  test('is not begun anew under a ledger that has events: what is sealed would read as erased', async () => {
    await recordPct();
    renameSync(keyring, folder.path('elsewhere.keyring'));
    const { code, err } = await on('events');
    expect(code).toBe(4);
    expect(err).toMatch(
      /the keyring of this ledger is not at .*ours\.keyring: bring it there, or say with LEDGER_KEYRING/,
    );
    keyring = folder.path('elsewhere.keyring');
    expect(await on('events')).toMatchObject({ code: 0 });
  });

  test('is begun anew where the operator says so, by an empty file', async () => {
    await recordPct();
    keyring = folder.path('new.keyring');
    writeFileSync(keyring, '');
    expect(await on('events')).toMatchObject({ code: 0 });
  });
});

describe('ledger scenario', () => {
  test('replays each file into a namespace of its own, each time', async () => {
    for (const _run of [1, 2]) {
      const { code, out } = await run('scenario', '--store', store, DEFICIT_FILE, DEFICIT_FILE);
      expect([code, out]).toEqual([0, expect.stringMatching(/^2 files: \d+ passed$/m)]);
    }
    expect(await on('events')).toMatchObject({ code: 4 });
  });

  test('has no use for a store that holds one ledger', async () => {
    const { code, err } = await run('scenario', '--store', folder.store(), DEFICIT_FILE);
    expect([code, err]).toEqual([2, expect.stringMatching(/begins with an empty ledger: --store takes memory: or/)]);
  });
});

test('a server that is not there is named without user and password', async () => {
  const { code, err } = await run('events', '--store', 'esdb://clerk:secret@127.0.0.1:9?tls=false');
  expect([code, err]).toEqual([4, 'ledger: esdb://127.0.0.1:9?tls=false cannot be reached']);
});

test('a namespace that cannot be read is named, with the exit code of a store that cannot be used', async () => {
  const { code, err } = await run('events', '--store', 'esdb://clerk:secret@127.0.0.1:9?namespace=%zz');
  expect([code, err]).toEqual([4, 'ledger: esdb://127.0.0.1:9?namespace=%zz: namespace: write a % itself as %25']);
});
