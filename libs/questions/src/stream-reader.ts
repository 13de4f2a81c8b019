import type { EventStore } from '#event-store';
import { recorded } from './recorded.js';
import { StreamHistory } from './stream-history.js';

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
