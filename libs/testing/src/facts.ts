import type { EventRef, LedgerEvent, Recorded } from '#domain';

/** Where a fact of a unit test stands: the place in its order is all that matters. */
export const aRef = (position = 1, changes: Partial<EventRef> = {}): EventRef => ({
  position,
  id: `event-${position}`,
  type: 'OrganisationRegistered',
  stream: 'organisation-A99001',
  recordedAt: '2007-04-02T09:00:00.000Z',
  actor: 'a.tester',
  commandId: `command-${position}`,
  ...changes,
});

/** Facts as recorded one after the other, from position 1. */
export const inOrder = (...facts: readonly LedgerEvent[]): readonly Recorded[] =>
  facts.map((each, index) => ({ fact: each, ref: aRef(index + 1, { type: each.type }) }));
