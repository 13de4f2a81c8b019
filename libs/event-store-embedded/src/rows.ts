import { hashOf, StoreDamaged, type EventMetadata, type StoredEvent } from '#event-store';
import type { JsonObject } from '#kernel';

export const COLUMNS = 'position, stream, revision, id, type, version, data, metadata, effective_at, hash';

/** One row of `event`, its columns in the order of COLUMNS. */
export type EventRow = [
  position: number,
  stream: string,
  revision: number,
  id: string,
  type: string,
  version: number,
  data: string,
  metadata: string,
  effectiveAtMs: number,
  hash: string,
];

export function eventOf(row: EventRow): StoredEvent {
  const [position, stream, revision, id, type, version, data, metadata, effectiveAtMs, hash] = row;
  return {
    id,
    type,
    version,
    data: JSON.parse(data) as JsonObject,
    metadata: JSON.parse(metadata) as EventMetadata,
    stream,
    revision,
    position: BigInt(position),
    effectiveAt: new Date(effectiveAtMs).toISOString(),
    hash,
  };
}

/** @throws StoreDamaged when the row is not what was once written */
export function verified(row: EventRow): StoredEvent {
  const [position, stream, revision, id, type, version, dataJson, metadataJson, , hash] = row;
  if (hashOf({ id, type, version, stream, revision, dataJson, metadataJson }) !== hash) {
    throw new StoreDamaged(
      `the event at position ${position}, in ${stream}, is not what was written: its hash differs`,
    );
  }
  return eventOf(row);
}
