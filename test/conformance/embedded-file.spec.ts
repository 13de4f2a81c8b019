import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore } from '#event-store';
import { openEmbedded } from '#event-store-embedded';
import { eventStoreConformance } from './event-store-conformance.js';
import type { Opening } from './sample.js';

const inAFile: Opening = async (asked) => {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  const path = join(folder, 'ledger.db');
  let store: EventStore = await openEmbedded({ path, ...asked });
  return {
    store,
    reopen: async () => {
      await store.close();
      store = await openEmbedded({ path, directoryKeys: asked.directoryKeys });
      return store;
    },
    destroy: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
};

eventStoreConformance('the embedded store in a file', inAFile, { outlivesClosing: true });
