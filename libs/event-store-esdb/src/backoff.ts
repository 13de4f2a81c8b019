const [FIRST_MS, MOST_MS] = [25, 2_000];

/** How long to wait before the next try: twice as long each time, up to two seconds. */
export class Backoff {
  #nextMs = FIRST_MS;

  nextMs(): number {
    const now = this.#nextMs;
    this.#nextMs = Math.min(now * 2, MOST_MS);
    return now;
  }

  reset(): void {
    this.#nextMs = FIRST_MS;
  }
}
