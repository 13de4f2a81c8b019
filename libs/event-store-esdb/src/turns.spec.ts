import { StoreDamaged } from '#event-store';
import { bytes, type Recorded } from './recorded.js';
import { footingOf, touchedBy, Turns, type Footing } from './turns.js';

const NOTHING: Footing = { reads: [], writes: [] };
const nowhere = (): number => -1;
const resting = (stream: string, on: string): Footing =>
  footingOf(touchedBy(stream, [], { unmoved: [{ stream: on }], found: [] }));

const claim = (command: string, position: number, stream: string, footing = NOTHING): Recorded => ({
  streamId: `ledger:id-command-${command}`,
  id: '',
  type: 'IdClaimed',
  revision: 0n,
  data: bytes(JSON.stringify({ command, stream, revision: 0, event: '' })),
  metadata: bytes(JSON.stringify(footing)),
  position: { commit: BigInt(position) },
});

const turns = (...claims: readonly Recorded[]): Turns => {
  const all = new Turns(60_000);
  for (const each of claims) all.heard(each, nowhere);
  return all;
};
const asks = (all: Turns, position: number, footing: Footing, command = 'asking') =>
  all.before({ command, position: BigInt(position), footing });

describe('the later waits for the earlier', () => {
  test.each([
    [
      'where it rests on a stream that the earlier writes',
      resting('a', 'x'),
      footingOf(touchedBy('x', [], { unmoved: [], found: [] })),
    ],
    [
      'where it writes a stream on which the earlier rests',
      footingOf(touchedBy('x', [], { unmoved: [], found: [] })),
      resting('b', 'x'),
    ],
    [
      'where it rests on a key that leads to the earlier',
      footingOf(touchedBy('a', [], { unmoved: [], found: [{ key: 'k', streams: 2 }] })),
      footingOf(touchedBy('b', ['k'], { unmoved: [], found: [] })),
    ],
  ])('%s', (_, later, earlier) => {
    const all = turns(claim('earlier', 5, 'b', earlier));
    expect(asks(all, 9, later)).toBe('earlier');
    expect(asks(all, 4, later)).toBeUndefined();
  });

  test('not where they touch nothing of each other, or only rest on the same', () => {
    const all = turns(claim('earlier', 5, 'b', resting('b', 'x')));
    expect(asks(all, 9, resting('a', 'x'))).toBeUndefined();
    expect(asks(all, 9, footingOf(touchedBy('b', ['x'], { unmoved: [], found: [] })))).toBeUndefined();
  });

  test('not for its own command, nor for a claim that announces nothing', () => {
    const all = turns(claim('asking', 5, 'x', resting('x', 'y')), { ...claim('other', 6, 'x'), metadata: undefined });
    expect(asks(all, 9, resting('y', 'x'))).toBeUndefined();
  });
});

describe('one that is open is closed', () => {
  const open = () => turns(claim('earlier', 5, 'x', resting('x', 'y')));

  test('by the event that lies where it was to be written', () => {
    const all = open();
    all.written({ stream: 'x', revision: 0 });
    expect([asks(all, 9, resting('a', 'x')), all.oldest, all.isOpen('earlier')]).toEqual([undefined, undefined, false]);
  });

  test('by its withdrawal', () => {
    const all = open();
    const data = bytes(JSON.stringify({ withdrawn: 0 }));
    all.heard({ ...claim('earlier', 7, 'x'), type: 'ClaimWithdrawn', revision: 1n, data }, nowhere);
    expect(asks(all, 9, resting('a', 'x'))).toBeUndefined();
  });

  test('before it comes, where the event came first', () => {
    const all = new Turns(60_000);
    all.heard(claim('earlier', 5, 'x', resting('x', 'y')), () => 0);
    expect(all.oldest).toBeUndefined();
  });

  test('by time', () => {
    const all = new Turns(0);
    all.heard(claim('earlier', 5, 'x', resting('x', 'y')), nowhere);
    expect([asks(all, 9, resting('a', 'x')), all.oldest]).toEqual([undefined, undefined]);
  });
});

test('the oldest of those that are open is known', () => {
  const all = turns(claim('one', 5, 'x'), claim('two', 7, 'y'));
  expect(all.oldest).toBe(5n);
  all.written({ stream: 'x', revision: 0 });
  expect(all.oldest).toBe(7n);
});

test('a claim that is none is no ledger’s', () => {
  expect(() => turns({ ...claim('one', 5, 'x'), data: bytes('by hand') })).toThrow(StoreDamaged);
});
