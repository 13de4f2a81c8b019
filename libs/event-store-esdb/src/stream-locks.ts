import type { Touched } from './turns.js';

/** Alone; together with others that only add; together with others that only read. */
type Mode = 'own' | 'add' | 'read';

/** Those that touch one name together, and whom they wait for. */
type Batch = {
  readonly mode: Mode;
  readonly before: readonly Promise<void>[];
  readonly members: Set<Promise<void>>;
};

/**
 * Keeps the appends of one process in order where they touch the same stream or key, first come, first served. A request
 * stands in all its queues at one moment, so no two can wait for each other.
 */
export class StreamLocks {
  /** The last batch of each name: those before it are waited for by its members. */
  readonly #last = new Map<string, Batch>();

  /** What is written is read by nobody else meanwhile, and written by others only where all of them add to it. */
  async during<T>(touched: Touched, work: () => Promise<T>): Promise<T> {
    const modes = modesOf(touched);
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await Promise.all([...modes].flatMap(([name, mode]) => this.#join(name, mode, released)));
    try {
      return await work();
    } finally {
      release();
      this.#leave(modes.keys(), released);
    }
  }

  #join(name: string, mode: Mode, released: Promise<void>): readonly Promise<void>[] {
    const last = this.#last.get(name);
    if (last?.mode === mode && mode !== 'own') {
      last.members.add(released);
      return last.before;
    }
    const before = [...(last?.members ?? [])];
    this.#last.set(name, { mode, before, members: new Set([released]) });
    return before;
  }

  #leave(names: Iterable<string>, released: Promise<void>): void {
    for (const name of names) {
      const last = this.#last.get(name);
      if (last?.members.delete(released) && last.members.size === 0) this.#last.delete(name);
    }
  }
}

/** Two that add to one key do not touch each other, as neither rests on what it leads to. */
function modesOf({ reads, writes: [stream, ...keys] }: Touched): ReadonlyMap<string, Mode> {
  const modes = new Map<string, Mode>(reads.map((name) => [name, 'read']));
  for (const key of keys) modes.set(key, modes.has(key) ? 'own' : 'add');
  if (stream !== undefined) modes.set(stream, 'own');
  return modes;
}

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
