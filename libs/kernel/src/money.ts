/** GBP in whole pence; negative flows back. A plain number, so JSON carries it unchanged. */
export type Pence = number;

/** An amount passed ±(2^53 − 1) pence, about £90 trillion: beyond it a number loses pennies. */
export class PenceOverflow extends RangeError {}

/** @throws PenceOverflow unless `value` is whole and within ±(2^53 − 1) */
export function pence(value: number | bigint): Pence {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new PenceOverflow(`not whole pence that can be counted exactly: ${value}`);
  return number + 0; // + 0 turns −0 into 0
}

/** a + b. @throws PenceOverflow past ±(2^53 − 1), where a later amount could hide the loss */
export const plus = (a: Pence, b: Pence): Pence => pence(a + b);

/** The sum of whole pence. @throws PenceOverflow when it passes ±(2^53 − 1) on the way */
export function sumPence(amounts: Iterable<Pence>): Pence {
  let sum = 0;
  for (const amount of amounts) sum = plus(sum, amount);
  return sum;
}

/**
 * Splits `total` so that the parts add back up to it exactly. Spare pennies go to the largest remainders, a tie to the
 * earlier weight. Splitting −x mirrors splitting x, so reversals cancel.
 * @param total    pence, either sign
 * @param weights  n ≥ 1 whole numbers ≥ 0 (days, basis points, head count), not all 0
 * @returns        n parts in the same order, each within 1p of its exact part
 * @throws RangeError when the weights are not as above
 * @see scenarios README, rule 4
 */
export function apportion(total: Pence, weights: readonly (number | bigint)[]): Pence[] {
  const size = Math.abs(pence(total));
  const { floors: parts, rests } = isSmall(size, weights) ? dividedSmall(size, weights) : divided(size, weights);
  let spare = size;
  for (const part of parts) spare -= part;
  if (spare > 0) {
    const byRemainder = rests.map((_, index) => index).sort((a, b) => rests[b]! - rests[a]! || a - b);
    for (const index of byRemainder.slice(0, spare)) parts[index]! += 1;
  }
  return total < 0 ? parts.map((part) => 0 - part) : parts;
}

/** The whole pence of each part, and what is left over: in the order of the exact remainders, which is all that counts. */
type Divided = { readonly floors: Pence[]; readonly rests: readonly number[] };

/** Whether size × sum of weights stays below 2^53, so that plain numbers are exact. */
function isSmall(size: Pence, weights: readonly (number | bigint)[]): weights is readonly number[] {
  let sum = 0;
  for (const weight of weights) {
    if (typeof weight !== 'number' || !Number.isSafeInteger(weight) || weight < 0) return false;
    sum += weight;
  }
  return sum > 0 && Number.isSafeInteger(size * sum);
}

function dividedSmall(size: Pence, weights: readonly number[]): Divided {
  let sum = 0;
  for (const weight of weights) sum += weight;
  const rests = weights.map((weight) => (size * weight) % sum);
  return { floors: weights.map((weight, index) => (size * weight - rests[index]!) / sum), rests };
}

function divided(size: Pence, weights: readonly (number | bigint)[]): Divided {
  const whole = weights.map(BigInt);
  const sum = whole.reduce((left, weight) => left + weight, 0n);
  if (sum === 0n || whole.some((weight) => weight < 0n)) throw new RangeError('weights: all ≥ 0, some > 0');
  const rests = whole.map((weight) => (BigInt(size) * weight) % sum);
  const ranks = new Map([...new Set(rests)].sort(compareBig).map((rest, rank) => [rest, rank]));
  return {
    floors: whole.map((weight) => Number((BigInt(size) * weight) / sum)),
    rests: rests.map((rest) => ranks.get(rest)!),
  };
}

const compareBig = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

/** ⌈numerator / denominator⌉ for a denominator above 0, either sign of numerator. */
export function divideUp(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator > 0n && numerator % denominator !== 0n ? quotient + 1n : quotient;
}

/** Basis points 0 to 10000; 7,000 is 70 per cent. */
export type Bp = number;
export const WHOLE_BP = 10_000;

/** `amount` × `bp` / 10,000, rounded up to the next penny (towards the holder). */
export const shareUp = (amount: Pence, bp: Bp): Pence => pence(divideUp(BigInt(amount) * BigInt(bp), BigInt(WHOLE_BP)));
