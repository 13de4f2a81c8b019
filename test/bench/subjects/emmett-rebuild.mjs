import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { VoidRun } from '../measuring/void-run.mjs';
import { counted, entitlementPence, nothingYet } from '../events/oracle.mjs';
import { YEAR, accountsOfTheYear } from '../events/accounts.mjs';
import { imported } from '../peers.mjs';

/** Its pace is what counts: it rebuilds some thousand events a second, however many there are. */
const EVENTS = { full: 20_000, quick: 1_000 };
const COLLECTION = 'entitlements';
const TYPES = [
  'IndicativeBudgetSet',
  'BudgetEntryPosted',
  'ActualsRecorded',
  'ActualsRestated',
  'ServiceCostRecorded',
  'SavingsClaimed',
  'ReleaseOffered',
];

/**
 * Emmett's own rebuild of a read model: a document a practice, with the same facts and the same fold as the oracle. The
 * log is written by one writer, as 0.42.0 leaves events out where several write at once.
 */
export async function emmettRebuild({ open, database, peers, quick }) {
  const emmett = await imported(peers, '@event-driven-io/emmett-postgresql');
  const accounts = accountsOfTheYear(quick ? EVENTS.quick : EVENTS.full);
  const store = await open();
  for (const { stream, events } of accounts) await store.append(stream, undefined, events);
  const projection = emmett.pongoSingleStreamProjection({
    collectionName: COLLECTION,
    canHandle: TYPES,
    initialState: nothingYet,
    evolve: (state, event) => counted(globalThis.structuredClone(state), event),
  });
  const began = performance.now();
  const rebuild = emmett.rebuildPostgreSQLProjections({ connectionString: database, projections: [projection] });
  await rebuild.start();
  const seconds = (performance.now() - began) / 1_000;
  await rebuild.close();
  await store.close();
  return { rate: mustAgree(await documentsIn(database), accounts) / seconds, events: eventsIn(accounts) };
}

const eventsIn = (accounts) => accounts.reduce((sum, { events }) => sum + events.length, 0);

async function documentsIn(database) {
  const client = new pg.Client(database);
  await client.connect();
  const { rows } = await client.query(`SELECT _id, data FROM ${COLLECTION}`);
  await client.end();
  return new Map(rows.map(({ _id, data }) => [_id, data]));
}

/** @returns the number of events @throws VoidRun where one was left out, or a penny is */
function mustAgree(documents, accounts) {
  for (const { stream, events } of accounts) {
    const [wanted, found] = [events.reduce(counted, nothingYet()), documents.get(stream)];
    if (found?.events !== wanted.events) {
      throw new VoidRun(`${stream}: ${found?.events ?? 0} of ${wanted.events} events are in the read model`);
    }
    if (entitlementPence(found, YEAR) !== entitlementPence(wanted, YEAR))
      throw new VoidRun(`${stream}: another entitlement`);
  }
  return eventsIn(accounts);
}
