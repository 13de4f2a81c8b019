import { setTimeout as wait } from 'node:timers/promises';
import errors from '@eventstore/db-client/dist/utils/CommandError.js';
import { hashOf, StoreUnavailable, type WrittenEvent } from '#event-store';
import { canonicalJson } from '#audit';
import type { Connection } from './connection.js';
import { LogReader } from './log-reader.js';
import { LogTable } from './log-table.js';
import { Names } from './names.js';
import { eventDataOf, type Recorded } from './recorded.js';
import { Sequencer } from './sequencer.js';
import type { Follower } from './subscription.js';

const LIMIT_MS = 200;
const names = new Names('mine');

/** A server that passes over others' events for several limits, and then says what is asked for. */
const slowServer = (says: (follower: Follower) => void): Connection =>
  ({
    shownAddress: 'esdb://slow',
    failureOf: () => new StoreUnavailable('no answer'),
    readAll: async () => [],
    follow: (_prefixes: unknown, _after: unknown, follower: Follower) => {
      void (async () => {
        for (let time = 0; time < 12; time += 1) {
          await wait(LIMIT_MS / 4);
          follower.passedOver();
        }
        says(follower);
      })();
      return () => undefined;
    },
  }) as unknown as Connection;

const sequencerOn = (connection: Connection, table = new LogTable()): Sequencer =>
  new Sequencer({
    ...{ connection, names, table, directoryKeys: () => [], start: 0n },
    ...{ kept: undefined, recentEvents: 0, claimPatienceMs: 1_000 },
  });

test("a log whose end lies behind others' events takes as long as the server passes over them", async () => {
  const sequencer = sequencerOn(slowServer((follower) => follower.caughtUp()));
  sequencer.start();
  await expect(sequencer.caughtUp(LIMIT_MS)).resolves.toBeUndefined();
  sequencer.close();
});

test('a server that tells nothing within the limit is not waited for', async () => {
  const silent = { ...slowServer(() => undefined), follow: () => () => undefined } as unknown as Connection;
  const sequencer = sequencerOn(silent);
  sequencer.start();
  await expect(sequencer.caughtUp(LIMIT_MS)).rejects.toThrow(StoreUnavailable);
  sequencer.close();
});

test('where the server denies the log nothing is written that nobody would hear of, until it tells of it again', async () => {
  let follower: Follower | undefined;
  const denying = { ...slowServer(() => undefined), failureOf: () => new StoreUnavailable('denied access') };
  const follow = (_prefixes: unknown, _after: unknown, each: Follower) => {
    follower = each;
    return () => undefined;
  };
  const sequencer = sequencerOn({ ...denying, follow } as unknown as Connection);
  sequencer.start();
  expect(() => sequencer.mustHear()).not.toThrow();
  follower!.failed(new errors.AccessDeniedError());
  expect(() => sequencer.mustHear()).toThrow('denied access');
  follower!.caughtUp();
  expect(() => sequencer.mustHear()).not.toThrow();
  sequencer.close();
});

test("an event that is read from behind others' takes as long as the server passes over them", async () => {
  const recordedAt = '2008-04-01T09:00:00.000Z';
  const written: WrittenEvent = {
    ...{ id: '6ba7b810-9dad-41d1-80b4-00c04fd430c8', type: 'Noted', version: 1, stream: 'case-1', revision: 0 },
    ...{ dataJson: '{}', metadataJson: canonicalJson({ recordedAt }) },
  };
  const hash = hashOf(written);
  const { id, type, data, metadata } = eventDataOf(written, hash);
  const position = { commit: 100n };
  const event: Recorded = { id, type, data, metadata, streamId: names.ofStream('case-1'), revision: 0n, position };
  const table = new LogTable();
  table.add({ stream: 'case-1', type, position: 100n, hash }, Date.parse(recordedAt), []);
  const connection = slowServer((follower) => follower.event(event));
  const reader = new LogReader(connection, names, sequencerOn(connection, table), 0n, LIMIT_MS);
  await expect(reader.page({ after: 0n, limit: 1 })).resolves.toMatchObject([
    { stream: 'case-1', position: 100n, hash },
  ]);
});
