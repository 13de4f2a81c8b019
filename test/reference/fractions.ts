/** An exact fraction; the lower part is above 0. */
export type Fraction = { readonly over: bigint; readonly under: bigint };

export const whole = (value: number | bigint): Fraction => ({ over: BigInt(value), under: 1n });
export const ZERO = whole(0);

export const plus = (a: Fraction, b: Fraction): Fraction => ({
  over: a.over * b.under + b.over * a.under,
  under: a.under * b.under,
});
export const times = (a: Fraction, b: Fraction): Fraction => ({ over: a.over * b.over, under: a.under * b.under });
export const divided = (a: Fraction, by: bigint): Fraction => ({ over: a.over, under: a.under * by });

/** The least whole number that is not below a / b; b above 0. */
export function roundedUp(a: bigint, b: bigint): bigint {
  const cut = a / b;
  return cut * b < a ? cut + 1n : cut;
}

/**
 * Rule 4: by largest remainder, ties to the earlier item; a negative amount as its positive with the sign put back.
 * @param weights not negative, not all 0
 */
export function split(pence: number, weights: readonly Fraction[]): readonly number[] {
  const common = weights.reduce((product, { under }) => product * under, 1n);
  const whole = weights.map(({ over, under }) => (over * common) / under);
  const sum = whole.reduce((total, weight) => total + weight, 0n);
  if (sum <= 0n) throw new RangeError('nothing to split by');
  const size = BigInt(Math.abs(pence));
  const parts = whole.map((weight) => (size * weight) / sum);
  const rests = whole.map((weight) => (size * weight) % sum);
  for (let left = size - parts.reduce((total, part) => total + part, 0n); left > 0n; left -= 1n) {
    let luckiest = 0;
    rests.forEach((rest, index) => {
      if (rest > rests[luckiest]!) luckiest = index;
    });
    parts[luckiest]! += 1n;
    rests[luckiest] = -1n;
  }
  return parts.map((part) => (pence < 0 ? -Number(part) : Number(part)) + 0);
}

export const splitEvenly = (pence: number, weights: readonly number[]): readonly number[] =>
  split(pence, weights.every((weight) => weight === 0) ? weights.map(() => whole(1)) : weights.map(whole));

export const sumOf = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
