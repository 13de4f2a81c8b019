import { openLedger } from '../built.mjs';
import { inNamespace } from './eventstoredb.mjs';

/**
 * Makes the store that each subject is measured on, the first time that it is asked for: in a file, and where
 * EventStoreDB is a subject the same events on its server too, in a namespace of their own.
 * @param {{ stage: import('../stage.mjs').Stage, options: object, say: (line: string) => void, subjects: readonly string[] }} prepared
 * @param {Function} make  of events/generated-stores.mjs
 * @param {{ isByDay?: boolean }} opening
 * @returns {Promise<Generated>}
 *
 * @typedef {{ path: string, server?: { address: string, keyring: string } }} Generated
 */
export async function generated({ stage, options, say, subjects }, make, count, { isByDay = false }) {
  const name = `${make.name}-${count}${isByDay ? '-by-day' : ''}`;
  const progress = (done) => say(`  ${done} events`);
  const path = await stage.once(`${name}.db`, async (file) => {
    say(`  making a store of ${count} events`);
    await make(`embedded:${file}`, count, { isByDay, progress });
  });
  if (!subjects.includes('eventstoredb')) return { path };
  const address = inNamespace(options.eventStoreUrl, `bench-${process.pid}-${name}`);
  const keyring = await stage.once(`${name}.keyring`, async (file) => {
    say(`  writing ${count} events to the EventStoreDB, some minutes`);
    await make(address, count, { isByDay, keyring: file, progress });
  });
  return { path, server: { address, keyring } };
}

/** @param {Generated} of */
export const ledgerOf = (subject, { path, server }) =>
  subject === 'eventstoredb' ? openLedger(server.address, { keyring: server.keyring }) : openLedger(`embedded:${path}`);

/** The events of a log in order, for an oracle. */
export async function eventsOf(subject, of) {
  const ledger = await ledgerOf(subject, of);
  const events = [];
  try {
    for (let after = 0n; ;) {
      const page = await ledger.store.readAll({ after, limit: 1_000 });
      if (page.length === 0) return events;
      for (const { stream, type, data, effectiveAt } of page)
        events.push({ stream, type, data, effectiveAtMs: Date.parse(effectiveAt) });
      after = page.at(-1).position;
    }
  } finally {
    await ledger.close();
  }
}
