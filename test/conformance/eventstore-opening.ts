import { randomUUID } from 'node:crypto';
import type { EventStore } from '#event-store';
import { openEventStoreDb } from '#event-store-esdb';
import type { Opening } from './sample.js';

/** A namespace of its own for each store that the suite opens: what others wrote on the server is not seen. */
export const onServer =
  (address: string, kept: { readonly recentEvents?: number } = {}): Opening =>
  async (asked) => {
    const namespace = `conformance-${randomUUID()}`;
    let store: EventStore = await openEventStoreDb({ address, namespace, ...kept, ...asked });
    return {
      store,
      reopen: async () => {
        await store.close();
        store = await openEventStoreDb({ address, namespace, directoryKeys: asked.directoryKeys, ...kept });
        return store;
      },
      destroy: () => store.close(),
    };
  };
