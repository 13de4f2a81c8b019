import { canonicalJson, sha256 } from '#audit';
import type { Occasion } from '#domain';
import type { EventStore, Head } from '#event-store';
import { instant, londonDay, type Instant, type WorkingCalendar } from '#kernel';
import { KnownFacts, bridged } from '#questions';
import type { Declared } from './declaring.js';

/** The position up to which a figure counts: of what is known now, or was at the moment that the command names. */
export async function positionKnownAt(store: EventStore, head: Head, knownAt: string | undefined): Promise<number> {
  if (knownAt === undefined) return Number(head.position);
  return Math.min(Number(head.position), Number(await store.positionAt(instant(knownAt))));
}

/**
 * What a command is decided by.
 * @param calendar  by which limits are counted
 * @param at        when the ledger learns of it
 * @param knownAt   as the command names it
 * @param position  no later than the head that was read after its streams were
 */
export function occasionOf(
  { facts, gathering }: Declared,
  calendar: WorkingCalendar,
  at: Instant,
  knownAt: string | undefined,
  position: number,
): Occasion {
  const known = knownAt === undefined ? at : instant(knownAt);
  return {
    facts,
    recordedOn: londonDay(at),
    calendar,
    moment: {
      knownAt: known,
      position,
      day: londonDay(known),
      recordedAt: at,
      facts: new KnownFacts(gathering, position),
    },
    bridge: (holder, year, asAt, from, to) => bridged(gathering, holder, year, asAt, from, to).bridge,
    fingerprint: (content) => sha256(canonicalJson(content)),
  };
}
