import { InstantGate, StreamLocks } from './stream-locks.js';

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
