type Waiting = {
  readonly hasCome: () => boolean;
  readonly settle: (come: boolean) => void;
  readonly fail: (error: Error) => void;
};

/** What others wait for until it has come to pass, each no longer than it likes; under the name of what it is about. */
export class Awaited {
  readonly #waiting = new Map<string, Set<Waiting>>();
  readonly #changed = new Set<string>();

  /**
   * @param about whatever changes under another name is not looked at
   * @returns whether it came within the limit
   */
  when(about: string, hasCome: () => boolean, limitMs: number): Promise<boolean> {
    if (hasCome()) return Promise.resolve(true);
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(limit);
        this.#forget(about, waiting);
      };
      const waiting: Waiting = {
        hasCome,
        settle: (come) => {
          end();
          resolve(come);
        },
        fail: (error) => {
          end();
          reject(error);
        },
      };
      const limit = setTimeout(() => waiting.settle(false), limitMs);
      const others = this.#waiting.get(about);
      if (others) others.add(waiting);
      else this.#waiting.set(about, new Set([waiting]));
    });
  }

  #forget(about: string, waiting: Waiting): void {
    const all = this.#waiting.get(about);
    all?.delete(waiting);
    if (all?.size === 0) this.#waiting.delete(about);
  }

  /** Something has changed. Many changes in one turn are looked at once. */
  changed(about: string): void {
    if (!this.#waiting.has(about)) return;
    if (this.#changed.size === 0) queueMicrotask(() => this.#look());
    this.#changed.add(about);
  }

  #look(): void {
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const about of changed) {
      for (const waiting of [...(this.#waiting.get(about) ?? [])]) if (waiting.hasCome()) waiting.settle(true);
    }
  }

  fail(error: Error): void {
    for (const all of [...this.#waiting.values()]) for (const waiting of [...all]) waiting.fail(error);
  }
}
