import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { ViewStore } from '#projections';
import { asking } from './view-sample.js';

/** The child process runs what `npm test` has built. */
const CHILD = new URL('./views-child.mjs', import.meta.url);
const PRACTICES = 60;
/** Acknowledged positions after which a child is killed: right after an advance, or within a rebuild. */
const KILLED_AFTER = [2, 7, 3];
/** LEDGER_PROPERTY_RUNS kills so many times more, for a soak. */
const TIMES = Number(process.env['LEDGER_PROPERTY_RUNS'] ?? '1');

/** A place for views, by the arguments of the child and of the one who opens after it. */
export type Place = {
  readonly child: readonly string[];
  open(): Promise<ViewStore>;
};

/**
 * Lets a child write until it has acknowledged so many positions, and kills it in the middle of the next.
 * @returns the last position that it acknowledged
 */
async function killedAfter(count: number, given: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [CHILD.pathname, ...given], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  const said: Buffer[] = [];
  child.stderr.on('data', (part: Buffer) => said.push(part));
  const acknowledged: number[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(Number(line));
    if (acknowledged.length === count) child.kill('SIGKILL');
  }
  await exited;
  if (acknowledged.length < count) throw new Error(Buffer.concat(said).toString());
  return acknowledged.at(-1)!;
}

async function expectWhole(store: ViewStore, acknowledged: number): Promise<void> {
  const { items, checkpoint } = await store.page('organisations', asking('organisations'));
  const { position } = checkpoint!;
  expect(position).toBeGreaterThanOrEqual(acknowledged);
  expect(items.map(({ patients }) => patients)).toEqual(Array.from({ length: PRACTICES }, () => position));
  const journal = await store.page('journal', asking('journal'));
  const from = position - (position % 4); // a rebuild writes the journal anew
  expect(journal.items.map((event) => event.position)).toEqual(
    Array.from({ length: position - Math.max(from, 1) + 1 }, (_, index) => position - index),
  );
  const named = await store.page('journal', asking('journal', { equal: { documents: `d${position}` } }));
  expect(named.items.map((event) => event.position)).toEqual([position]);
}

/** Whatever a process was doing when it was killed, rows and checkpoint belong together. */
export function viewCrashConformance(place: () => Place): void {
  test('a process that is killed leaves views and checkpoint that belong together, and the place free', async () => {
    for (const count of Array.from({ length: TIMES }, () => KILLED_AFTER).flat()) {
      const acknowledged = await killedAfter(count, place().child);
      const store = await place().open();
      await expectWhole(store, acknowledged);
      await store.close();
    }
  });
}
