const UINT32 = 2 ** 32;

/** Chance that can be repeated: mulberry32 from a seed. */
export class Draws {
  #state;

  /** @param {number} seed a whole number */
  constructor(seed) {
    this.#state = seed | 0;
  }

  /** From 0 to below 1, evenly. */
  unit() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / UINT32;
  }

  /** A whole number, both ends inside. */
  whole(low, high) {
    return low + Math.floor(this.unit() * (high - low + 1));
  }

  /**
   * @template T
   * @param {readonly T[]} items
   * @returns {T}
   */
  oneOf(items) {
    return items[Math.floor(this.unit() * items.length)];
  }
}

/**
 * Weights that fall as Zipf's law has it: the nth of `count` weighs 1 / n^exponent.
 * @returns {(draws: Draws) => number} draws an index from 0
 */
export function zipf(count, exponent) {
  const sums = [];
  let sum = 0;
  for (let rank = 1; rank <= count; rank += 1) sums.push((sum += rank ** -exponent));
  return (draws) => {
    const wanted = draws.unit() * sum;
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
