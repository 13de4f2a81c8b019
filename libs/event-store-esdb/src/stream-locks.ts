/** What an append holds while it is under way, within this process. */
export type Held = {
  /** Written by nobody else meanwhile. */
  readonly own: string;
  /** Read to decide: not written by anybody meanwhile, read by all. */
  readonly unmoved: readonly string[];
};

type Queue = { writer: Promise<void> | undefined; readonly readers: Set<Promise<void>> };

/**
 * Keeps the appends of one process in order where they touch the same stream, first come, first served. A request
 * stands in all its queues at one moment, so no two can wait for each other.
 */
export class StreamLocks {
  readonly #queues = new Map<string, Queue>();

  async during<T>({ own, unmoved }: Held, work: () => Promise<T>): Promise<T> {
    const read = [...new Set(unmoved)].filter((stream) => stream !== own);
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const before = [...this.#toWrite(own, released), ...read.flatMap((stream) => this.#toRead(stream, released))];
    await Promise.all(before);
    try {
      return await work();
    } finally {
      release();
      this.#forget([own, ...read], released);
    }
  }

  #toWrite(stream: string, released: Promise<void>): readonly Promise<void>[] {
    const before = this.#queues.get(stream);
    this.#queues.set(stream, { writer: released, readers: new Set() });
    return before ? waitedFor(before.writer, before.readers) : [];
  }

  #toRead(stream: string, released: Promise<void>): readonly Promise<void>[] {
    const queue = this.#queues.get(stream) ?? { writer: undefined, readers: new Set() };
    queue.readers.add(released);
    this.#queues.set(stream, queue);
    return waitedFor(queue.writer, []);
  }

  #forget(streams: readonly string[], released: Promise<void>): void {
    for (const stream of streams) {
      const queue = this.#queues.get(stream);
      if (!queue) continue;
      if (queue.writer === released) queue.writer = undefined;
      queue.readers.delete(released);
      if (queue.writer === undefined && queue.readers.size === 0) this.#queues.delete(stream);
    }
  }
}

const waitedFor = (writer: Promise<void> | undefined, readers: Iterable<Promise<void>>): readonly Promise<void>[] =>
  writer === undefined ? [...readers] : [writer, ...readers];

type Group = {
  readonly at: string;
  readonly begun: Promise<void>;
  members: number;
  end: () => void;
  ended: Promise<void>;
};

/**
 * On a simulated clock, lets appends of one and the same instant go together and all others wait their turn, so that
 * none reaches the server before one of an earlier instant that came first.
 */
export class InstantGate {
  #last: Group | undefined;

  async during<T>(at: string, work: () => Promise<T>): Promise<T> {
    const group = this.#last?.at === at && this.#last.members > 0 ? this.#last : this.#next(at);
    group.members += 1;
    await group.begun;
    try {
      return await work();
    } finally {
      group.members -= 1;
      if (group.members === 0) group.end();
    }
  }

  #next(at: string): Group {
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const group = { at, begun: this.#last?.ended ?? Promise.resolve(), members: 0, end, ended };
    this.#last = group;
    return group;
  }
}
