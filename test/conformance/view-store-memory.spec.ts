import { openEmbeddedViews } from '#view-store-embedded';
import type { OpeningViews } from './view-sample.js';
import { viewStoreConformance } from './view-store-conformance.js';

const inMemory: OpeningViews = async () => {
  const store = await openEmbeddedViews({ path: ':memory:' });
  const never = () => Promise.reject(new Error('views in memory end when they close'));
  return { store, reopen: never, second: never, destroy: () => store.close() };
};

viewStoreConformance('embedded views in memory', inMemory, { outlivesClosing: false });
