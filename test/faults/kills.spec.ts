import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { testWhere } from '#testing';
import { killed, type KillOptions } from './kills/kills.mjs';

const IS_LONG = process.env['LEDGER_SOAK'] === '1';
const KILLS = Number(process.env['LEDGER_SOAK_KILLS'] ?? (IS_LONG ? 200 : 2));
const SEED = Number(process.env['LEDGER_SOAK_SEED'] ?? 1);
const CLIENTS = IS_LONG ? 64 : 8;
const LONGEST_MS = 36_000_000;

jest.setTimeout(LONGEST_MS);

/** A real server, such as esdb://127.0.0.1:2113?tls=false; nothing there but new namespaces is written. */
const SERVER = process.env['EVENTSTORE_URL'];
/** A shell command that runs that server in the foreground, to be killed and started again. */
const SERVER_COMMAND = process.env['LEDGER_SOAK_EVENTSTORE_START'];

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'kills-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A run that ends has lost nothing, doubled nothing and left nothing out: anything else throws. */
async function expectNothingLost(what: string, options: Pick<KillOptions, 'store' | 'serverCommand'>): Promise<void> {
  const tell = (line: string): void => void (IS_LONG && process.stderr.write(`${what}: ${line}\n`));
  const report = await killed({ ...options, folder, kills: KILLS, clients: CLIENTS, seed: SEED, tell });
  tell(`${JSON.stringify(report)}: 0 acknowledged commands lost, 0 doubled, 0 views with a hole`);
  expect(report).toMatchObject({ kills: KILLS });
  expect(report.commands).toBeGreaterThan(0);
}

test(`a ledger on a file that is killed ${KILLS} times loses nothing that it acknowledged (seed ${SEED})`, () =>
  expectNothingLost('the ledger on a file', { store: `embedded:${join(folder, 'ledger.db')}` }));

/** A ledger of its own on the server. */
const namespaced = (): string => {
  const address = new URL(SERVER!);
  address.searchParams.set('namespace', `kills-${randomUUID()}`);
  return address.href;
};

const onServer = testWhere('eventstore', SERVER !== undefined, 'EVENTSTORE_URL names no server');
onServer(
  `a ledger on EventStoreDB that is killed ${KILLS} times loses nothing that it acknowledged (seed ${SEED})`,
  () => expectNothingLost('the ledger on EventStoreDB', { store: namespaced() }),
);

const startsServer = SERVER !== undefined && SERVER_COMMAND !== undefined;
const whyNot = 'EVENTSTORE_URL and LEDGER_SOAK_EVENTSTORE_START name no server that may be killed';
const onKilledServer = testWhere('eventstore-kills', startsServer, whyNot);
onKilledServer(
  `an EventStoreDB that is killed ${KILLS} times under a ledger loses nothing that it acknowledged (seed ${SEED})`,
  () => expectNothingLost('EventStoreDB', { store: namespaced(), serverCommand: SERVER_COMMAND! }),
);
