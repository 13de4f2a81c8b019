import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as waited } from 'node:timers/promises';
import { pino } from 'pino';
import request from 'supertest';
import { openLedger } from '#ledger';
import { testWhere } from '#testing';
import { startServer } from '../../apps/api/src/index.js';

/** An access log on a disk of its own that is small. */
const disk = mkdtempSync(join(tmpdir(), 'ledger-access-disk-'));
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]).status === 0;
const testFull = testWhere('tmpfs', isMounted, 'a small disk cannot be mounted here');

afterAll(() => {
  if (isMounted) spawnSync('umount', ['-l', disk]);
  rmSync(disk, { recursive: true, force: true });
});

/** Until looks were written, or not. */
const GATHERED_MS = 600;

testFull('a full disk: answers go on, health says so, and what was looked at is kept when there is room', async () => {
  const ledger = await openLedger('memory:', { access: join(disk, 'looks') });
  const server = await startServer({ ledger, port: 0, log: pino({ level: 'silent' }) });
  const ask = (times: number) =>
    Promise.all(Array.from({ length: times }, () => request(server.url).get('/api/v1/policy').expect(200)));
  const health = async () => {
    const { body } = await request(server.url).get('/health/ready').expect(200);
    return (body as { info: { accessLog: { state: string; reason?: string; waiting?: number } } }).info.accessLog;
  };
  try {
    await ask(1);
    await waited(GATHERED_MS);
    expect(await health()).toEqual({ status: 'up', state: 'live' });
    writeFileSync(join(disk, 'ballast'), Buffer.alloc(statfsSync(disk).bavail * statfsSync(disk).bsize));
    await ask(30);
    await waited(GATHERED_MS);
    expect(await health()).toMatchObject({ state: 'degraded', reason: 'the disk is full', waiting: 30 });
    rmSync(join(disk, 'ballast'));
    const { body } = await request(server.url).get('/api/v1/access-log').expect(200);
    expect((body as { rows: unknown[] }).rows).toHaveLength(31);
    expect(await health()).toEqual({ status: 'up', state: 'live' });
  } finally {
    await server.close();
    await ledger.close();
  }
});
