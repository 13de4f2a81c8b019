import { performance } from 'node:perf_hooks';
import { YEAR, accountsOfTheYear } from '../events/accounts.mjs';
import { Draws } from '../events/draws.mjs';
import { counted, entitlementPence, nothingYet } from '../events/oracle.mjs';
import { VoidRun } from '../measuring/void-run.mjs';
import { percentiles } from '../measuring/statistics.mjs';

export const TITLE =
  'W5-one-axis: the best that peers without two axes can do: one practice as known now, read and folded';
export const subjects = ['emmett-sqlite', 'emmett-postgresql'];
export const FIGURES = {
  p99: { workload: 'W5-one-axis', unit: 'ms' },
  p50: { workload: 'W5-one-axis-p50', unit: 'ms' },
};
export const inShort = ({ p50, p99, events }) => `p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms, ${events} events`;

/** A stream is read by its own key: how long that takes depends on the stream, not on the log. */
const EVENTS = { full: 20_000, quick: 1_000 };
const [ASKED, WARM_UP] = [{ full: 1_000, quick: 100 }, 100];

export async function measure({ open, quick }) {
  const accounts = accountsOfTheYear(quick ? EVENTS.quick : EVENTS.full);
  const store = await open();
  try {
    for (const { stream, events } of accounts) await store.append(stream, undefined, events);
    const draws = new Draws(1);
    const times = [];
    for (let index = 0; index < WARM_UP + (quick ? ASKED.quick : ASKED.full); index += 1) {
      const account = draws.oneOf(accounts);
      const began = performance.now();
      const pence = penceOf(await store.events(account.stream));
      if (index >= WARM_UP) times.push(performance.now() - began);
      if (pence !== penceOf(account.events)) throw new VoidRun(`${account.stream}: another entitlement`);
    }
    return { ...percentiles(times), events: accounts.reduce((sum, { events }) => sum + events.length, 0) };
  } finally {
    await store.close();
  }
}

const penceOf = (events) => entitlementPence(events.reduce(counted, nothingYet()), YEAR);
