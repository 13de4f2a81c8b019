import { openEmbedded } from '#event-store-embedded';
import { eventStoreConformance } from './event-store-conformance.js';
import type { Opening } from './sample.js';

const inMemory: Opening = async (asked) => {
  const store = await openEmbedded({ path: ':memory:', ...asked });
  return {
    store,
    reopen: () => Promise.reject(new Error('a store in memory ends when it closes')),
    destroy: () => store.close(),
  };
};

eventStoreConformance('the embedded store in memory', inMemory, { outlivesClosing: false });
