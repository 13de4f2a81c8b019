import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import request from 'supertest';
import { openLedger } from '#ledger';
import { testWhere } from '#testing';
import { startServer } from '../../apps/api/src/index.js';
import { smallDisk } from './small-disk.js';

/** A folder of documents on a disk of its own that is small. */
const disk = smallDisk('1m');
const testFull = testWhere('tmpfs', disk.isMounted, 'a small disk cannot be mounted here');

afterAll(() => disk.remove());

testFull('a full disk: a document is refused whole, others are read, and it is kept when there is room', async () => {
  const documents = join(disk.path, 'documents');
  const ledger = await openLedger('memory:', { documents });
  const server = await startServer({ ledger, port: 0, log: pino({ level: 'silent' }) });
  const add = (bytes: Buffer) => {
    const call = request(server.url).post('/api/v1/documents').set('Content-Type', 'text/plain');
    call.write(bytes);
    return call;
  };
  try {
    const small = await add(Buffer.from('A letter that was kept before.\n'));
    expect(small.status).toBe(201);
    disk.fill({ leaving: 65_536 });
    const large = Buffer.alloc(200_000, 'a');
    const refused = await add(large);
    expect(refused.body).toMatchObject({ status: 503, code: 'STORE_UNAVAILABLE', detail: 'the disk is full' });
    expect(readdirSync(join(documents, 'incoming'))).toEqual([]);
    const { sha256 } = small.body as { sha256: string };
    expect((await request(server.url).get(`/api/v1/documents/${sha256}`)).status).toBe(200);
    disk.clear();
    expect((await add(large)).status).toBe(201);
    expect((await ledger.documents.check()).documents).toHaveLength(2);
  } finally {
    await server.close();
    await ledger.close();
  }
});
