import type { Verified } from './recorded.js';
import { LogTable } from './log-table.js';

const event = (stream: string, revision: number, position: bigint, type = 'Noted'): Verified => ({
  id: `${stream}@${revision}`,
  type,
  version: 1,
  data: {},
  metadata: { recordedAt: '', actor: '', commandId: '', command: '', contentHash: '' },
  stream,
  revision,
  position,
  hash: '',
});

/** Positions with gaps, times out of order. */
function table(): LogTable {
  const log = new LogTable();
  log.add(event('a', 0, 100n), 5, ['key']);
  log.add(event('b', 0, 250n, 'Ruled'), 9, ['key']);
  log.add(event('a', 1, 251n), 7, ['key', 'other']);
  log.add(event('c', 0, 900n), 9, []);
  return log;
}

test('effective time never runs back, and a time leads to all that was known by then', () => {
  const log = table();
  expect([0, 1, 2, 3].map((ordinal) => log.effectiveMs(ordinal))).toEqual([5, 9, 9, 9]);
  expect([4, 5, 8, 9].map((ms) => log.countKnownAt(ms))).toEqual([0, 1, 1, 4]);
});

test('a position leads to its place, also one on which no event lies', () => {
  const log = table();
  expect([0n, 99n, 100n, 250n, 251n, 2n ** 63n].map((position) => log.countUpTo(position))).toEqual([0, 0, 1, 2, 3, 4]);
  expect(log.place(2)).toEqual({ stream: 'a', revision: 1, position: 251n });
  expect(log.ordinal('a', 1)).toBe(2);
  expect([log.revisionOf('a'), log.revisionOf('b'), log.revisionOf('nowhere')]).toEqual([1, 0, -1]);
});

test('events are chosen by stream and type, in log order, within a range', () => {
  const log = table();
  expect(log.select(0, 4, 9, ['c', 'a', 'a', 'nowhere'], undefined)).toEqual([0, 2, 3]);
  expect(log.select(1, 3, 9, ['c', 'a'], undefined)).toEqual([2]);
  expect(log.select(0, 4, 2, undefined, ['Noted', 'Unheard'])).toEqual([0, 2]);
  expect(log.select(0, 4, 9, ['b', 'c'], ['Ruled'])).toEqual([1]);
  expect(log.select(0, 4, 9, [], undefined)).toEqual([]);
});

test('the directory holds each stream once under a key, since its first event', () => {
  const log = table();
  const streams = [
    { stream: 'a', position: 100n },
    { stream: 'b', position: 250n },
  ];
  expect(log.lookUp('key', undefined)).toEqual(streams);
  expect(log.lookUp('key', 249n)).toEqual(streams.slice(0, 1));
  expect(log.lookUp('other', undefined)).toEqual([{ stream: 'a', position: 251n }]);
});

test('it grows past what it began with', () => {
  const log = new LogTable();
  for (let index = 0; index < 5_000; index += 1) log.add(event('a', index, BigInt(index * 3 + 1)), index, []);
  expect([log.count, log.position(4_999), log.countUpTo(7_000n)]).toEqual([5_000, 14_998n, 2_334]);
});

test('an event is told from another by its hash, but for one that came from a file', () => {
  const log = table();
  log.add({ ...event('d', 0, 901n), hash: 'ab12'.repeat(16) }, 9, []);
  expect(log.mayHaveHash(4, 'ab12'.repeat(16))).toBe(true);
  expect(log.mayHaveHash(4, 'ab13'.repeat(16))).toBe(false);
  expect(new LogTable(log.rows).mayHaveHash(4, 'ab13'.repeat(16))).toBe(true);
});
