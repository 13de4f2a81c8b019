import TestSequencer from '@jest/test-sequencer';

/**
 * Suites that take long, the longest first. Jest knows by itself only what it ran before; on a fresh clone it goes by the
 * size of a file, and the longest would begin last, with one core at work.
 */
const LONGEST = [
  'test/e2e/browser/accessibility.spec.ts',
  'test/docs/documents.spec.ts',
  'test/e2e/demo.spec.ts',
  'test/e2e/pages.spec.ts',
  'test/conformance/eventstore-stand-in.spec.ts',
  'test/e2e/browser/walks.spec.ts',
  'test/views/every-row.spec.ts',
  'test/reference/differential.spec.ts',
  'test/e2e/cli-process.spec.ts',
  'test/conformance/view-store-file.spec.ts',
  'test/conformance/view-store-postgres.spec.ts',
  'test/bench/bench.spec.ts',
  'test/scenarios/contract.spec.ts',
  'test/faults/kills.spec.ts',
  'test/properties/kept-states.spec.ts',
  'test/reference/contract.spec.ts',
  'test/e2e/england.spec.ts',
  'test/faults/simulated.spec.ts',
  'test/e2e/rebuild.spec.ts',
];

/** Where a suite stands that was never run here; those that were keep the place that Jest gives them. */
const placeOf = ({ path, duration }) => {
  const place = LONGEST.findIndex((suite) => path.replaceAll('\\', '/').endsWith(`/${suite}`));
  return place < 0 || duration !== undefined ? LONGEST.length : place;
};

export default class LongestFirst extends TestSequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => placeOf(a) - placeOf(b));
  }
}
