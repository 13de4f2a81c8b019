import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ErrorType, EventStoreDBClient, NO_STREAM, type AppendResult } from '@eventstore/db-client';
import { Proxy } from '../eventstore-proxy.js';
import { note, texts, type Here } from './here.js';

const CHILD = fileURLToPath(new URL('./bad-event-child.mjs', import.meta.url));
/** Above what a server takes as one message, in bytes. */
const ABOVE_ANY_MESSAGE = 17.5 * 1_024 * 1_024;

/** One append that the client or the server cannot take, and what it does to others: why the adapter looks first. */
export function marring(address: string, here: Here): void {
  test('17 MB fail, and with them the append of another client that was written', async () => {
    const line = await Proxy.before(address);
    const other = EventStoreDBClient.connectionString(line.address);
    try {
      const { client, stream } = here();
      await other.appendToStream(stream, note('a'), { expectedRevision: NO_STREAM });
      line.loseAnswers();
      const failed = other.appendToStream(stream, note('b'), { expectedRevision: 0n }).catch(told);
      await untilThere(here(), 2);
      const large = note('x'.repeat(ABOVE_ANY_MESSAGE));
      const refused = await client
        .appendToStream(`${stream}-large`, large, { expectedRevision: NO_STREAM })
        .catch(told);
      const exhausted = { type: ErrorType.UNKNOWN, message: expect.stringContaining('RESOURCE_EXHAUSTED') };
      expect([refused, await failed]).toMatchObject([exhausted, exhausted]);
      await expect(texts({ client, stream: `${stream}-large` })).rejects.toMatchObject({
        type: ErrorType.STREAM_NOT_FOUND,
      });
    } finally {
      await other.dispose();
      await line.cut();
    }
  });

  test.each([
    ['an empty type', 'type'],
    ['an id that is no UUID', 'id'],
  ])('%s fails; a late second answer throws in the client, and no later append is answered', async (_, fault) => {
    const { stream } = here();
    const { stdout } = await promisify(execFile)(process.execPath, [CHILD, address, stream, fault]);
    expect(JSON.parse(stdout)).toEqual({
      first: ErrorType.UNKNOWN,
      thrown: ['TypeError'],
      next: 'no answer',
    });
    expect((await texts(here())).map(({ text }) => text)).toEqual(['next']);
  });

  test('with throwOnAppendFailure=false a refusal tells revision 1, whatever there is', async () => {
    const { stream } = here();
    const lenient = EventStoreDBClient.connectionString(`${address}&throwOnAppendFailure=false`);
    try {
      await lenient.appendToStream(stream, [note(), note(), note()], { expectedRevision: NO_STREAM });
      const refused = await lenient.appendToStream(stream, note(), { expectedRevision: NO_STREAM });
      expect(refused).toMatchObject({ success: false, nextExpectedRevision: 1n });
    } finally {
      await lenient.dispose();
    }
  });
}

const told = (error: unknown): AppendResult => error as AppendResult;

async function untilThere(where: ReturnType<Here>, count: number): Promise<void> {
  while ((await texts(where)).length < count);
}
