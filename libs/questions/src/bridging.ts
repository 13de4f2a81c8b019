import { Statements, bridge, type Bridge, type EventRef } from '#domain';
import type { Day, Year } from '#kernel';
import type { Gathering } from './gathering.js';
import { KnownFacts } from './known-facts.js';

/**
 * What moved an entitlement as at a day between two positions, event by event, and those events.
 * @param gathering  with everything that the statement of the holder rests on
 */
export function bridged(
  gathering: Gathering,
  holder: string,
  year: Year,
  asAt: Day,
  from: number,
  to: number,
): { readonly bridge: Bridge; readonly events: readonly EventRef[] } {
  // The day of knownAt says who owes and at which status, not what is entitled.
  const entitlement = (facts: KnownFacts) => new Statements(facts, asAt).entitlementPence(holder, year, asAt);
  const moving = new KnownFacts(gathering, from);
  const openingPence = entitlement(moving);
  let current = openingPence;
  const figureAfter = ({ stream, position }: EventRef) => {
    if (moving.advance(stream, position)) current = entitlement(moving);
    return current;
  };
  const events = [...gathering.histories.values()]
    .flatMap(({ events: all }) => all.map(({ ref }) => ref))
    .filter(({ position }) => position > from && position <= to)
    .sort((a, b) => a.position - b.position);
  const closingPence = entitlement(new KnownFacts(gathering, to));
  return { bridge: bridge(holder, year, openingPence, events, figureAfter, closingPence), events };
}
