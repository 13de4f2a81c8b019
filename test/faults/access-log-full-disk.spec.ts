import { join } from 'node:path';
import { setTimeout as waited } from 'node:timers/promises';
import { pino } from 'pino';
import request from 'supertest';
import { openLedger } from '#ledger';
import { testWhere } from '#testing';
import { startServer } from '../../apps/api/src/index.js';
import { smallDisk } from './small-disk.js';

/** An access log on a disk of its own that is small. */
const disk = smallDisk('1m');
const testFull = testWhere('tmpfs', disk.isMounted, 'a small disk cannot be mounted here');

afterAll(() => disk.remove());

/** Until looks were written, or not. */
const GATHERED_MS = 600;

testFull('a full disk: answers go on, health says so, and what was looked at is kept when there is room', async () => {
  const ledger = await openLedger('memory:', { access: join(disk.path, 'looks') });
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
    disk.fill();
    await ask(30);
    await waited(GATHERED_MS);
    expect(await health()).toMatchObject({ state: 'degraded', reason: 'the disk is full', waiting: 30 });
    disk.clear();
    const { body } = await request(server.url).get('/api/v1/access-log').expect(200);
    expect((body as { rows: unknown[] }).rows).toHaveLength(31);
    expect(await health()).toEqual({ status: 'up', state: 'live' });
  } finally {
    await server.close();
    await ledger.close();
  }
});
