import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import request from 'supertest';
import { openLedger } from '#ledger';
import { startServer } from '../../apps/api/src/index.js';
import { Proxy } from '../conformance/eventstore-proxy.js';
import { StandIn } from '../eventstore-stand-in/stand-in.js';
import { ledger, temporaryFolder } from './cli-in-process.js';
import { PCT, SILENT } from './http-served.js';

/** Commands that were written on a server whose answer was never heard: on the stand-in for an EventStoreDB. */
const standIn = await StandIn.started();
afterAll(() => standIn.kill());

type Lossy = { readonly store: string; readonly keyring: string; readonly mended: () => Promise<void> };

/** Works on a ledger that hears no answer to what it registers, until its line breaks at last and another can be had. */
async function onLossyLine(work: (lossy: Lossy) => Promise<void>): Promise<void> {
  const folder = temporaryFolder();
  const line = await Proxy.before(standIn.address);
  line.loseAnswersTo('OrganisationRegistered');
  const store = `${line.address}&namespace=maybe-${randomUUID().slice(0, 8)}`;
  try {
    await work({
      store,
      keyring: folder.path('ours.keyring'),
      async mended() {
        await line.cut();
        await line.mend();
      },
    });
  } finally {
    await line.cut();
    folder.remove();
  }
}

/** Side by side, as each waits until its time is over. */
test.concurrent('over HTTP it is told, with the key under which it is sent again, and that finds it', () =>
  onLossyLine(async ({ store, keyring, mended }) => {
    const opened = await openLedger(store, { keyring });
    const server = await startServer({ ledger: opened, port: 0, waitMs: 50, log: SILENT });
    const register = (headers: Readonly<Record<string, string>>) =>
      request(server.url).post('/api/v1/commands/RegisterOrganisation').set(headers).send(PCT);
    try {
      const { status, body, headers } = await register({});
      const key = headers['idempotency-key']!;
      expect([status, body.code, headers['retry-after']]).toEqual([503, 'STORE_UNAVAILABLE', '1']);
      expect(body.detail).toBe(
        `the command may have been recorded: sent again with Idempotency-Key ${key} it is recorded once only; ` +
          'the store cannot be used; the log of the server says why',
      );
      await mended();
      const again = await register({ 'Idempotency-Key': key });
      expect([again.status, again.headers['idempotent-replayed'], again.body.commandId]).toEqual([200, 'true', key]);
    } finally {
      await server.close();
      await opened.close();
    }
  }),
);

test.concurrent('on the command line it is told, with the id under which it is recorded once only', () =>
  onLossyLine(async ({ store, keyring, mended }) => {
    const record = (...id: readonly string[]) =>
      ledger(['record', 'RegisterOrganisation', '-', '--store', store, ...id], {
        input: JSON.stringify(PCT),
        environment: { LEDGER_KEYRING: keyring },
      });
    const { code, err } = await record();
    expect(code).toBe(4);
    expect(err).toMatch(/the command may have been recorded: sent again with --id \S+ it is recorded once only; /);
    expect(err).toMatch(/gave no answer in time/);
    await mended();
    const again = await record('--id', /--id (\S+)/.exec(err)![1]!);
    expect([again.code, again.err]).toEqual([0, 'This command was recorded before; nothing was recorded now.']);
  }),
);

test.each([
  [
    'ends without an answer',
    (socket: Socket) => socket.destroy(),
    /the command may have been recorded: sent again with --id [0-9a-f-]{36} it is/,
  ],
  ['is not there', undefined, /^ledger: \S+ cannot be reached \(ECONNREFUSED\)$/],
])('a server that %s is told of as what it is', async (_how, takes, told) => {
  const listening = createServer((socket) => socket.once('data', () => takes?.(socket))).listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  if (!takes) listening.close();
  const words = ['record', 'RegisterOrganisation', '-', '--server', `http://127.0.0.1:${port}`];
  const { code, err } = await ledger(words, { input: JSON.stringify(PCT) });
  expect([code, err]).toEqual([4, expect.stringMatching(told)]);
  listening.close();
});
