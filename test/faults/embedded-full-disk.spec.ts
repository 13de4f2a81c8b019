import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import request from 'supertest';
import { openLedger, type Ledger } from '#ledger';
import { testWhere } from '#testing';
import { startServer } from '../../apps/api/src/index.js';

/** A ledger on a disk of its own that is small, filled and cleared. */
let disk: string;
const mounts = (): boolean => {
  disk = mkdtempSync(join(tmpdir(), 'ledger-disk-'));
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]).status === 0;
};
const isMounted = mounts();
const testFull = testWhere('tmpfs', isMounted, 'a small disk cannot be mounted here');

afterAll(() => {
  if (isMounted) spawnSync('umount', ['-l', disk]);
  rmSync(disk, { recursive: true, force: true });
});

/** Leaves room for so many blocks, or for none. */
function fill(): void {
  const { bsize } = statfsSync(disk);
  for (let blocks = statfsSync(disk).bavail; blocks > 0; blocks = Math.floor(blocks / 2)) {
    for (let part = 0; statfsSync(disk).bavail >= blocks; part++) {
      writeFileSync(join(disk, `ballast-${blocks}-${part}`), Buffer.alloc(blocks * bsize));
    }
  }
  expect(statfsSync(disk).bavail).toBe(0);
}

const clear = (): void => {
  spawnSync('sh', ['-c', `rm -f '${disk}'/ballast-*`]);
};

const practice = (index: number) => ({
  code: `A${99000 + index}`,
  type: 'PRACTICE',
  name: 'Ash Road Surgery',
  opensOn: '2002-04-01',
});

async function withServer(work: (url: string, ledger: Ledger) => Promise<void>): Promise<void> {
  const ledger = await openLedger(`embedded:${join(disk, 'ledger.db')}`);
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
    fill();
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
    clear();
    await register(taken).expect(201);
    expect(await ledger.keyring.open(await ledger.keyring.seal('person-1', 'Dr Zoë Okafor'))).toBe('Dr Zoë Okafor');
    expect((await ledger.store.head()).position).toBe(BigInt(taken + 1));
    fill(); // and so it is closed: what is acknowledged is in SQLite's log
  });
  clear();
  await withServer(async (_, ledger) => {
    const log = await ledger.store.readAll({ after: 0n, limit: 1000 });
    expect(log.map(({ position }) => position)).toEqual(log.map((_event, index) => BigInt(index + 1)));
  });
});
