import { sha256 } from '#audit';
import type { Instant, JsonObject } from '#kernel';

/** A document that a command rests on: who sent it to whom, by their codes, when, and who keeps it where the ledger does not. */
export type Attachment = {
  /** Of its bytes. */
  readonly sha256: string;
  readonly kind: 'LETTER' | 'MINUTE' | 'AGREEMENT' | 'STATEMENT' | 'DATA' | 'OTHER';
  readonly from?: string;
  readonly to?: string;
  /** The day that it bears. */
  readonly dated?: string;
  /** The day on which it came. */
  readonly receivedOn?: string;
  readonly title?: string;
  readonly heldBy?: string;
};

/** The documents of an event; an old one tells nothing of them but their SHA-256. */
export const attachmentsOf = (evidence: EventMetadata['evidence'] = []): readonly Attachment[] =>
  evidence.map((item) => (typeof item === 'string' ? { sha256: item, kind: 'OTHER' } : item));

/** Whether the ledger has a document now, by the SHA-256 of its bytes. */
export type HasDocument = (sha256: string) => Promise<boolean>;

/** Who did what, when, on whose order: stored with every event. */
export type EventMetadata = {
  /** The clock of the process that appended. */
  readonly recordedAt: Instant;
  readonly actor: string;
  readonly organisation?: string;
  readonly commandId: string;
  /** The command's name. */
  readonly command: string;
  /** SHA-256 of the command's canonical content, personal fields keyed; a repeat is compared with it. */
  readonly contentHash: string;
  readonly label?: string;
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly because?: string;
  readonly authority?: string;
  /** Where the fact comes from: a file, a publication, or that it is synthetic. */
  readonly source?: string;
  /** Documents; in old events their SHA-256 alone. */
  readonly evidence?: readonly (string | Attachment)[];
  /** Of the rules that made a figure inside the event. */
  readonly ruleVersion?: string;
  /** True until sign-in exists: the actor is what the caller said. */
  readonly unverified?: boolean;
};

export type NewEvent = {
  /** UUID, lower case. */
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly data: JsonObject;
  readonly metadata: EventMetadata;
};

export type StoredEvent = NewEvent & {
  readonly stream: string;
  /** From 0 in its stream, without gaps. */
  readonly revision: number;
  /** Strictly growing over the whole store; contiguous only where the adapter says so. */
  readonly position: bigint;
  /** The greatest `recordedAt` up to this event in log order. */
  readonly effectiveAt: Instant;
  /** SHA-256 of `storedBytes`. */
  readonly hash: string;
};

/** At most this many bytes an event, data and metadata together, in UTF-8. */
export const MAX_EVENT_BYTES = 524_288;
/** At most this many bytes an append. */
export const MAX_APPEND_BYTES = 1_000_000;
/** At most so many events an append: around each a server puts some bytes of its own, which count towards its limit. */
export const MAX_APPEND_EVENTS = 1_000;

/** The event as it goes into the log, its JSON already canonical. */
export type WrittenEvent = Omit<NewEvent, 'data' | 'metadata'> & {
  readonly stream: string;
  readonly revision: number;
  readonly dataJson: string;
  readonly metadataJson: string;
};

/** The bytes that the hash covers: canonical JSON of the whole event but its position, which differs between stores. */
export const storedBytes = ({ id, type, version, stream, revision, dataJson, metadataJson }: WrittenEvent): string =>
  `{"data":${dataJson},"id":${JSON.stringify(id)},"metadata":${metadataJson},"revision":${revision},` +
  `"stream":${JSON.stringify(stream)},"type":${JSON.stringify(type)},"version":${version}}`;

export const hashOf = (event: WrittenEvent): string => sha256(storedBytes(event));
