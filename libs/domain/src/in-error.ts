import type { Fact } from '#kernel';
import type { Recorded } from './history.js';

/** Rule 24: from this event on, another command's events count for nothing. It lies in that command's own stream. */
export type RecordedInError = Fact<'RecordedInError', { command: string; label?: string; because: string }>;

export const isInError = (event: Recorded): event is Recorded<RecordedInError> => event.fact.type === 'RecordedInError';

/**
 * Rule 24: the events of one stream that count, in order, the corrections themselves left out. A correction that is
 * itself recorded in error undoes nothing, so corrections are weighed from the last to the first.
 * @param omitted  commands taken out from the start (rule 25)
 */
export function counting(events: readonly Recorded[], omitted: ReadonlySet<string> = NONE): readonly Recorded[] {
  const corrections = events.filter(isInError);
  if (corrections.length === 0 && omitted.size === 0) return events;
  const out = commandsInError(corrections, omitted);
  return events.filter((event) => !isInError(event) && !out.has(event.ref.commandId));
}

/** The commands of a stream whose events count for nothing. */
export function commandsInError(events: readonly Recorded[], omitted: ReadonlySet<string> = NONE): ReadonlySet<string> {
  const out = new Set(omitted);
  for (const { fact, ref } of events.filter(isInError).toReversed()) {
    if (!out.has(ref.commandId)) out.add(fact.data.command);
  }
  return out;
}

const NONE: ReadonlySet<string> = new Set();
