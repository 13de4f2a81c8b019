import type { EventStore } from '#event-store';
import { evolved, type Evolution, type Recorded } from '#domain';
import type { Fact } from '#kernel';
import { recorded } from './recorded.js';
import { SettledHistory, StreamHistory } from './stream-history.js';

/** Events of one stream that are read at once. */
const STRETCH = 1_000;

/** Reads streams and keeps those read last, checked for news before each use. */
export class StreamReader {
  private readonly kept = new Map<string, StreamHistory>();
  private keptEvents = 0;

  /** @param limit  events kept at most */
  constructor(
    readonly store: EventStore,
    private readonly limit = 20_000,
  ) {}

  /** The streams as they stand now, in the order asked for. */
  async read(names: readonly string[]): Promise<readonly StreamHistory[]> {
    const fresh = await this.stillFresh(names);
    const histories: StreamHistory[] = [];
    for (const name of names) histories.push(fresh.get(name) ?? (await this.fetch(name)));
    return histories;
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
      const stretch = await this.stretch(name, length, position);
      if (stretch.some(({ fact }) => fact.type === 'RecordedInError')) return this.upTo(name, position);
      for (const event of stretch) state = evolved(evolution, state, event);
      length += stretch.length;
      isLast = stretch.length < STRETCH;
    }
    return new SettledHistory(name, position, length, state);
  }

  private async stretch(name: string, from: number, position: number): Promise<readonly Recorded[]> {
    return (await this.store.readStream(name, BigInt(position), { from, limit: STRETCH })).map(recorded);
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
    for (const [name, { events }] of this.kept) {
      if (this.keptEvents <= this.limit || name === history.name) break;
      this.kept.delete(name);
      this.keptEvents -= events.length;
    }
  }
}
