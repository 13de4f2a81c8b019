import Database from 'libsql';
import type { EventStore } from '#event-store';

/** Lets `work` have the store that `open` opens, and closes it. */
export async function during<T>(open: () => Promise<EventStore>, work: (store: EventStore) => Promise<T>): Promise<T> {
  const store = await open();
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Does to the closed file of a store what no ledger does. */
export function tampered(path: string, sql: string): void {
  const db = new Database(path);
  db.exec(`DROP TRIGGER IF EXISTS event_no_UPDATE; DROP TRIGGER IF EXISTS event_no_DELETE; ${sql}`);
  db.close();
}
