import { canonicalJson } from '../built.mjs';
import { Draws } from './draws.mjs';
import { factsOfTheYear } from './facts-of-the-year.mjs';
import { recordedEvent } from './recorded-events.mjs';
import { SMALL, sceneOf } from './scene.mjs';

/**
 * @typedef {{ stream: string, events: readonly object[], isStale?: true }} PlannedAppend
 *   `isStale`: expects no stream where there is one, and must be refused
 */

/** Facts of the size that England's year has, a month's data of all lines. */
const facts = (count) => factsOfTheYear(sceneOf(SMALL), { events: count, rows: 'all' });

/** Its keys in canonical order, so that whoever writes its JSON writes the same bytes. */
const eventOf = (fact, number) => JSON.parse(canonicalJson(recordedEvent(fact, `bench/${number}`)));

/** @returns {readonly PlannedAppend[]} one event each, in the order of the year */
export const singleAppends = (count) =>
  [...facts(count)].map((fact, index) => ({ stream: fact.stream, events: [eventOf(fact, index)] }));

/** @returns {readonly PlannedAppend[]} so many events of one stream each, in the order in which they are complete */
export function fullAppends(appends, size) {
  const waiting = new Map();
  const full = [];
  let made = 0;
  for (const fact of facts(3 * appends * size + 100 * size)) {
    // more than are needed, as some streams stay incomplete
    const batch = [...(waiting.get(fact.stream) ?? []), fact];
    waiting.set(fact.stream, batch.length === size ? [] : batch);
    if (batch.length === size) {
      full.push({ stream: fact.stream, events: batch.map((one) => eventOf(one, (made += 1))) });
    }
    if (full.length === appends) return full;
  }
  throw new RangeError(`only ${full.length} of ${appends} appends were complete`);
}

/**
 * Single appends shared out to clients, each with streams of its own, so that none is refused but those that are meant
 * to be: a part of all, in percent.
 * @returns {readonly (readonly PlannedAppend[])[]}
 */
export function clientsAppends(count, clients, stalePercent) {
  const draws = new Draws(count);
  const written = new Set();
  const shared = Array.from({ length: clients }, () => []);
  let made = 0;
  for (const fact of facts(count)) {
    const client = made % clients;
    const stream = `account-C${client}-${draws.whole(1, 8)}-2008-09`;
    const isStale = written.has(stream) && draws.whole(1, 100) <= stalePercent;
    shared[client].push({ stream, events: [eventOf(fact, made)], ...(isStale ? { isStale } : {}) });
    written.add(stream);
    made += 1;
  }
  return shared;
}
