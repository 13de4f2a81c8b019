import type { EventStore, Stretch } from '#event-store';
import { commandsInError, evolved, isInError, type Evolution, type Recorded } from '#domain';
import { MapByAge, type Fact } from '#kernel';
import { KeptStates } from './kept-states.js';
import { recorded } from './recorded.js';
import { SettledHistory, StreamHistory } from './stream-history.js';

/** Events of one stream that are read at once where none of them is kept. */
const STRETCH = 1_000;

/** How much is kept at most. */
export type Keeping = {
  readonly events: number;
  /** Of streams too long to keep their events. */
  readonly states: number;
  /** Events from one kept state to the next: so many are read at most for an answer. A stream of fewer is short. */
  readonly every: number;
};

/** A state takes some 20 KB of memory: it shares what did not change with the one before. */
const KEEPING: Keeping = { events: 20_000, states: 4_000, every: 64 };

/** Reads streams and keeps those read last, checked for news before each use. */
export class StreamReader {
  private readonly kept = new MapByAge<string, StreamHistory>();
  private readonly states: KeptStates;
  private readonly keeping: Keeping;
  private keptEvents = 0;

  constructor(
    readonly store: EventStore,
    keeping: Partial<Keeping> = {},
  ) {
    this.keeping = { ...KEEPING, ...keeping };
    this.states = new KeptStates(this.keeping.states);
  }

  /** The streams as they stand now, in the order asked for. */
  async read(names: readonly string[]): Promise<readonly StreamHistory[]> {
    const fresh = await this.stillFresh(names);
    const histories: StreamHistory[] = [];
    for (const name of names) histories.push(fresh.get(name) ?? (await this.fetch(name)));
    return histories;
  }

  /**
   * The stream as known at a position, for who asks for its state there and nothing else. Of a short stream, the events
   * up to there are kept; of a long one, a state every so many events. Neither is checked for news: what lies up to a
   * position stays as it is.
   * @param position  no later than the head of the log
   */
  async known<State, E extends Fact<string, object>>(
    name: string,
    evolution: Evolution<State, E>,
    position: number,
  ): Promise<StreamHistory> {
    const { every } = this.keeping;
    const kept = this.kept.get(name);
    const known = kept && (kept.events.length < every || position >= kept.lastPosition) ? kept : undefined;
    if (known && known.knownTo >= position) return known;
    if (known || !this.states.has(name)) {
      const news = await this.stretch(name, { from: known?.events.length ?? 0, limit: every }, position);
      if (news.length < every) {
        const history = known?.continued(news, position) ?? new StreamHistory(name, news, position);
        if (known === kept) this.keep(history);
        return history;
      }
    }
    return this.fromKeptState(name, evolution, position);
  }

  /** Goes on from the last state that is kept, and keeps those on the way. */
  private async fromKeptState<State, E extends Fact<string, object>>(
    name: string,
    evolution: Evolution<State, E>,
    position: number,
  ): Promise<StreamHistory> {
    const { every } = this.keeping;
    const from = this.states.before(name, position);
    const inError = from?.inError ?? NONE;
    let [length, state] = from ? [from.length, from.state as State] : [0, evolution.initial];
    for (let isLast = false; !isLast;) {
      const limit = every - (length % every);
      const stretch = await this.stretch(name, { from: length, limit }, position);
      if (stretch.some(isInError)) return this.corrected(name, evolution, position);
      for (const event of stretch) {
        if (!inError.has(event.ref.commandId)) state = evolved(evolution, state, event);
      }
      length += stretch.length;
      isLast = stretch.length < limit;
      if (!isLast) this.states.keep(name, { length, position: stretch.at(-1)!.ref.position, state, inError });
    }
    return new SettledHistory(name, position, length, state);
  }

  /** Rule 24 reaches back to the start: from there once more, and kept from the last correction on. */
  private async corrected<State, E extends Fact<string, object>>(
    name: string,
    evolution: Evolution<State, E>,
    position: number,
  ): Promise<StreamHistory> {
    const events = (await this.store.readStream(name, BigInt(position))).map(recorded);
    const inError = commandsInError(events);
    const lastCorrection = events.findLastIndex(isInError);
    let state = evolution.initial;
    for (const [index, event] of events.entries()) {
      if (!isInError(event) && !inError.has(event.ref.commandId)) state = evolved(evolution, state, event);
      const length = index + 1;
      const isKept = index === lastCorrection || (index > lastCorrection && length % this.keeping.every === 0);
      if (isKept) this.states.keep(name, { length, position: event.ref.position, state, inError });
    }
    return new SettledHistory(name, position, events.length, state);
  }

  /**
   * The stream folded as it is read, stretch by stretch, its events let go again; whole only where some are in error, as
   * they count for nothing from the start.
   */
  async settled<State, E extends Fact<string, object>>(
    name: string,
    evolution: Evolution<State, E>,
    position: number,
  ): Promise<StreamHistory> {
    let [state, length, isLast] = [evolution.initial, 0, false];
    while (!isLast) {
      const stretch = await this.stretch(name, { from: length, limit: STRETCH }, position);
      if (stretch.some(isInError)) return this.upTo(name, position);
      for (const event of stretch) state = evolved(evolution, state, event);
      length += stretch.length;
      isLast = stretch.length < STRETCH;
    }
    return new SettledHistory(name, position, length, state);
  }

  private async stretch(name: string, stretch: Stretch, position: number): Promise<readonly Recorded[]> {
    return (await this.store.readStream(name, BigInt(position), stretch)).map(recorded);
  }

  private async upTo(name: string, position: number): Promise<StreamHistory> {
    return new StreamHistory(name, (await this.store.readStream(name, BigInt(position))).map(recorded));
  }

  /** Of the streams that are kept, those that have not moved. Others may be read, and these let go, in the meantime. */
  private async stillFresh(names: readonly string[]): Promise<ReadonlyMap<string, StreamHistory>> {
    const kept = names.flatMap((name) => this.kept.get(name) ?? []);
    const revisions = kept.length === 0 ? [] : await this.store.revisions(kept.map(({ name }) => name));
    return new Map(
      kept.filter(({ revision }, index) => revision === revisions[index]).map((history) => [history.name, history]),
    );
  }

  private async fetch(name: string): Promise<StreamHistory> {
    const history = new StreamHistory(name, (await this.store.readStream(name)).map(recorded));
    this.keep(history);
    return history;
  }

  private keep(history: StreamHistory): void {
    this.keptEvents += history.events.length - (this.kept.get(history.name)?.events.length ?? 0);
    this.kept.delete(history.name);
    this.kept.set(history.name, history);
    while (this.keptEvents > this.keeping.events && this.kept.size > 1) {
      const [, { events }] = this.kept.takeOldest()!;
      this.keptEvents -= events.length;
    }
  }
}

const NONE: ReadonlySet<string> = new Set();
