import { performance } from 'node:perf_hooks';
import {
  VIEWS_VERSION,
  VIEW_NAMES,
  crewFor,
  dateOf,
  listQuery,
  londonDay,
  openEmbeddedViews,
  rebuilt,
  verified,
} from '../built.mjs';
import { VoidRun } from '../measuring/void-run.mjs';

/** Every view that a practice's entitlement is read from, and no other. */
const ENTITLEMENTS = ['statements'];

/**
 * Builds views of a ledger from nothing into a file, with their checkpoint, and looks whether they count every event.
 * @param {readonly string[]} [views]  those of the entitlements by default
 * @returns {Promise<{ seconds: number, firstProgressSeconds: number, events: number }>}
 */
export async function builtAnew(ledger, file, views = ENTITLEMENTS) {
  const store = await openEmbeddedViews({ path: file });
  try {
    const began = performance.now();
    const head = await ledger.store.head();
    const position = Number(head.position);
    const standing = { position, day: londonDay(head.effectiveAt) };
    const [first] = await ledger.store.readAll({ after: 0n, limit: 1 });
    const checkpoint = {
      position,
      day: dateOf(standing.day),
      count: head.count ?? position,
      first: Number(first.position),
      log: first.id,
      version: VIEWS_VERSION,
      apart: VIEW_NAMES.filter((view) => !views.includes(view)).map((view) => notBuilt(view, standing.day)),
    };
    let firstProgress;
    const counted = await rebuilt({
      reader: ledger.reader,
      crew: await crewFor(ledger),
      views: new Set(views),
      standing,
      events: checkpoint.count,
      write: (changes) => store.advance(changes, { ...checkpoint, position: 0 }),
      progress: () => (firstProgress ??= performance.now()),
      signal: new AbortController().signal,
    });
    await store.advance([], checkpoint);
    mustBeWhole(counted, checkpoint);
    const seconds = (performance.now() - began) / 1_000;
    return { seconds, firstProgressSeconds: (firstProgress - began) / 1_000, events: counted.count };
  } finally {
    await store.close();
  }
}

/**
 * What `ledger views verify` does with such views: every row worked out once more beside them, in one thread, and both
 * hashed table by table.
 * @throws VoidRun where a row differs
 */
export async function verifiedSeconds({ store }, file) {
  const views = await openEmbeddedViews({ path: file });
  try {
    const began = performance.now();
    const { agrees, differences } = await verified({ store, views, signal: new AbortController().signal });
    if (!agrees) throw new VoidRun(`the views are not what the log says: ${JSON.stringify(differences)}`);
    return (performance.now() - began) / 1_000;
  } finally {
    await views.close();
  }
}

const notBuilt = (view, day) => ({ view, position: 0, day: dateOf(day), count: 0 });

function mustBeWhole({ count, first, last }, checkpoint) {
  if (count !== checkpoint.count || first !== checkpoint.first || last !== checkpoint.position) {
    throw new VoidRun(
      `counted ${count} events, ${first} to ${last}; the log has ${checkpoint.count}, ${checkpoint.first} to ${checkpoint.position}`,
    );
  }
}

/** What the views say of practices, of those that a filter of the list lets through: pence by practice. */
export async function entitlementsIn(file, filter = {}) {
  const store = await openEmbeddedViews({ path: file });
  const found = new Map();
  try {
    for (let after; ;) {
      const fields = { limit: '1000', holderType: 'PRACTICE', ...filter, ...(after === undefined ? {} : { after }) };
      const { items, next } = await store.page('statements', listQuery('statements', fields));
      for (const { holder, entitlementPence } of items) found.set(holder, entitlementPence);
      if (next === null) return found;
      after = next;
    }
  } finally {
    await store.close();
  }
}
