import { counting, evolved, isInError, type Evolution, type Recorded } from '#domain';
import type { Fact } from '#kernel';

const NONE: ReadonlySet<string> = new Set();

/** One stream as it was read, and the states that it went through. The same prefix gives the same state object. */
export class StreamHistory {
  private readonly hasCorrections: boolean;
  private readonly states = new Map<number, unknown>();
  private latest: { readonly length: number; readonly state: unknown } | undefined;

  /** @param knownTo  up to which position of the log these are all its events, at least */
  constructor(
    readonly name: string,
    readonly events: readonly Recorded[],
    readonly knownTo = events.at(-1)?.ref.position ?? 0,
  ) {
    this.hasCorrections = events.some(isInError);
  }

  /** The stream read on up to a later position. */
  continued(news: readonly Recorded[], knownTo: number): StreamHistory {
    const events = news.length === 0 ? this.events : [...this.events, ...news];
    const continued = new StreamHistory(this.name, events, knownTo);
    for (const [length, state] of this.states) continued.states.set(length, state);
    continued.latest = this.latest;
    return continued;
  }

  /** Of the last event; 0 where there is none. */
  get lastPosition(): number {
    return this.events.at(-1)?.ref.position ?? 0;
  }

  /** Of the last event; −1 where there is none. */
  get revision(): number {
    return this.events.length - 1;
  }

  /** The events up to and with a position. */
  upTo(position: number): readonly Recorded[] {
    const last = this.events.at(-1);
    return !last || last.ref.position <= position ? this.events : this.events.slice(0, this.lengthAt(position));
  }

  /** The state at a position, without what is in error by then and without what is omitted (rules 24 and 25). */
  stateAt<State, E extends Fact<string, object>>(
    evolution: Evolution<State, E>,
    position: number,
    omitted: ReadonlySet<string> = NONE,
  ): State {
    const length = this.lengthAt(position);
    if (omitted.size > 0 && this.events.some(({ ref }) => omitted.has(ref.commandId))) {
      return this.fold(evolution, counting(this.events.slice(0, length), omitted));
    }
    if (length === 0) return evolution.initial;
    const kept = this.states.get(length);
    if (kept !== undefined) return kept as State;
    const state = this.hasCorrections
      ? this.fold(evolution, counting(this.events.slice(0, length)))
      : this.extend(evolution, length);
    this.states.set(length, state);
    return state;
  }

  private fold<State, E extends Fact<string, object>>(
    evolution: Evolution<State, E>,
    events: readonly Recorded[],
  ): State {
    return events.reduce((state, event) => evolved(evolution, state, event), evolution.initial);
  }

  /** Goes on from the latest state where that lies before. */
  private extend<State, E extends Fact<string, object>>(evolution: Evolution<State, E>, length: number): State {
    const from = this.latest && this.latest.length <= length ? this.latest : { length: 0, state: evolution.initial };
    let state = from.state as State;
    for (const event of this.events.slice(from.length, length)) state = evolved(evolution, state, event);
    this.latest = { length, state };
    return state;
  }

  /** How many of its events lie up to and with a position. */
  lengthAt(position: number): number {
    let [low, high] = [0, this.events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.events[middle]!.ref.position <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** A stream of which only one state is kept, for who needs no other: a load of England would not fit into memory otherwise. */
export class SettledHistory<State> extends StreamHistory {
  /** @param position  up to which it was read  @param length  its events up to there */
  constructor(
    name: string,
    private readonly position: number,
    private readonly length: number,
    private readonly state: State,
  ) {
    super(name, []);
  }

  override get revision(): number {
    return this.length - 1;
  }

  override lengthAt(): number {
    return this.length;
  }

  override upTo(): never {
    throw new Error(`the events of ${this.name} are not kept`);
  }

  override stateAt<Asked>(
    _evolution: Evolution<Asked, never>,
    position: number,
    omitted: ReadonlySet<string> = NONE,
  ): Asked {
    if (position === this.position && omitted.size === 0) return this.state as unknown as Asked;
    throw new Error(`${this.name} is kept as it stood at ${this.position} only, not at ${position}`);
  }
}
