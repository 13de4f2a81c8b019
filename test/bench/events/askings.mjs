import { counted, entitlementPence, nothingYet } from './oracle.mjs';
import { Draws } from './draws.mjs';
import { dayIn, lastDayIn, startOf } from './scene.mjs';

const DAY_MS = 86_400_000;
const ACCOUNT = /^account-(.+)-(\d{4}-\d{2})$/;

/**
 * @typedef {{ holder: string, year: string, asAt: string, knownAt: string }} Asking  the fields of the question
 */

/**
 * Practices, years and pairs of days by chance: as at a day of the year, as known at a later one.
 * @param {import('./scene.mjs').Scene} scene
 * @returns {readonly Asking[]}
 */
export function askings(scene, count) {
  const draws = new Draws(count);
  return Array.from({ length: count }, () => {
    const year = draws.oneOf(scene.years);
    const holder = draws.oneOf(scene.practices).code;
    const first = Date.parse(`${dayIn(year, 2, 7)}T12:00:00Z`);
    const last = Date.parse(`${startOf(year) + 1}-05-05T12:00:00Z`);
    const knownAt = new Date(draws.whole(first, last)).toISOString();
    const latest = Math.min(Date.parse(knownAt.slice(0, 10)), Date.parse(lastDayIn(year, 12)));
    const days = Math.floor((latest - Date.parse(dayIn(year, 1, 30))) / DAY_MS);
    const asAt = new Date(latest - draws.whole(0, days) * DAY_MS).toISOString().slice(0, 10);
    return { holder, year, asAt, knownAt };
  });
}

/**
 * What the oracle answers, by one walk through the log.
 * @param {Iterable<{ stream: string, type: string, data: object, effectiveAtMs: number }>} events
 * @param {readonly Asking[]} asked
 * @returns {{ pence: readonly number[], events: number }}
 */
export function answeredByOracle(events, asked) {
  const accounts = new Map();
  for (const [index, { holder, year, asAt, knownAt }] of asked.entries()) {
    const name = `account-${holder}-${year}`;
    const account = accounts.get(name) ?? { state: nothingYet(), waiting: [] };
    account.waiting.push({ index, year, asAt, knownAtMs: Date.parse(knownAt) });
    accounts.set(name, account);
  }
  for (const { waiting } of accounts.values()) waiting.sort((a, b) => b.knownAtMs - a.knownAtMs);
  const pence = [];
  const answer = ({ state, waiting }, before) => {
    while (waiting.length > 0 && waiting.at(-1).knownAtMs < before) {
      const { index, year, asAt } = waiting.pop();
      pence[index] = entitlementPence(state, year, asAt);
    }
  };
  let count = 0;
  for (const event of events) {
    count += 1;
    const account = ACCOUNT.test(event.stream) ? accounts.get(event.stream) : undefined;
    if (account === undefined) continue;
    answer(account, event.effectiveAtMs);
    counted(account.state, event);
  }
  for (const account of accounts.values()) answer(account, Infinity);
  return { pence, events: count };
}
