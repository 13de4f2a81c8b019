import { openEmbeddedViews } from '#view-store-embedded';
import { Simulation, type Seen } from './simulation/simulation.js';

const IS_LONG = process.env['LEDGER_SOAK'] === '1';
/** How many seeds, and the first: that of a failure repeats it. */
const SEEDS = Number(process.env['LEDGER_SOAK_SEEDS'] ?? (IS_LONG ? 2_000 : 8));
const FIRST = Number(process.env['LEDGER_SOAK_SEED'] ?? 1);
const LONGEST_MS = 36_000_000;
const TOLD_EVERY = 100;

const first = new Map<number, Promise<Seen>>();
/** The first run of a seed. */
function once(seed: number): Promise<Seen> {
  const seen = first.get(seed) ?? simulated(seed);
  first.set(seed, seen);
  return seen;
}

async function simulated(seed: number): Promise<Seen> {
  const [views, rebuilt] = [
    await openEmbeddedViews({ path: ':memory:' }),
    await openEmbeddedViews({ path: ':memory:' }),
  ];
  try {
    return await new Simulation(seed, views).run(rebuilt);
  } catch (error) {
    const again = `LEDGER_SOAK_SEED=${seed} LEDGER_SOAK_SEEDS=1 npm run suites -- --testPathPatterns test/faults/simulated`;
    throw new Error(`seed ${seed}: ${(error as Error).message} (again: ${again})`, { cause: error });
  } finally {
    await Promise.all([views.close(), rebuilt.close()]);
  }
}

const sumOf = (seen: readonly Seen[], field: Exclude<keyof Seen, 'hash'>): number =>
  seen.reduce((sum, each) => sum + each[field], 0);

const summary = (seen: readonly Seen[]): string =>
  `simulated faults: ${seen.length} seeds from ${FIRST}: ${sumOf(seen, 'steps')} steps, ${sumOf(seen, 'crashes')} crashes, ` +
  `${sumOf(seen, 'acknowledged')} commands acknowledged, ${sumOf(seen, 'refused')} refused, ` +
  `${sumOf(seen, 'unanswered')} sends unanswered, ${sumOf(seen, 'events')} events: none lost, none doubled, no view with a hole\n`;

test(
  `whatever goes wrong, nothing acknowledged is lost, nothing is doubled, and the views miss nothing (${SEEDS} seeds from ${FIRST})`,
  async () => {
    const seen: Seen[] = [];
    for (let seed = FIRST; seed < FIRST + SEEDS; seed += 1) {
      seen.push(await once(seed));
      if (IS_LONG && seen.length % TOLD_EVERY === 0) process.stderr.write(summary(seen));
    }
    if (IS_LONG) process.stderr.write(summary(seen));
    for (const field of ['acknowledged', 'refused', 'unanswered', 'crashes'] as const) {
      if (SEEDS >= 8) expect({ field, sum: sumOf(seen, field) }).not.toEqual({ field, sum: 0 });
    }
  },
  LONGEST_MS,
);

test('a seed decides everything: run again it does the same, step by step', async () => {
  const [seen, again, other] = [await once(7), await simulated(7), await once(8)];
  expect(again).toEqual(seen);
  expect(other.hash).not.toBe(seen.hash);
});
