import fc from 'fast-check';

/** LEDGER_PROPERTY_RUNS multiplies the runs, for a soak; LEDGER_PROPERTY_SEED repeats one. */
const TIMES = Number(process.env['LEDGER_PROPERTY_RUNS'] ?? '1');
const SEED = process.env['LEDGER_PROPERTY_SEED'];

const LONGEST_MS = 600_000;

/** A property of random histories. What fails is shrunk, and told with its seed. */
export function property<T>(
  title: string,
  runs: number,
  arbitrary: fc.Arbitrary<T>,
  holds: (value: T) => Promise<void>,
): void {
  const seed = SEED === undefined ? (Date.now() ^ (title.length << 20)) | 0 : Number(SEED);
  test(
    `${title} (seed ${seed})`,
    () =>
      fc.assert(fc.asyncProperty(arbitrary, holds), { seed, numRuns: Math.ceil(runs * TIMES), endOnFailure: false }),
    LONGEST_MS,
  );
}
