import { MapByAge } from '#kernel';

/** What the first events of a stream come to, kept so that whoever asks about a later position need not read them. */
export type KeptState = {
  /** How many events. */
  readonly length: number;
  /** Of the last of them. */
  readonly position: number;
  readonly state: unknown;
  /** The commands that count for nothing by then (rule 24): none of their events counts later either. */
  readonly inError: ReadonlySet<string>;
};

/**
 * States of long streams, by stream and in order. What lies in the log up to a position never changes, so a kept state
 * is right for ever; it is let go only to make room.
 */
export class KeptStates {
  private readonly kept = new MapByAge<string, KeptState[]>();
  private count = 0;

  /** @param most  states kept; of all streams but the one asked about last those of the longest unasked go first */
  constructor(private readonly most: number) {}

  has(name: string): boolean {
    return this.kept.has(name);
  }

  /** The last state of a stream at or before a position. */
  before(name: string, position: number): KeptState | undefined {
    const states = this.kept.get(name);
    if (!states) return undefined;
    this.kept.delete(name);
    this.kept.set(name, states);
    return states.findLast((kept) => kept.position <= position);
  }

  keep(name: string, kept: KeptState): void {
    const states = this.kept.get(name) ?? [];
    if (states.some(({ length }) => length === kept.length)) return; // two asked at once
    states.push(kept);
    states.sort((a, b) => a.length - b.length);
    this.count += 1;
    this.kept.delete(name);
    this.kept.set(name, states);
    while (this.count > this.most && this.kept.size > 1) {
      const [, { length }] = this.kept.takeOldest()!;
      this.count -= length;
    }
  }
}
