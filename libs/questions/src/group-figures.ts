import { Statements, type GroupFigure } from '#domain';
import type { EventStore } from '#event-store';
import { MapByAge, type Day, type Year } from '#kernel';
import { Gathering } from './gathering.js';
import { KnownFacts } from './known-facts.js';
import type { StreamReader } from './stream-reader.js';

/** A group's figure, and everything that it rested on: what the directory said, and how far each stream had come. */
type Kept = {
  readonly figure: GroupFigure;
  readonly found: readonly (readonly [key: string, streams: string])[];
  readonly streams: readonly string[];
  readonly revisions: readonly number[];
  /** Of the last event among those streams. */
  readonly lastPosition: number;
};

/** Groups whose figures are kept at most. */
const MOST = 2_000;

/**
 * Works out groups' figures for their members' statements, each once for as long as nothing that it rests on has moved.
 * A figure is used again only after every one of its streams and directory keys was looked at anew.
 */
export class GroupFigures {
  private readonly kept = new MapByAge<string, Kept>();
  private readonly store: EventStore;

  constructor(private readonly reader: StreamReader) {
    this.store = reader.store;
  }

  /** @param position  what is known: a figure that rests on later events is not used for it */
  async of(group: string, year: Year, asAt: Day, position: number): Promise<GroupFigure> {
    const key = `${group} ${year} ${asAt}`;
    const kept = this.kept.get(key);
    if (kept && kept.lastPosition <= position && (await this.stands(kept))) return kept.figure;
    const gathering = new Gathering(this.reader);
    await gathering.groupFigure(group, year);
    const figure = new Statements(new KnownFacts(gathering, position), asAt).group(group, year, asAt);
    const worked = restingOn(gathering, figure);
    if (worked.lastPosition <= position) this.keep(key, worked);
    return figure;
  }

  private async stands({ found, streams, revisions }: Kept): Promise<boolean> {
    const now = await this.store.revisions(streams);
    if (now.some((revision, index) => revision !== revisions[index])) return false;
    for (const [key, before] of found) if (spelt(await this.store.lookUp(key)) !== before) return false;
    return true;
  }

  private keep(key: string, kept: Kept): void {
    this.kept.delete(key);
    this.kept.set(key, kept);
    if (this.kept.size > MOST) this.kept.takeOldest();
  }
}

const spelt = (entries: readonly { readonly stream: string }[]): string =>
  entries.map(({ stream }) => stream).join('\n');

function restingOn({ histories, found }: Gathering, figure: GroupFigure): Kept {
  const all = [...histories.values()];
  return {
    figure,
    found: [...found].map(([key, streams]) => [key, streams.join('\n')]),
    streams: all.map(({ name }) => name),
    revisions: all.map(({ revision }) => revision),
    lastPosition: Math.max(0, ...all.map(({ events }) => events.at(-1)?.ref.position ?? 0)),
  };
}
