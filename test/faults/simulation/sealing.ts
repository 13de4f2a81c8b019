import { eventSchemas } from '#domain';
import type { StoredEvent } from '#event-store';

/** What an event says that anybody can read: what is sealed is never sealed the same way twice. */
export function openly({ type, data }: Pick<StoredEvent, 'type' | 'data'>): StoredEvent['data'] {
  const { personal } = eventSchemas[type as keyof typeof eventSchemas];
  return Object.fromEntries(Object.entries(data).filter(([field]) => !personal.includes(field)));
}
