/** Random choices that a seed repeats (mulberry32). */
export class Chance {
  #state;

  /** @param {number} seed */
  constructor(seed) {
    this.#state = seed;
  }

  /** From 0 up to, not including, 1. */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number, both ends inside. */
  whole(least, most) {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  likely(probability) {
    return this.next() < probability;
  }

  of(choices) {
    return choices[this.whole(0, choices.length - 1)];
  }
}
