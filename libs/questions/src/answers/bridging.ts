import { Statements, bridge, type Bridge, type EventRef } from '#domain';
import type { Day, Year } from '#kernel';
import type { Gathering } from '../gathering.js';
import { KnownFacts } from '../known-facts.js';
import type { Moment } from '../moment.js';

/** Rule 25: which events moved a holder's figure after one position, up to a moment, with those that were looked at. */
export function bridgedUpTo(
  gathering: Gathering,
  holder: string,
  year: Year,
  asAt: Day,
  opening: number,
  closing: Moment,
): { readonly bridged: Bridge; readonly events: readonly EventRef[] } {
  const entitlement = (facts: KnownFacts) => new Statements(facts, closing.day).entitlementPence(holder, year, asAt);
  const moving = new KnownFacts(gathering, opening);
  const openingPence = entitlement(moving);
  let current = openingPence;
  const figureAfter = ({ stream, position }: EventRef) => {
    if (moving.advance(stream, position)) current = entitlement(moving);
    return current;
  };
  const events = [...gathering.histories.values()]
    .flatMap(({ events: all }) => all.map(({ ref }) => ref))
    .filter(({ position }) => position > opening && position <= closing.position)
    .sort((a, b) => a.position - b.position);
  const closingPence = entitlement(new KnownFacts(gathering, closing.position));
  return { bridged: bridge(holder, year, openingPence, events, figureAfter, closingPence), events };
}
