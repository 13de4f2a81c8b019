import type { Footing } from './turns.js';

type Queue = { writer: Promise<void> | undefined; readonly readers: Set<Promise<void>> };

/**
 * Keeps the appends of one process in order where they touch the same stream or key, first come, first served. A request
 * stands in all its queues at one moment, so no two can wait for each other.
 */
export class StreamLocks {
  readonly #queues = new Map<string, Queue>();

  /** What is written is touched by nobody else meanwhile; what is read is written by nobody. */
  async during<T>({ reads, writes }: Footing, work: () => Promise<T>): Promise<T> {
    const read = [...new Set(reads)].filter((name) => !writes.includes(name));
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const before = [
      ...writes.flatMap((name) => this.#toWrite(name, released)),
      ...read.flatMap((name) => this.#toRead(name, released)),
    ];
    await Promise.all(before);
    try {
      return await work();
    } finally {
      release();
      this.#forget([...writes, ...read], released);
    }
  }

  #toWrite(name: string, released: Promise<void>): readonly Promise<void>[] {
    const before = this.#queues.get(name);
    this.#queues.set(name, { writer: released, readers: new Set() });
    return before ? waitedFor(before.writer, before.readers) : [];
  }

  #toRead(name: string, released: Promise<void>): readonly Promise<void>[] {
    const queue = this.#queues.get(name) ?? { writer: undefined, readers: new Set() };
    queue.readers.add(released);
    this.#queues.set(name, queue);
    return waitedFor(queue.writer, []);
  }

  #forget(names: readonly string[], released: Promise<void>): void {
    for (const name of names) {
      const queue = this.#queues.get(name);
      if (!queue) continue;
      if (queue.writer === released) queue.writer = undefined;
      queue.readers.delete(released);
      if (queue.writer === undefined && queue.readers.size === 0) this.#queues.delete(name);
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
