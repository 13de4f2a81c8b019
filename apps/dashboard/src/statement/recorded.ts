import type { LedgerEvent } from '../answers.js';

/** An event as it counts: told with whether its command was recorded in error by then. */
export type Recorded = LedgerEvent & { readonly inError: boolean };

/** The events of one stream up to an entry, in order. A correction may itself be corrected by a later one. */
export function recordedUpTo(events: readonly LedgerEvent[], position: number): readonly Recorded[] {
  const known = events.filter((event) => event.position <= position);
  const inError = new Set<string>();
  for (const { type, data, metadata } of known.toReversed()) {
    if (type === 'RecordedInError' && !inError.has(metadata.commandId)) inError.add(String(data['command']));
  }
  return known
    .filter(({ type }) => type !== 'RecordedInError')
    .map((event) => ({ ...event, inError: inError.has(event.metadata.commandId) }));
}

export const textOf = ({ data }: LedgerEvent, field: string): string | undefined => {
  const value = data[field];
  return typeof value === 'string' ? value : undefined;
};

export const numberOf = ({ data }: LedgerEvent, field: string): number | undefined => {
  const value = data[field];
  return typeof value === 'number' ? value : undefined;
};
