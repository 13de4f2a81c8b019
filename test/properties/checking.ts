import fc from 'fast-check';

/**
 * By default the same histories every time, so that a build fails for what was changed. LEDGER_PROPERTY_RUNS multiplies
 * the runs for a soak, each with a seed of its own; LEDGER_PROPERTY_SEED repeats one.
 */
const TIMES = process.env['LEDGER_PROPERTY_RUNS'];
/** Of the runs that a test names, those of a build; a soak makes them all, and as often as it is told. */
const OF_A_BUILD = 0.5;
const SEED = process.env['LEDGER_PROPERTY_SEED'];
const USUAL_SEED = 20_061_001;

function seedOf(title: string): number {
  if (SEED !== undefined) return Number(SEED);
  return TIMES === undefined ? USUAL_SEED : (Date.now() ^ (title.length << 20)) | 0;
}

/** @param named  the runs of a soak of one */
export const runsOf = (named: number): number => Math.ceil(named * Number(TIMES ?? OF_A_BUILD));

const LONGEST_MS = 600_000;

/** A property of random histories. What fails is shrunk, and told with its seed. */
export function property<T>(
  title: string,
  runs: number,
  arbitrary: fc.Arbitrary<T>,
  holds: (value: T) => Promise<void>,
): void {
  const seed = seedOf(title);
  test(
    `${title} (seed ${seed})`,
    () => fc.assert(fc.asyncProperty(arbitrary, holds), { seed, numRuns: runsOf(runs) }),
    LONGEST_MS,
  );
}
