type Waiting = {
  readonly hasCome: () => boolean;
  readonly settle: (come: boolean) => void;
  readonly fail: (error: Error) => void;
};

/** What others wait for until it has come to pass, each no longer than it likes. */
export class Awaited {
  readonly #waiting = new Set<Waiting>();
  #looksSoon = false;

  /** @returns whether it came within the limit */
  when(hasCome: () => boolean, limitMs: number): Promise<boolean> {
    if (hasCome()) return Promise.resolve(true);
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        hasCome,
        settle: (come) => {
          clearTimeout(limit);
          this.#waiting.delete(waiting);
          resolve(come);
        },
        fail: (error) => {
          clearTimeout(limit);
          this.#waiting.delete(waiting);
          reject(error);
        },
      };
      const limit = setTimeout(() => waiting.settle(false), limitMs);
      this.#waiting.add(waiting);
    });
  }

  /** Something has changed. Many changes in one turn are looked at once. */
  changed(): void {
    if (this.#looksSoon || this.#waiting.size === 0) return;
    this.#looksSoon = true;
    queueMicrotask(() => {
      this.#looksSoon = false;
      for (const waiting of [...this.#waiting]) if (waiting.hasCome()) waiting.settle(true);
    });
  }

  fail(error: Error): void {
    for (const waiting of [...this.#waiting]) waiting.fail(error);
  }
}
