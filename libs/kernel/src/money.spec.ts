import fc from 'fast-check';
import { apportion, divideUp, pence, shareUp, sumPence, WHOLE_BP } from './money.js';

const anyPence = fc.maxSafeInteger();
const anyWeights = fc
  .array(fc.oneof(fc.nat({ max: 5 }), fc.nat({ max: 100_000 }), fc.maxSafeNat()), { minLength: 1, maxLength: 12 })
  .filter((weights) => weights.some((weight) => weight > 0));
const total = (amounts: readonly number[]): bigint => amounts.reduce((sum, amount) => sum + BigInt(amount), 0n);

describe('apportion', () => {
  test('loses and invents nothing', () =>
    fc.assert(
      fc.property(anyPence, anyWeights, (amount, weights) => {
        expect(total(apportion(amount, weights))).toBe(BigInt(amount));
      }),
    ));

  test('a reversal cancels it, part by part', () =>
    fc.assert(
      fc.property(anyPence, anyWeights, (amount, weights) => {
        const back = apportion(pence(-amount), weights);
        expect(apportion(amount, weights).map((part, index) => part + back[index]!)).toEqual(weights.map(() => 0));
      }),
    ));

  test('each part lies within a penny of its exact part, on the side of the total', () =>
    fc.assert(
      fc.property(anyPence, anyWeights, (amount, weights) => {
        const sum = total(weights);
        apportion(amount, weights).forEach((part, index) => {
          const off = BigInt(part) * sum - BigInt(amount) * BigInt(weights[index]!); // in 1/sum of a penny
          expect(off < sum && off > -sum).toBe(true);
          expect(part === 0 || Math.sign(part) === Math.sign(amount)).toBe(true);
        });
      }),
    ));

  test('no weight, no penny; and never less for a greater weight', () =>
    fc.assert(
      fc.property(fc.maxSafeNat(), anyWeights, (amount, weights) => {
        const parts = apportion(amount, weights);
        weights.forEach((weight, index) => {
          if (weight === 0) expect(parts[index]).toBe(0);
          weights.forEach((other, at) => {
            if (other > weight) expect(parts[at]!).toBeGreaterThanOrEqual(parts[index]!);
          });
        });
      }),
    ));

  test('the spare pennies of equal weights go to the earliest', () =>
    fc.assert(
      fc.property(fc.nat({ max: 10_000 }), fc.integer({ min: 1, max: 30 }), (amount, count) => {
        const parts = apportion(amount, new Array<number>(count).fill(7));
        const base = Math.floor(amount / count);
        expect(parts).toEqual(parts.map((_, index) => base + (index < amount % count ? 1 : 0)));
      }),
    ));

  test.each([
    [10, [1, 1, 5], [2, 1, 7]],
    [-1, [3, 3], [-1, 0]],
    [100, [30n, 31n, 31n], [32, 34, 34]],
    [0, [1, 2], [0, 0]],
    [5, [0, 9], [0, 5]],
    [Number.MAX_SAFE_INTEGER, [1], [Number.MAX_SAFE_INTEGER]],
  ])('%ip among %j is %j', (amount, weights, parts) => expect(apportion(amount, weights)).toEqual(parts));

  test.each([[[]], [[0, 0]], [[1, -1]], [[0.5]], [[NaN]]])('weights that are none: %j', (weights) =>
    expect(() => apportion(100, weights)).toThrow(RangeError),
  );
});

describe('pence', () => {
  test.each([0.5, NaN, Infinity, 2 ** 53, -(2 ** 53), 2n ** 60n])('%p is not whole pence', (value) =>
    expect(() => pence(value)).toThrow(RangeError),
  );
  test('zero has one sign', () => expect(Object.is(pence(-0), 0)).toBe(true));
});

describe('sumPence', () => {
  test('adds up exactly', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e12, max: 1e12 })), (amounts) => {
        expect(BigInt(sumPence(amounts))).toBe(total(amounts));
      }),
    ));
  test('of nothing is nothing', () => expect(sumPence([])).toBe(0));
  test('past the limit it refuses, even if a later amount would lead back', () => {
    expect(() => sumPence([Number.MAX_SAFE_INTEGER, 2, -2])).toThrow(RangeError);
    expect(() => sumPence([1.5])).toThrow(RangeError);
  });
});

describe('rounding towards the holder', () => {
  test.each([
    [10n, 3n, 4n],
    [9n, 3n, 3n],
    [-10n, 3n, -3n],
    [0n, 3n, 0n],
    [1n, 10_000n, 1n],
  ])('%i / %i is %i', (numerator, denominator, quotient) => expect(divideUp(numerator, denominator)).toBe(quotient));

  test('a share is the smallest whole number of pence that is not less than the exact share', () =>
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 0, max: WHOLE_BP }), (amount, bp) => {
        const exact = BigInt(amount) * BigInt(bp);
        const share = BigInt(shareUp(amount, bp)) * BigInt(WHOLE_BP);
        expect(share >= exact && share - exact < BigInt(WHOLE_BP)).toBe(true);
      }),
    ));
  test('seventy per cent of £1.01 is 71p', () => expect(shareUp(101, 7_000)).toBe(71));
});
