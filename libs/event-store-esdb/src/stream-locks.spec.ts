import { InstantGate, StreamLocks } from './stream-locks.js';
import type { Footing } from './turns.js';

/** Work that ends when it is told to, and what has begun so far. */
function works() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () =>
    new Promise<void>((resolve) => {
      begun.push(name);
      ends.set(name, resolve);
    });
  return { begun, work, end: (name: string) => ends.get(name)!() };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('appends to one stream go one after the other, in the order in which they came', async () => {
  const [locks, { begun, work, end }] = [new StreamLocks(), works()];
  const all = ['a', 'b'].map((name) => locks.during({ writes: ['case-1'], reads: [] }, work(name)));
  const other = locks.during({ writes: ['case-2'], reads: [] }, work('c'));
  await turn();
  expect(begun).toEqual(['a', 'c']);
  end('a');
  await turn();
  expect(begun).toEqual(['a', 'c', 'b']);
  end('b');
  end('c');
  await Promise.all([...all, other]);
});

test('readers of a stream go together, and its next writer waits for them all', async () => {
  const [locks, { begun, work, end }] = [new StreamLocks(), works()];
  const readers = ['a', 'b'].map((name) => locks.during({ writes: [`account-${name}`], reads: ['terms'] }, work(name)));
  const writer = locks.during({ writes: ['terms'], reads: ['account-a'] }, work('w'));
  const late = locks.during({ writes: ['account-c'], reads: ['terms', 'terms'] }, work('c'));
  await turn();
  expect(begun).toEqual(['a', 'b']);
  end('a');
  await turn();
  expect(begun).toEqual(['a', 'b']);
  end('b');
  await turn();
  expect(begun).toEqual(['a', 'b', 'w']);
  end('w');
  await turn();
  end('c');
  await Promise.all([...readers, writer, late]);
});

/** What has begun once everything asked for stands in its queues, and again after each of them ended. */
async function begunAfter(footings: Readonly<Record<string, Footing>>, ...ended: readonly string[]): Promise<string[]> {
  const [locks, { begun, work, end }] = [new StreamLocks(), works()];
  const all = Object.entries(footings).map(([name, footing]) => locks.during(footing, work(name)));
  await turn();
  const seen = [begun.join('')];
  for (const name of ended) {
    end(name);
    await turn();
    seen.push(begun.join(''));
  }
  await Promise.all(all);
  return seen;
}

const adding = (stream: string, ...reads: readonly string[]): Footing => ({ writes: [stream, 'practices'], reads });
const asking = (stream: string): Footing => ({ writes: [stream], reads: ['practices'] });

test('those that only add to a key go together', async () => {
  const footings = { a: adding('case-1'), b: adding('case-2'), c: adding('case-3') };
  expect(await begunAfter(footings, 'b', 'a', 'c')).toEqual(['abc', 'abc', 'abc', 'abc']);
});

test('those that add to a key and those that ask for it wait for each other, in the order in which they came', async () => {
  const footings = {
    ...{ a: adding('case-1'), b: adding('case-2') },
    ...{ c: asking('case-3'), d: asking('case-4') },
    ...{ e: adding('case-5'), f: adding('case-6') },
  };
  const begun = await begunAfter(footings, 'a', 'b', 'd', 'c', 'f', 'e');
  expect(begun).toEqual(['ab', 'ab', 'abcd', 'abcd', 'abcdef', 'abcdef', 'abcdef']);
});

test('one that adds to the key it asked for goes alone', async () => {
  const footings = { a: adding('case-1', 'practices'), b: adding('case-2', 'practices'), c: adding('case-3') };
  expect(await begunAfter(footings, 'a', 'b', 'c')).toEqual(['a', 'ab', 'abc', 'abc']);
});

test('a stream that others ask for is written alone', async () => {
  const footings = { a: asking('case-1'), b: { writes: ['practices'], reads: [] }, c: adding('case-2') };
  expect(await begunAfter(footings, 'a', 'b', 'c')).toEqual(['a', 'ab', 'abc', 'abc']);
});

test('one that fails lets the next go on', async () => {
  const locks = new StreamLocks();
  const held = { writes: ['case-1'], reads: ['case-1', 'case-2'] };
  await expect(locks.during(held, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  await expect(locks.during({ writes: ['case-2'], reads: [] }, () => Promise.resolve('done'))).resolves.toBe('done');
});

test('on a simulated clock those of one instant go together, and none overtakes', async () => {
  const [gate, { begun, work, end }] = [new InstantGate(), works()];
  const all = ['nine', 'nine', 'ten', 'nine'].map((at, index) => gate.during(at, work(`${at} ${index}`)));
  await turn();
  expect(begun).toEqual(['nine 0', 'nine 1']);
  end('nine 0');
  end('nine 1');
  await turn();
  expect(begun.slice(2)).toEqual(['ten 2']);
  end('ten 2');
  await turn();
  expect(begun.slice(3)).toEqual(['nine 3']);
  end('nine 3');
  await Promise.all(all);
});
