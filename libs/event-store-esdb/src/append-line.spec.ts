import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { EventStoreDBClient } from '@eventstore/db-client';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { AppendLine } from './append-line.js';
import type { Grpc } from './client-inside.js';

const LATE_MS = 40;
const APPEND = { name: 'mine/case-1', expectedRevision: -1, events: [] };

/** A client that looks for its server for so long, and what is sent to it. */
function slowClient() {
  const sent: Buffer[] = [];
  const line = Object.assign(new EventEmitter(), { write: (message: Buffer) => sent.push(message) });
  const grpc = { makeBidiStreamRequest: () => line } as unknown as Grpc;
  const client = {
    callArguments: () => [{}, {}],
    GRPCStreamCreator: (_service: unknown, _name: string, create: (grpc: Grpc) => unknown) => async () => {
      await wait(LATE_MS);
      return create(grpc);
    },
  } as unknown as EventStoreDBClient;
  return { client, line, sent };
}

test('an append for which the line comes after its time is not sent any more', async () => {
  const { client, sent } = slowClient();
  const late = new AppendLine(client).append({ ...APPEND, deadlineMs: Date.now() + LATE_MS / 4 });
  await expect(late).rejects.toThrow('too late');
  expect(sent).toEqual([]);
});

test('one for which it comes in time is', async () => {
  const { client, sent } = slowClient();
  void new AppendLine(client).append({ ...APPEND, deadlineMs: Date.now() + 60_000 });
  await wait(3 * LATE_MS);
  expect(sent).toHaveLength(1);
});

test('a deadline is sent by the clock of the server, once that is known', async () => {
  const { client, line, sent } = slowClient();
  const appends = new AppendLine(client);
  const deadlineMs = Date.now() + 60_000;
  void appends.append({ ...APPEND, deadlineMs });
  await wait(3 * LATE_MS);
  line.emit('metadata', { get: () => ['Thu, 01 Apr 2100 09:00:00 GMT'] });
  void appends.append({ ...APPEND, deadlineMs });
  await wait(3 * LATE_MS);
  const [first, second] = sent.map(deadlineIn);
  expect(first).toBe(deadlineMs);
  expect(Math.abs(second! - Date.parse('2100-04-01T09:01:00Z'))).toBeLessThan(10_000);
});

const deadlineIn = (message: Buffer): number =>
  streams.BatchAppendReq.deserializeBinary(message).getOptions()!.getDeadline()!.toDate().getTime();
