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
    const revisions = await this.store.revisions(names);
    const histories: StreamHistory[] = [];
    for (const [index, name] of names.entries()) {
      const kept = this.kept.get(name);
      histories.push(kept && kept.revision === revisions[index] ? kept : await this.fetch(name, revisions[index]!));
    }
    return histories;
  }

  private async fetch(name: string, revision: number): Promise<StreamHistory> {
    const events = revision < 0 ? [] : (await this.store.readStream(name)).map(recorded);
    const history = new StreamHistory(name, events);
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
