import { MaxAppendSizeExceededError, StreamDeletedError, type NotLeaderError } from '@eventstore/db-client';
import errors from '@eventstore/db-client/dist/utils/CommandError.js';
import unpacking from '@eventstore/db-client/dist/streams/appendToStream/unpackError.js';
import status from '@eventstore/db-client/generated/status_pb.js';
import anyMessage from 'google-protobuf/google/protobuf/any_pb.js';
import { StoreDamaged, StoreUnavailable, TooLarge } from '#event-store';
import { failureOf, isDefinite, isTooSlow, NoAnswer } from './failures.js';

const ADDRESS = 'esdb://clerk:secret@a:2113';
const told = (error: unknown): string => failureOf(error, ADDRESS).message;

/** As gRPC ends a call, and the client then takes it. */
const ended = (code: number, details: string, metadata: Readonly<Record<string, string>> = {}): Error =>
  errors.convertToCommandError(
    Object.assign(new Error(`${code} ${details}`), { code, details, metadata: { getMap: () => metadata } }) as never,
  ) as Error;

/** As a server answers one append that it could not handle. */
const unhandled = (message: string): Error => {
  const details = new anyMessage.Any();
  details.pack(new Uint8Array(), 'google.protobuf.Empty');
  return unpacking.unpackToCommandError(new status.Status().setMessage(message).setDetails(details), 'case-1');
};

const LEADER = { exception: 'not-leader', 'leader-endpoint-host': 'b', 'leader-endpoint-port': '2114' };

test.each([
  ['a follower', ended(5, 'Leader info available', LEADER), 'is not the leader of its cluster; the leader is b:2114'],
  ['a node that has no leader', unhandled('No leader info available in response'), 'has no leader now'],
  ['the same, asked for a reading', ended(2, 'No leader info available in response'), 'has no leader now'],
  ['a node that is not ready', unhandled('Server Is Not Ready'), 'has no leader now'],
  ['the same, asked for a reading', ended(14, 'Server Is Not Ready'), 'has no leader now'],
  ['a node that has too much to do', unhandled('Server Is Busy'), 'is too busy'],
  ['the same, asked for a reading', ended(14, 'Server Is Too Busy'), 'is too busy'],
  ['no majority', ended(4, 'Deadline exceeded'), 'gave no answer in time; a cluster without a majority'],
  ['no answer', new NoAnswer(10), 'gave no answer in time; a cluster without a majority'],
  ['a user without rights', ended(7, 'Access Denied', { exception: 'access-denied' }), 'denied access'],
  ['a wrong password', ended(16, 'Unauthenticated'), 'denied access'],
  ['nobody there', ended(14, 'No connection established. Last error: connect ECONNREFUSED'), 'cannot be reached'],
  ['a certificate', ended(14, 'self-signed certificate in certificate chain'), 'has a certificate that is not trusted'],
  ['a server of another kind', ended(12, 'Unimplemented'), 'is no EventStoreDB of version 23.10 or later'],
  ['no cluster', new Error('Failed to discover after 10 attempts.'), 'names no cluster with a leader'],
])('of %s the caller is told', (_, error, message) => {
  expect(failureOf(error, ADDRESS)).toBeInstanceOf(StoreUnavailable);
  expect(told(error)).toContain(`esdb://a:2113 ${message}`);
  expect(isDefinite(error)).toBe(message === 'denied access');
});

test('what is certain is told as such', () => {
  const [large, deleted] = [MaxAppendSizeExceededError.fromMaxAppendSize(9), StreamDeletedError.fromStreamName('x')];
  expect(failureOf(large, ADDRESS)).toBeInstanceOf(TooLarge);
  expect(failureOf(deleted, ADDRESS)).toBeInstanceOf(StoreDamaged);
  expect([large, deleted].map(isDefinite)).toEqual([true, true]);
  expect((ended(5, '', LEADER) as NotLeaderError).leader).toEqual({ address: 'b', port: 2114 });
});

test('a subscription that was ended as too slow is told apart', () => {
  expect([ended(10, 'Operation timed out: consumer too slow'), ended(14, 'away')].map(isTooSlow)).toEqual([
    true,
    false,
  ]);
});
