import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { Chance } from '../../reference/chance.js';

/** Of the loop: who neither waits for its turn by then nor is done waits for another. */
const MOST_TURNS = 2_000;

/** Something at work in the process: a command, a question, the views. */
type Actor = {
  readonly name: string;
  /** Places at which it waits for its turn. */
  waiting: number;
  isDone: boolean;
  /** Called when it waits again, or is done. */
  settled: () => void;
};

type Waiting = {
  readonly actor: Actor | undefined;
  readonly what: string;
  readonly go: () => void;
  /** What becomes of it where the process crashes meanwhile. */
  readonly orElse: (() => void) | undefined;
};

/** One for all runs: Node keeps every one that was used, and looks at each of them for every promise that is made. */
const acting = new AsyncLocalStorage<Actor>();

/**
 * Decides who goes on. Everything at work waits for its turn at each call of a port, and runs alone from there to its
 * next: so a seed decides the order of everything, and no timer and no speed of the machine does. What the actors await
 * in between (promises, turns of the loop) is waited for, however long it takes.
 */
export class Scheduler {
  private waiting: Waiting[] = [];
  private readonly trace = createHash('sha256');
  private failure: { readonly error: unknown } | undefined;
  steps = 0;

  constructor(private readonly chance: Chance) {}

  /** Of everything that happened, in its order. */
  hash(): string {
    return this.trace.copy().digest('hex');
  }

  note(what: string): void {
    this.trace.update(`${what}\n`);
  }

  /** Whoever is at work. */
  get actor(): object | undefined {
    return acting.getStore();
  }

  get someWait(): boolean {
    return this.waiting.length > 0;
  }

  get choices(): number {
    return this.waiting.length;
  }

  /** Waits for a turn. */
  point(what: string, orElse?: () => void): Promise<void> {
    const actor = acting.getStore();
    if (!actor) throw new Error(`${what}: nobody is at work`);
    return new Promise((go) => {
      actor.waiting += 1;
      this.waiting.push({ actor, what: `${actor.name} ${what}`, go, orElse });
      actor.settled();
    });
  }

  /** Something that happens by itself some time, whoever is still there. */
  later(what: string, happens: () => void): void {
    this.waiting.push({ actor: undefined, what, go: happens, orElse: happens });
  }

  /** Sets something to work, until it waits for the first time. */
  async begin(name: string, work: () => Promise<void>): Promise<void> {
    const actor: Actor = { name, waiting: 0, isDone: false, settled: () => undefined };
    this.note(`begin ${name}`);
    const end = () => {
      actor.isDone = true;
      actor.settled();
    };
    await this.untilSettled(actor, () => {
      acting.run(actor, work).then(end, (error: unknown) => {
        this.failure ??= { error };
        end();
      });
    });
  }

  /** Lets one of those who wait go on, until it waits again or is done. @throws what an actor could not deal with */
  async step(): Promise<void> {
    const [{ actor, what, go }] = this.waiting.splice(this.chance.whole(0, this.waiting.length - 1), 1) as [Waiting];
    this.steps += 1;
    this.note(what);
    if (!actor) return go();
    actor.waiting -= 1;
    await this.untilSettled(actor, go);
  }

  /** The process is gone: nobody goes on. What was under way outside it goes its own way. */
  crash(): void {
    this.note('crash');
    const lost = this.waiting;
    this.waiting = lost.filter(({ actor }) => !actor);
    for (const { actor, orElse } of lost) if (actor) orElse?.();
  }

  private async untilSettled(actor: Actor, go: () => void): Promise<void> {
    let isSettled = false;
    actor.settled = () => (isSettled = true);
    go();
    if (actor.waiting > 0)
      await turn(); // it waits elsewhere already, as in a Promise.all, and may have nothing to add
    else for (let turns = 0; !isSettled && turns < MOST_TURNS; turns += 1) await turn();
    if (this.failure) throw this.failure.error;
  }
}
