import { declarationOf, openLedger } from '../built.mjs';
import { factsOfTheYear } from './facts-of-the-year.mjs';
import { ACTOR, SOURCE, recordedEvent } from './recorded-events.mjs';
import { SMALL, sceneOf } from './scene.mjs';
import { setUpSteps } from './set-up.mjs';

/** Appends under way at once: the embedded store writes as many in one transaction. */
const IN_FLIGHT = 256;
const TOLD_EVERY = 100_000;

/**
 * Makes a ledger's store with so many small events of a year of 500 practices, of which few are very busy.
 * @param {string} address  of a store that is not there yet, as `ledger --store` takes it
 * @param {number} events   in all; more than the 3,021 of the set-up
 * @param {{ keyring?: string, isByDay?: boolean, progress?: (done: number) => void }} [opening]
 *   `keyring`: its file, of a store on a server; `isByDay`: the ledger is told once a day
 */
export const smallYear = (address, events, opening) => made(address, sceneOf(SMALL), events, {}, opening);

/** Events of a practice in a year, as England's year has. */
const EVENTS_A_YEAR = 32;
const FOUR_YEARS = ['2005-06', '2006-07', '2007-08', '2008-09'];

/**
 * Makes a store with so many events of four years of many practices, as England has: a month's data of all lines, some
 * 32 events an account. More events are more practices.
 */
export const manyPractices = (address, events, opening) =>
  made(address, sceneOfMany(events), events, { rows: 'all', exponent: 0 }, opening);

/** Who is in it. */
export function sceneOfMany(events) {
  const practices = Math.max(1, Math.floor(events / (FOUR_YEARS.length * EVENTS_A_YEAR)));
  return sceneOf({ practices, years: FOUR_YEARS });
}

/**
 * What comes before the years is recorded by commands; the years themselves are appended as the same commands would have
 * recorded them.
 * @returns {Promise<{ setUp: number, events: number }>}
 */
async function made(address, scene, events, options, { keyring, isByDay, progress = () => {} } = {}) {
  const ledger = await openLedger(address, { clock: 'simulated', keyring });
  try {
    const setUp = await recordSetUp(ledger, scene);
    const facts = factsOf(scene, events - setUp, options);
    await appendFacts(ledger.store, isByDay ? byDay(facts) : facts, (done) => progress(setUp + done));
    return { setUp, events };
  } finally {
    await ledger.close();
  }
}

function* factsOf(scene, events, options) {
  const { years } = scene;
  const part = Math.floor(events / years.length);
  for (const [index, year] of years.entries()) {
    const rest = index === 0 ? events - part * years.length : 0;
    yield* factsOfTheYear(scene, { ...options, year, events: part + rest });
  }
}

/**
 * A server is told of all facts of an instant at once, but of one instant after the other, as a simulated clock does not
 * run backwards: told once a day, they are there in minutes.
 */
function* byDay(facts) {
  for (const fact of facts) yield { ...fact, recordedAt: `${fact.recordedAt.slice(0, 10)}T18:00:00.000Z` };
}

/**
 * @param {'then' | 'now'} when  when the ledger learns of it: on its days, as a simulated clock can, or as it comes
 * @returns {Promise<number>} how many events it made
 */
export async function recordSetUp({ recorder }, scene, when = 'then') {
  let count = 0;
  for (const { on, commands } of setUpSteps(scene)) {
    await inFlight(commands, async ({ key, command, with: fields }) => {
      const order = { command, with: fields, commandId: `bench/${key}`, actor: ACTOR, source: SOURCE };
      const recordedAt = when === 'then' ? { recordedAt: `${on}T09:00:00.000Z` } : {};
      const { outcome } = await recorder.record({ ...order, ...recordedAt });
      count += outcome.events.length;
    });
  }
  return count;
}

/** Of each kind of stream that the facts go to, the last revision that the set-up left. */
const LEFT_AT = { account: 0, finance: 1 };

async function appendFacts(store, facts, progress) {
  const revisions = new Map();
  let count = 0;
  await inFlight(facts, (fact) => {
    count += 1;
    if (count % TOLD_EVERY === 0) progress(count);
    const revision = revisions.get(fact.stream) ?? LEFT_AT[fact.stream.split('-', 1)[0]];
    revisions.set(fact.stream, revision + 1);
    return store.append(appendOf(fact, `bench/${count}`, revision));
  });
}

function appendOf(fact, commandId, expectedRevision) {
  const ids = declarationOf(fact.command).makes?.(fact.with) ?? [];
  return {
    stream: fact.stream,
    expectedRevision,
    events: [recordedEvent(fact, commandId)],
    claims: [{ kind: 'command', id: commandId }, ...ids],
    unmoved: [],
    found: [],
  };
}

/** Does the same with every item, so many at a time, begun in their order. */
async function inFlight(items, act) {
  const iterator = items[Symbol.iterator]();
  const work = async () => {
    for (let next = iterator.next(); !next.done; next = iterator.next()) await act(next.value);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, work));
}
