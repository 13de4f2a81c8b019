import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { recordDeficit, temporaryFolder } from './cli-in-process.js';

const LAUNCHER = fileURLToPath(new URL('../../apps/cli/ledger.js', import.meta.url));
const ASKED = ['ask', 'entitlement', '--holder', 'A99001', '--year', '2007-08', '--json'];
const REGISTER = '{"code":"5X9","type":"PCT","name":"Otherton PCT","opensOn":"2002-04-01"}';

/** For a test that starts processes, in milliseconds. */
const PATIENCE_MS = 60_000;

let folder: ReturnType<typeof temporaryFolder>;
const running = new Set<ChildProcess>();
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  folder.remove();
});

function started(...words: string[]) {
  const { LEDGER_STORE: _store, HOST: _host, PORT: _port, NODE_OPTIONS: _options, ...env } = process.env;
  const child = spawn(process.execPath, [LAUNCHER, ...words], { env });
  running.add(child);
  const told = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (told.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (told.err += text));
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child);
    return { code: code as number | null, ...told };
  });
  return { child, told, ended };
}

function ledger(words: readonly string[], input = '') {
  const { child, ended } = started(...words);
  child.stdin.end(input);
  return ended;
}

/** A server on a free port of a new store with the deficit story. */
async function serving() {
  await recordDeficit(folder.store());
  const { child, told, ended } = started('serve', '--store', folder.store(), '--port', '0');
  const early = ended.then(({ err }) => Promise.reject(new Error(`the server ended: ${err}`)));
  for (;;) {
    const [, url] = /is served at (http:\S+)\n/.exec(told.out) ?? [];
    if (url !== undefined) return { child, ended, url };
    await Promise.race([once(child.stdout, 'data'), early]);
  }
}

test(
  'without words it tells its verbs on standard error and is wrong usage; --help is not',
  async () => {
    const [bare, help] = await Promise.all([ledger([]), ledger(['--help'])]);
    expect({ code: bare.code, out: bare.out }).toEqual({ code: 2, out: '' });
    expect(bare.err).toContain('Usage: ledger');
    expect(help.code).toBe(0);
    for (const verb of ['scenario', 'record', 'ask', 'events', 'serve'])
      expect(help.out).toMatch(new RegExp(`^  ${verb}\\b`, 'm'));
  },
  PATIENCE_MS,
);

test(
  'standard input goes in, one document comes out',
  async () => {
    const { code, out } = await ledger(
      ['record', 'RegisterOrganisation', '-', '--json', '--store', folder.store()],
      REGISTER,
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ events: [{ type: 'OrganisationRegistered', position: 1 }] });
  },
  PATIENCE_MS,
);

test(
  'a reader that has seen enough is no failure',
  async () => {
    await recordDeficit(folder.store());
    const { child, ended } = started('events', '--store', folder.store());
    child.stdout.destroy();
    expect(await ended).toMatchObject({ code: 0, err: '' });
  },
  PATIENCE_MS,
);

test(
  'waiting for input is interrupted at once',
  async () => {
    const { child, ended } = started('record', 'RegisterOrganisation', '-', '--store', folder.store());
    // More than a pipe holds: once it is written, the process is reading.
    await new Promise((resolve) => child.stdin.write('# '.repeat(1_000_000), resolve));
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 130, out: '' });
  },
  PATIENCE_MS,
);

test(
  'a served ledger is used through its server; a second writer is told which process holds the store',
  async () => {
    const { child, ended, url } = await serving();
    const [second, remote, registered, unknown, events] = await Promise.all([
      ledger([...ASKED, '--store', folder.store()]),
      ledger([...ASKED, '--server', url]),
      ledger(
        ['record', 'RegisterOrganisation', '-', '--server', url, '--because', 'Reform – 2002', '--id', 'n1'],
        REGISTER,
      ),
      ledger(['ask', 'exposure', '--commissioner', 'X', '--year', '2007-08', '--server', url]),
      ledger(['events', '--holder', 'A99001', '--all', '--limit', '5', '--json', '--server', url]),
    ]);
    expect(second).toMatchObject({ code: 4, out: '', err: expect.stringContaining(`process ${child.pid}`) });
    expect(JSON.parse(remote.out)).toMatchObject({ entitlementPence: 4_623_804 });
    expect(registered).toMatchObject({ code: 0, out: expect.stringContaining('recorded as command n1') });
    expect(unknown).toMatchObject({ code: 3, err: expect.stringContaining('UNKNOWN_ORGANISATION') });
    expect(JSON.parse(events.out).events.length).toBeGreaterThan(5);

    const [again, because] = await Promise.all([
      ledger(['record', 'RegisterOrganisation', '-', '--server', `${url}/`, '--id', 'n1', '--json'], REGISTER),
      ledger(['events', '--command-id', 'n1', '--json', '--server', url]),
    ]);
    expect(again).toMatchObject({ code: 0, err: 'This command was recorded before; nothing was recorded now.\n' });
    expect(JSON.parse(because.out)).toMatchObject({ events: [{ metadata: { because: 'Reform – 2002' } }] });

    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, err: 'The server has stopped.\n' });
    const gone = ledger([...ASKED, '--server', url]);
    const local = ledger([...ASKED, '--store', folder.store()]);
    expect(await gone).toMatchObject({
      code: 4,
      out: '',
      err: expect.stringContaining('cannot be reached (ECONNREFUSED)'),
    });
    expect(JSON.parse((await local).out)).toEqual({ ...JSON.parse(remote.out), position: expect.any(Number) });
  },
  PATIENCE_MS,
);

test(
  'Ctrl-C ends a server cleanly, as an interruption',
  async () => {
    const { child, ended } = await serving();
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 130, err: 'The server has stopped.\n' });
  },
  PATIENCE_MS,
);

test(
  'what others could reach is not served',
  async () => {
    expect(await ledger(['serve', '--store', 'memory:', '--host', '0.0.0.0'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('nobody signs in yet'),
    });
  },
  PATIENCE_MS,
);
