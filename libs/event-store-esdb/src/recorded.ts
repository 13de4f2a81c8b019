import type { ProposedEvent } from './append-message.js';
import { hashOf, StoreDamaged, type EventMetadata, type StoredEvent, type WrittenEvent } from '#event-store';
import type { JsonObject } from '#kernel';
import type { Names } from './names.js';

/** What a server answers of one event, whatever wrote it. */
export type Recorded = {
  readonly streamId: string;
  readonly id: string;
  readonly type: string;
  readonly revision: bigint;
  readonly data: unknown;
  /** As the client read it, or as it lay on the line. */
  readonly metadata: unknown;
  /** Undefined from a server that tells no position in a stream. */
  readonly position?: { readonly commit: bigint };
};

/** An event as it was written, its hash checked, its JSON not parsed yet. */
export type Checked = { readonly written: WrittenEvent; readonly hash: string; readonly position: bigint };

/** The same, parsed; only its effective time is not known yet. */
export type Verified = Omit<StoredEvent, 'effectiveAt'>;

/**
 * The event as it goes to the server: canonical JSON in bytes, as the client would spell an object anew. The lengths
 * beside it let the stored text be cut, not spelt anew, so that the hash covers what is stored.
 */
export function eventDataOf(event: WrittenEvent, hash: string): ProposedEvent {
  const { id, type, version, dataJson, metadataJson } = event;
  return {
    id,
    type,
    data: bytes(`{"data":${dataJson},"metadata":${metadataJson},"version":${version}}`),
    metadata: bytes(`{"dataLength":${dataJson.length},"metadataLength":${metadataJson.length},"sha256":"${hash}"}`),
  };
}

export const textIn = (data: unknown): string => Buffer.from(data as Uint8Array).toString('utf8');
export const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');

const BEFORE_DATA = '{"data":'.length;
const BETWEEN = ',"metadata":'.length;
const BEFORE_VERSION = ',"version":'.length;

type Lengths = { readonly dataLength: number; readonly metadataLength: number; readonly sha256: string };

const isLengths = (value: unknown): value is Lengths =>
  typeof value === 'object' &&
  value !== null &&
  'dataLength' in value &&
  'metadataLength' in value &&
  'sha256' in value;

/** As bytes where nobody has read them yet. */
function lengthsIn(metadata: unknown): unknown {
  if (!(metadata instanceof Uint8Array)) return metadata;
  try {
    return JSON.parse(Buffer.from(metadata).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** @throws StoreDamaged when the event is not what a ledger once wrote */
export const verified = (recorded: Recorded, names: Names): Verified => parsed(checked(recorded, names));

/** @throws StoreDamaged when the event is not what a ledger once wrote */
export function checked(recorded: Recorded, names: Names): Checked {
  const { id, type, streamId, revision, data, position } = recorded;
  const metadata = lengthsIn(recorded.metadata);
  const where = `the event ${revision} of ${streamId}`;
  if (!isLengths(metadata) || !(data instanceof Uint8Array))
    throw new StoreDamaged(`${where} was not written by a ledger`);
  if (position === undefined) throw new StoreDamaged(`${where} came without a position`);
  const text = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('utf8');
  const afterData = BEFORE_DATA + metadata.dataLength;
  const afterMetadata = afterData + BETWEEN + metadata.metadataLength;
  const written: WrittenEvent = {
    id,
    type,
    version: Number(text.slice(afterMetadata + BEFORE_VERSION, -1)),
    stream: names.streamOf(streamId),
    revision: Number(revision),
    dataJson: text.slice(BEFORE_DATA, afterData),
    metadataJson: text.slice(afterData + BETWEEN, afterMetadata),
  };
  if (hashOf(written) !== metadata.sha256) throw new StoreDamaged(`${where} is not what was written: its hash differs`);
  return { written, hash: metadata.sha256, position: position.commit };
}

export const parsed = ({ written, hash, position }: Checked): Verified => ({
  id: written.id,
  type: written.type,
  version: written.version,
  data: JSON.parse(written.dataJson) as JsonObject,
  metadata: JSON.parse(written.metadataJson) as EventMetadata,
  stream: written.stream,
  revision: written.revision,
  position,
  hash,
});
