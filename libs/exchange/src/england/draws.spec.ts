import fc from 'fast-check';
import { seeded } from './draws.js';

const meanOf = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
const many = (draw: () => number): number[] => Array.from({ length: 20_000 }, draw);

test('what is drawn follows from seed and key alone, in whatever order it is asked for', () =>
  fc.assert(
    fc.property(fc.nat(), fc.string(), fc.string(), (seed, key, other) => {
      const first = seeded(seed)(key).unit();
      const draws = seeded(seed);
      draws(other).unit();
      expect(draws(key).unit()).toBe(first);
    }),
  ));

test('another seed and another key draw otherwise', () => {
  const drawn = [seeded(1)('A99001'), seeded(2)('A99001'), seeded(1)('A99002')].map((draw) => draw.unit());
  expect(new Set(drawn).size).toBe(3);
});

test('units lie from 0 to below 1, evenly', () => {
  const draw = seeded(7)('units');
  const units = many(() => draw.unit());
  expect(Math.min(...units)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...units)).toBeLessThan(1);
  expect(meanOf(units)).toBeCloseTo(0.5, 1);
});

test('the first draws of neighbouring keys are even too', () => {
  const draws = seeded(2008);
  const firsts = Array.from({ length: 20_000 }, (_, index) => draws(`A${10_000 + index}/freeze/1`).unit());
  expect(meanOf(firsts)).toBeCloseTo(0.5, 1);
  expect(firsts.filter((unit) => unit < 0.02).length / firsts.length).toBeCloseTo(0.02, 2);
});

test('whole numbers take in both ends', () => {
  const draw = seeded(7)('whole');
  expect(new Set(many(() => draw.whole(1, 6)))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
});

test('normal draws have mean 0 and deviation 1', () => {
  const draw = seeded(7)('normal');
  const normals = many(() => draw.normal());
  expect(meanOf(normals)).toBeCloseTo(0, 1);
  expect(meanOf(normals.map((number) => number ** 2))).toBeCloseTo(1, 1);
});

test.each([0, 0.5, 12, 400])('counts of something that happens %d times have that mean and variance', (mean) => {
  const draw = seeded(7)('poisson');
  const counts = many(() => draw.poisson(mean));
  expect(counts.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
  expect(Math.abs(meanOf(counts) - mean)).toBeLessThan(0.03 * mean + 0.001);
  const variance = meanOf(counts.map((count) => (count - mean) ** 2));
  expect(Math.abs(variance - mean)).toBeLessThan(0.06 * mean + 0.001);
});
