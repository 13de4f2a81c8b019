/** When what was asked must be done. */
export class Deadline {
  readonly #at: number;

  constructor(limitMs: number) {
    this.#at = performance.now() + limitMs;
  }

  /** 1 at least, so that a last call is made with a limit, not without one. */
  get leftMs(): number {
    return Math.max(1, Math.ceil(this.#at - performance.now()));
  }

  get isOver(): boolean {
    return performance.now() >= this.#at;
  }
}
