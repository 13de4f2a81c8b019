import {
  classifications,
  classifiedFor,
  commandsInError,
  streamOf,
  type Classified,
  type Classification,
  type Recorded,
} from '#domain';
import { attachmentsOf, type Attachment, type StoredEvent } from '#event-store';
import type { Instant } from '#kernel';
import type { Asking } from '../asking.js';
import { Gathering } from '../gathering.js';
import { KnownFacts } from '../known-facts.js';
import { recorded } from '../recorded.js';

/** A document as an answer tells it. */
export type ToldDocument = {
  readonly sha256: string;
  readonly kind: Attachment['kind'];
  readonly from: string | null;
  readonly to: string | null;
  readonly dated: string | null;
  readonly receivedOn: string | null;
  readonly title: string | null;
  readonly heldBy: string | null;
  /** Whether the ledger has it now: no fact of the log. */
  readonly here: boolean;
  readonly classifiedAs: Classification | null;
};

/** What a document was held to be, and by whom. */
export type ToldClassification = {
  readonly sha256: string;
  readonly holder: string;
  readonly as: Classification;
  readonly organisation: string;
  readonly because: string;
  readonly decidedOn: string;
  readonly recordedAt: Instant;
  readonly actor: string;
  readonly position: number;
};

export const toldClassification = ({ ref, document, ...said }: Classified): ToldClassification => ({
  sha256: document,
  ...said,
  recordedAt: ref.recordedAt,
  actor: ref.actor,
  position: ref.position,
});

/** Whom an event that has documents is about. */
export function holderOf({ data }: StoredEvent): string | null {
  const named = data['holder'] ?? data['practice'] ?? data['group'];
  return typeof named === 'string' ? named : null;
}

/** The commands of some streams that count for nothing. */
export function inErrorAmong(events: readonly StoredEvent[]): ReadonlySet<string> {
  const corrections = events.filter(({ type }) => type === 'RecordedInError');
  const byStream = new Map<string, Recorded[]>();
  for (const event of corrections) byStream.set(event.stream, [...(byStream.get(event.stream) ?? []), recorded(event)]);
  return new Set([...byStream.values()].flatMap((ofStream) => [...commandsInError(ofStream)]));
}

/** What is known of documents at one moment. */
export class Documents {
  private readonly gathering: Gathering;
  private readonly facts: KnownFacts;
  private readonly here = new Map<string, boolean>();

  constructor(
    private readonly asking: Asking,
    position: number,
  ) {
    this.gathering = new Gathering(asking.reader);
    this.facts = new KnownFacts(this.gathering, position);
  }

  /** The documents of an event. @param holder  for whom they may have been classified */
  async of(event: StoredEvent, holder: string | null): Promise<readonly ToldDocument[]> {
    const told: ToldDocument[] = [];
    for (const item of attachmentsOf(event.metadata.evidence)) told.push(await this.told(item, holder));
    return told;
  }

  async classified(sha256: string): Promise<readonly Classified[]> {
    const stream = streamOf.document(sha256);
    await this.gathering.load([stream]);
    return this.facts.stateOf(classifications, stream);
  }

  private async told(item: Attachment, holder: string | null): Promise<ToldDocument> {
    const { sha256, kind, from, to, dated, receivedOn, title, heldBy } = item;
    const as = holder === null ? undefined : classifiedFor(await this.classified(sha256), holder)?.as;
    return {
      sha256,
      kind,
      from: from ?? null,
      to: to ?? null,
      dated: dated ?? null,
      receivedOn: receivedOn ?? null,
      title: title ?? null,
      heldBy: heldBy ?? null,
      here: await this.isHere(sha256),
      classifiedAs: as ?? null,
    };
  }

  private async isHere(sha256: string): Promise<boolean> {
    const known = this.here.get(sha256) ?? (await this.asking.hasDocument(sha256));
    this.here.set(sha256, known);
    return known;
  }
}
