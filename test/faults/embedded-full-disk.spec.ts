import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import request from 'supertest';
import { openLedger, type Ledger } from '#ledger';
import { testWhere } from '#testing';
import { startServer } from '../../apps/api/src/index.js';
import { ledger, recordDeficit, temporaryFolder } from '../e2e/cli-in-process.js';
import { smallDisk } from './small-disk.js';

/** A disk for each test: what the other left frees no room on it. */
const disk = smallDisk('4m');
const diskOfReport = smallDisk('64k');
const testFull = testWhere('tmpfs', disk.isMounted, 'a small disk cannot be mounted here');

afterAll(() => {
  disk.remove();
  diskOfReport.remove();
});

const practice = (index: number) => ({
  code: `A${99000 + index}`,
  type: 'PRACTICE',
  name: 'Ash Road Surgery',
  opensOn: '2002-04-01',
});

async function withServer(work: (url: string, ledger: Ledger) => Promise<void>): Promise<void> {
  const ledger = await openLedger(`embedded:${join(disk.path, 'ledger.db')}`);
  const server = await startServer({ ledger, port: 0, waitMs: 50, log: pino({ level: 'silent' }) });
  try {
    await work(server.url, ledger);
  } finally {
    await server.close();
    await ledger.close();
  }
}

testFull('a full disk: writes are refused whole, reads go on, and writes are taken when there is room', async () => {
  await withServer(async (url, ledger) => {
    const register = (index: number) =>
      request(url).post('/api/v1/commands/RegisterOrganisation').send(practice(index));
    await register(0).expect(201);
    disk.fill();
    let taken = 1;
    let refused = await register(taken);
    while (refused.status === 201) refused = await register(++taken); // what SQLite's log had room for
    expect(refused.status).toBe(503);
    expect(refused.headers['retry-after']).toBeDefined();
    expect(refused.body).toMatchObject({
      code: 'STORE_UNAVAILABLE',
      detail: expect.stringContaining('the disk is full'),
    });
    await register(taken).expect(503);
    const { body } = await request(url).get('/api/v1/events?limit=1000').expect(200);
    expect(body.events).toHaveLength(taken);
    await expect(ledger.keyring.seal('person-1', 'Dr Zoë Okafor')).rejects.toThrow(/the disk is full/);
    disk.clear();
    await register(taken).expect(201);
    expect(await ledger.keyring.open(await ledger.keyring.seal('person-1', 'Dr Zoë Okafor'))).toBe('Dr Zoë Okafor');
    expect((await ledger.store.head()).position).toBe(BigInt(taken + 1));
    disk.fill(); // and so it is closed: what is acknowledged is in SQLite's log
  });
  disk.clear();
  await withServer(async (_, ledger) => {
    const log = await ledger.store.readAll({ after: 0n, limit: 1000 });
    expect(log.map(({ position }) => position)).toEqual(log.map((_event, index) => BigInt(index + 1)));
  });
});

testFull('a repair whose report finds no room prints it, and says so', async () => {
  const store = temporaryFolder();
  try {
    await recordDeficit(`embedded:${store.path('ledger.db')}`);
    rmSync(store.path('ledger.db.checkpoint'));
    diskOfReport.fill();
    const report = join(diskOfReport.path, 'report.json');
    const args = ['store', 'repair', '--store', `embedded:${store.path('ledger.db')}`, '--report', report];
    const { code, out, err } = await ledger(args);
    expect(JSON.parse(out)).toMatchObject({ sound: true, done: [expect.stringMatching(/^wrote the checkpoint anew/)] });
    expect(err).toContain(`${report}: the report cannot be written (ENOSPC); it stands above`);
    expect(code).toBe(4);
  } finally {
    store.remove();
  }
});
