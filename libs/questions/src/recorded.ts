import { eventSchemas, type EventRef, type LedgerEvent, type Recorded } from '#domain';
import type { StoredEvent } from '#event-store';
import { lifted } from '#kernel';

const isKnown = (type: string): type is LedgerEvent['type'] => Object.hasOwn(eventSchemas, type);

/** An event as the rules see it: in the shape of today, with where it stands. @throws RangeError for an unknown type */
export function recorded(stored: StoredEvent): Recorded {
  const { type, version, data, metadata, position, id, stream, effectiveAt } = stored;
  if (!isKnown(type)) throw new RangeError(`${stream} holds an event of unknown type ${type} at position ${position}`);
  const { actor, organisation, commandId, label, because, authority } = metadata;
  const ref: { -readonly [K in keyof EventRef]: EventRef[K] } = {
    position: Number(position),
    id,
    type,
    stream,
    recordedAt: effectiveAt,
    actor,
    commandId,
  };
  if (organisation !== undefined) ref.organisation = organisation;
  if (label !== undefined) ref.label = label;
  if (because !== undefined) ref.because = because;
  if (authority !== undefined) ref.authority = authority;
  return { fact: { type, data: lifted(eventSchemas[type], version, data) }, ref };
}
