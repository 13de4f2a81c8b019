import { setTimeout as wait } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { MaxAppendSizeExceededError } from '@eventstore/db-client';
import errors from '@eventstore/db-client/dist/utils/CommandError.js';
import { MaybeWritten, StoreUnavailable, TooLarge, type NewEvent } from '#event-store';
import { Appending, type AppendingParts } from './appending.js';
import type { Taken } from './claims.js';
import { failureOf } from './failures.js';
import { LogTable } from './log-table.js';
import { Names } from './names.js';
import { madeReady, type Outgoing } from './outgoing.js';

const LIMIT_MS = 200;
const names = new Names('mine');
const TAKEN: readonly Taken[] = [{ name: 'mine:id-label-L', revision: 0, position: 100n, isTurn: true }];

const event: NewEvent = {
  ...{ id: '6ba7b810-9dad-41d1-80b4-00c04fd430c8', type: 'Noted', version: 1, data: {} },
  metadata: {
    ...{ recordedAt: '2008-04-01T09:00:00.000Z', actor: 'a.clerk', commandId: 'c' },
    ...{ command: 'Note', contentHash: '' },
  },
};
const ready: Outgoing = madeReady(
  {
    ...{ stream: 'case-1', expectedRevision: -1, events: [event], unmoved: [], found: [] },
    claims: [{ kind: 'label', id: 'L' }],
  },
  names,
  () => [],
);

/** What becomes of an append whose tries fail one after the other, and of its claims. */
function appending(claimsTakeMs: number, failures: readonly (Error | bigint)[]) {
  const [waiting, withdraw] = [[...failures], jest.fn(async () => undefined)];
  const append = jest.fn(async () => {
    const outcome = waiting.shift() ?? new Error('no more tries were expected');
    if (typeof outcome === 'bigint') return outcome;
    throw outcome;
  });
  const parts = {
    connection: {
      ...{ append, lastOf: async () => undefined },
      failureOf: (error: unknown) => failureOf(error, 'esdb://a'),
    },
    sequencer: {
      ...{ table: new LogTable(), turns: { before: () => undefined }, comesTo: async () => false },
      ...{ mustHear: () => undefined, passed: async () => undefined, expect: () => () => undefined },
      reached: async () => {
        throw failureOf(new errors.AccessDeniedError(), 'esdb://a');
      },
    },
    claims: { takeAll: () => wait(claimsTakeMs, TAKEN), withdraw },
    ...{ names, clock: 'system', limitMs: LIMIT_MS },
  } as unknown as AppendingParts;
  return { appended: new Appending(parts).append(ready), append, withdraw };
}

test('an append whose claims came after its limit is not written, and gives them back', async () => {
  const { appended, append, withdraw } = appending(2 * LIMIT_MS, []);
  await expect(appended).rejects.toThrow(StoreUnavailable);
  await expect(appended).rejects.toThrow(/^nothing was written: .* took too long; ask again$/);
  expect(append).not.toHaveBeenCalled();
  expect(withdraw).toHaveBeenCalledWith(TAKEN);
});

test('one that the server refuses for certain gives its claims back', async () => {
  const { appended, withdraw } = appending(0, [MaxAppendSizeExceededError.fromMaxAppendSize(1_048_576)]);
  await expect(appended).rejects.toThrow(TooLarge);
  expect(withdraw).toHaveBeenCalledWith(TAKEN);
});

test('one that is refused after a try of which nothing is known keeps them: it may have been written', async () => {
  const { appended, withdraw } = appending(0, [new Error('broken'), new errors.AccessDeniedError()]);
  await expect(appended).rejects.toThrow(MaybeWritten);
  await expect(appended).rejects.toThrow(/^it is not known whether it was written; .* denied access/);
  expect(withdraw).not.toHaveBeenCalled();
});

test('one that was written keeps them, whatever becomes of hearing of it', async () => {
  const { appended, withdraw } = appending(0, [200n]);
  await expect(appended).rejects.toThrow(MaybeWritten);
  await expect(appended).rejects.toThrow('denied access');
  expect(withdraw).not.toHaveBeenCalled();
});
