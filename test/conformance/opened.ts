import type { Clock, EventStore } from '#event-store';
import { keysInData, type Opened, type Opening } from './sample.js';

/** A store of its own for each test of the block, taken away after it. */
export function aStoreEach(open: Opening, clock: Clock = 'system'): () => EventStore {
  const opened = openedEach(open, clock);
  return () => opened().store;
}

export function openedEach(open: Opening, clock: Clock = 'system'): () => Opened {
  let opened: Opened;
  beforeEach(async () => {
    opened = await open({ clock, directoryKeys: keysInData });
  });
  afterEach(() => opened.destroy());
  return () => opened;
}
