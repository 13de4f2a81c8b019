import { KnownFacts, type Gathering } from '#questions';

/** Goes through what was gathered, event by event: what has not moved from one position to the next is not looked at again. */
export class Passing {
  private readonly events: readonly { readonly stream: string; readonly position: number }[];
  private facts: KnownFacts | undefined;
  private passed = 0;

  constructor(private readonly gathering: Gathering) {
    this.events = [...gathering.histories.values()]
      .flatMap(({ name: stream, events }) => events.map(({ ref }) => ({ stream, position: ref.position })))
      .sort((a, b) => a.position - b.position);
  }

  /** What was known at a position, which lies after all that were asked for before. It moves on with the next. */
  to(position: number): KnownFacts {
    const { facts = new KnownFacts(this.gathering, position) } = this;
    for (let next = this.events[this.passed]; next && next.position <= position; next = this.events[++this.passed]) {
      if (this.facts) facts.advance(next.stream, next.position);
    }
    this.facts = facts;
    return facts;
  }
}
