import { setImmediate as turn } from 'node:timers/promises';
import { AppendQueue } from './append-queue.js';

type Write = { readonly name: string; readonly committed: () => void };

/** A queue that notes what it commits together, and tells each writer. */
function given() {
  const commits: string[][] = [];
  const queue = new AppendQueue<Write>((batch) => {
    commits.push(batch.map(({ name }) => name));
    for (const { committed } of batch) committed();
  });
  const write = (name: string) => new Promise<void>((committed) => queue.add({ name, committed }));
  return { queue, commits, write };
}

describe('what waits for the next commit', () => {
  it('is committed together where several come at once', async () => {
    const { commits, write } = given();

    await Promise.all([write('a'), write('b'), write('c')]);

    expect(commits).toEqual([['a', 'b', 'c']]);
  });

  it('is committed together by writers of which each goes on after the last commit', async () => {
    const { commits, write } = given();
    const writer = async (name: string) => {
      for (let times = 0; times < 3; times += 1) await write(name);
    };

    await Promise.all([writer('a'), writer('b')]);

    expect(commits).toEqual([
      ['a', 'b'],
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  it('is committed together again where a second writer joins one that was alone', async () => {
    const { commits, write } = given();
    await write('a');
    await write('a');

    await Promise.all([write('a'), write('b')]);

    expect(commits).toEqual([['a'], ['a'], ['a', 'b']]);
  });

  it('leaves everything else its turn, though one writer never stops', async () => {
    const { write } = given();
    let hasTurned = false;
    void turn().then(() => (hasTurned = true));

    while (!hasTurned) await write('a');

    expect(hasTurned).toBe(true);
  });

  it('is all committed by draining, in its order, 256 at a time', () => {
    const { queue, commits, write } = given();
    const names = Array.from({ length: 300 }, (_, number) => String(number));
    for (const name of names) void write(name);

    queue.drain();

    expect(commits.map(({ length }) => length)).toEqual([256, 44]);
    expect(commits.flat()).toEqual(names);
  });

  it('is committed once, though it was drained before its time', async () => {
    const { queue, commits, write } = given();
    void write('a');

    queue.drain();
    await turn();

    expect(commits).toEqual([['a']]);
  });
});
