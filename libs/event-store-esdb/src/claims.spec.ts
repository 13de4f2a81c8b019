import { setTimeout as wait } from 'node:timers/promises';
import { WrongExpectedVersionError } from '@eventstore/db-client';
import type { ProposedEvent } from './append-message.js';
import { Claims, type ClaimsParts } from './claims.js';
import { Deadline } from './deadline.js';
import { LogTable } from './log-table.js';
import { Names } from './names.js';
import { madeReady } from './outgoing.js';
import type { Recorded } from './recorded.js';
import { footingOf } from './turns.js';

const PATIENCE_MS = 400;
const LIMIT_MS = 200;
const names = new Names('mine');
const footing = footingOf({ reads: ['key policies'], writes: ['stream case-1'] });

/** A server that keeps one stream of claims. */
class OneStream {
  readonly recorded: Recorded[] = [];

  async append(name: string, expected: number, [event]: readonly [ProposedEvent]): Promise<bigint> {
    if (expected !== this.recorded.length - 1) {
      throw Object.create(WrongExpectedVersionError.prototype, { type: { value: 'wrong-expected-version' } });
    }
    const [revision, commit] = [BigInt(this.recorded.length), BigInt(100 * (this.recorded.length + 1))];
    this.recorded.push({ ...event, metadata: event.metadata, streamId: name, revision, position: { commit } });
    return commit;
  }

  async readStream(name: string): Promise<readonly Recorded[]> {
    return name === names.ofClaim('command', 'c') ? this.recorded.toReversed() : [];
  }
}

const append = madeReady(
  {
    ...{ stream: 'case-1', expectedRevision: -1, unmoved: [], found: [] },
    events: [
      {
        ...{ id: '6ba7b810-9dad-41d1-80b4-00c04fd430c8', type: 'Noted', version: 1, data: {} },
        metadata: {
          ...{ recordedAt: '2008-04-01T09:00:00.000Z', actor: 'a.clerk', commandId: 'c' },
          ...{ command: 'Note', contentHash: '' },
        },
      },
    ],
    claims: [{ kind: 'command', id: 'c' }],
  },
  names,
  () => [],
);

const processOn = (connection: OneStream): Claims =>
  new Claims({
    ...{ connection, names, claimPatienceMs: PATIENCE_MS },
    sequencer: { table: new LogTable(), comesTo: async () => false },
    reader: { at: async () => [] },
  } as unknown as ClaimsParts);

const taken = async (claims: Claims, limitMs = LIMIT_MS) =>
  (await claims.takeAll(append, footing, new Deadline(limitMs)))[0]!;

test('an append that is sent again at once goes on with its claim, and keeps its turn', async () => {
  const claims = processOn(new OneStream());
  const first = await taken(claims);
  expect(await taken(claims, 1)).toEqual(first);
});

test('one that is sent again so late that others may not wait for it any more claims anew, and comes after them', async () => {
  const claims = processOn(new OneStream());
  const first = await taken(claims);
  await wait(PATIENCE_MS - LIMIT_MS + 20);
  const again = await taken(claims);
  expect([first.revision, again.revision]).toEqual([0, 1]);
  expect(again.position).toBeGreaterThan(first.position);
});

test('one that another process had announced claims anew, as nobody knows how long ago that was', async () => {
  const server = new OneStream();
  const [first, again] = [await taken(processOn(server)), await taken(processOn(server))];
  expect(again.position).toBeGreaterThan(first.position);
});
