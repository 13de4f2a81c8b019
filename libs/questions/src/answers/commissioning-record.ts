import { isSuccessorOf, streamOf } from '#domain';
import type { Asking } from '../asking.js';
import { keyOf } from '../directory-keys.js';
import { Gathering } from '../gathering.js';
import { KnownFacts, codesOf } from '../known-facts.js';
import type { Moment } from '../moment.js';
import { mustBeCommissioner, mustBeHolder } from '../subject.js';

/** Whose record is asked for. */
export type Whose = { readonly commissioner?: string; readonly holder?: string };

/** The kinds of streams in which what a commissioner decided is told, by what stands before the id. */
export const CASES = streamOf.case('');
export const DECISIONS = streamOf.decision('');

/** What was recorded of plans, cases and decisions, as it is known at a moment. */
export class CommissioningRecord {
  readonly facts: KnownFacts;

  private constructor(
    private readonly gathering: Gathering,
    readonly moment: Moment,
  ) {
    this.facts = new KnownFacts(gathering, moment.position);
  }

  static at(asking: Asking, moment: Moment): CommissioningRecord {
    return new CommissioningRecord(new Gathering(asking.reader), moment);
  }

  /** Streams, with the schemes of delegation and the successions that what is in them is seen against. */
  async load(streams: readonly string[]): Promise<void> {
    await this.gathering.load(streams);
    for (const stream of streams) {
      for (const { fact } of this.gathering.histories.get(stream)!.events) {
        const { commissioner, organisation } = fact.data as { commissioner?: string; organisation?: string };
        if (commissioner !== undefined) {
          await this.gathering.succession(commissioner);
          await this.gathering.policies([commissioner]);
        }
        if (organisation !== undefined) await this.gathering.load([streamOf.delegation(organisation)]);
      }
    }
  }

  /** Loads those streams of some kinds that speak of a commissioner, of bodies that it succeeded, or of a holder. */
  async about({ commissioner, holder }: Whose, kinds: readonly string[]): Promise<readonly string[]> {
    for (const code of [commissioner, holder]) if (code !== undefined) await this.gathering.body(code);
    if (commissioner !== undefined) mustBeCommissioner(this.facts, commissioner);
    if (holder !== undefined) mustBeHolder(this.facts, holder);
    const codes = commissioner === undefined ? [holder!] : await this.withPredecessors(commissioner);
    const found = new Set<string>();
    for (const code of codes) {
      for (const stream of await this.gathering.lookUp(keyOf.about(code))) {
        if (kinds.some((kind) => stream.startsWith(kind))) found.add(stream);
      }
    }
    await this.load([...found]);
    return [...found];
  }

  /** Whether what is told of a commissioner and a holder is of those that were asked for. */
  isOf(
    { commissioner, holder }: Whose,
    of: { readonly commissioner: string; readonly holder: string | null },
  ): boolean {
    return (
      (holder === undefined || of.holder === holder) &&
      (commissioner === undefined || isSuccessorOf(this.facts, commissioner, of.commissioner, this.moment.day))
    );
  }

  /** The streams of decisions that took the place of one. */
  async superseding(decision: string): Promise<readonly string[]> {
    const streams = await this.gathering.lookUp(keyOf.superseding(decision));
    await this.load(streams);
    return streams;
  }

  private async withPredecessors(commissioner: string): Promise<readonly string[]> {
    const bodies = [commissioner];
    for (const body of bodies) {
      for (const before of codesOf(await this.gathering.lookUp(keyOf.predecessors(body)))) {
        if (!bodies.includes(before)) bodies.push(before);
      }
    }
    return bodies;
  }
}
