import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openLedger } from '../built.mjs';

export const SYNC = 'SQLite WAL, synchronous=FULL';

/** The ledger's own store, through its port. */
export async function opened({ folder }) {
  const ledger = await openLedger(`embedded:${join(folder, 'ledger.db')}`);
  return throughPort(ledger, () => bytesIn(folder));
}

/** Appends through the port of any store of the ledger. */
export function throughPort(ledger, bytes) {
  const { store } = ledger;
  return {
    /** @returns what the next append to the stream expects */
    async append(stream, expectedRevision = -1, events) {
      const stored = await store.append({ stream, expectedRevision, events, claims: [], unmoved: [], found: [] });
      return stored.at(-1).revision;
    },
    isConflict: (error) => error.constructor.name === 'WrongRevision',
    async *stored() {
      for (let after = 0n; ;) {
        const page = await store.readAll({ after, limit: 1_000 });
        if (page.length === 0) return;
        for (const { data } of page) yield data;
        after = page.at(-1).position;
      }
    },
    bytes,
    close: () => ledger.close(),
  };
}

/** A database closes its log beside, and it is gone. */
export const bytesIn = (folder) =>
  readdirSync(folder).reduce(
    (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
