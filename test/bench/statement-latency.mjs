/**
 * How long answers take on a store that is loaded: node test/bench/statement-latency.mjs ADDRESS YEAR [ASKS]
 * Run it on the build (npm run build) after `ledger load-england`, while nothing else runs on the machine. Each line
 * tells the middle, the 99th percentile and the longest of its answers in milliseconds, and the limit where there is one.
 */
import { performance } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { openLedger } from '../../dist/libs/ledger/src/index.js';
import { codesOf, keyOf } from '../../dist/libs/questions/src/index.js';

const [address, year, asks = '2000'] = process.argv.slice(2);
if (!address || !year) {
  console.error('usage: node test/bench/statement-latency.mjs ADDRESS YEAR [ASKS]');
  process.exit(2);
}
const ledger = await openLedger(address);
const { store, questions } = ledger;

const opened = performance.now();
await questions.warmUp(new AbortController().signal); // as a server does when it starts
console.log(`warmed up in ${((performance.now() - opened) / 1000).toFixed(1)} s`);

/** In an order that looks random and is the same in every run: the multiplier shares no divisor with usual counts. */
const shuffled = (items, count) => Array.from({ length: count }, (_, index) => items[(index * 7_919) % items.length]);

const found = async (key) => codesOf((await store.lookUp(key)).map(({ stream }) => stream));

async function measure(what, limit, question, inputs) {
  const times = [];
  for (const input of inputs) {
    await turn(); // as between two requests
    const began = performance.now();
    await questions.ask(question, { ...input, year });
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const at = (part) => times[Math.min(times.length - 1, Math.floor(times.length * part))].toFixed(1);
  const target =
    limit === undefined ? '' : `  (p99 at most ${limit} ms: ${Number(at(0.99)) <= limit ? 'met' : 'MISSED'})`;
  console.log(
    `${what.padEnd(52)} ${String(times.length).padStart(5)} asks  p50 ${at(0.5)}  p99 ${at(0.99)}  max ${at(1)} ms${target}`,
  );
}

/** The one with the most streams under its key. */
async function largest(codes, key) {
  let most = { code: undefined, streams: [] };
  for (const code of codes) {
    const streams = await found(key(code));
    if (streams.length > most.streams.length) most = { code, streams };
  }
  return most;
}

const fieldsOf = async (type, field) =>
  (await store.readAll({ after: 0n, limit: 1_000_000, types: [type] })).map(({ data }) => data[field]);

const practices = await found(keyOf.allPractices);
const group = await largest(new Set(await fieldsOf('GroupCreated', 'group')), keyOf.members);
const commissioner = await largest(new Set(await fieldsOf('CommissionerAssigned', 'commissioner')), keyOf.practices);
const holders = (codes, count) => shuffled(codes, count).map((holder) => ({ holder }));
const start = Number(year.slice(0, 4));
const ofYear = { from: `${start}-04-01T00:00:00Z`, to: `${start + 1}-03-31T23:59:59Z` };
const bridges = (codes, count) => holders(codes, count).map((input) => ({ ...input, ...ofYear }));
const groupOf = `the group of ${group.streams.length}`;

await measure('entitlement: first practice after opening', undefined, 'entitlement', holders(practices, 1));
await measure('entitlement: any practice', 10, 'entitlement', holders(practices, Number(asks)));
await measure(`entitlement: members of ${groupOf}`, undefined, 'entitlement', holders(group.streams, 150));
await measure(`entitlement: ${groupOf}`, 100, 'entitlement', holders([group.code], 100));
await measure('bridge over the year: any practice', 200, 'bridge', bridges(practices, 200));
await measure(`bridge over the year: members of ${groupOf}`, 200, 'bridge', bridges(group.streams, 20));
await measure(`bridge over the year: ${groupOf}`, 200, 'bridge', bridges([group.code], 5));
const exposures = Array.from({ length: 10 }, () => ({ commissioner: commissioner.code }));
await measure(`exposure: the PCT of ${commissioner.streams.length} practices`, undefined, 'exposure', exposures);
await measure('roll-up of England', undefined, 'rollUp', [{ of: 'ENGLAND' }]);
await ledger.close();
