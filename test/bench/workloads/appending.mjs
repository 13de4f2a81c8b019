import { performance } from 'node:perf_hooks';
import { percentiles } from '../measuring/statistics.mjs';
import { VoidRun } from '../measuring/void-run.mjs';

/**
 * Every client makes its appends one after the other, all clients at once; each append says where it expects its stream.
 * @param {{ append: Function, isConflict: (error: Error) => boolean }} store  a subject that is open
 * @param {readonly { appends: readonly import('../events/appends.mjs').PlannedAppend[], places: Map<string, unknown> }[]} clients
 *   `places`: what the next append to each stream expects
 */
async function appended(store, clients) {
  const latencies = [];
  let [events, conflicts] = [0, 0];
  const work = async ({ appends, places }) => {
    for (const { stream, events: written, isStale } of appends) {
      const began = performance.now();
      try {
        const place = await store.append(stream, isStale ? undefined : places.get(stream), written);
        latencies.push(performance.now() - began);
        if (isStale) throw new VoidRun(`${stream}: an append that expected no stream was taken, though there is one`);
        places.set(stream, place);
        events += written.length;
      } catch (error) {
        if (!isStale || error instanceof VoidRun || !store.isConflict(error)) throw error;
        conflicts += 1;
      }
    }
  };
  const began = performance.now();
  await Promise.all(clients.map(work));
  return { events, conflicts, seconds: (performance.now() - began) / 1_000, latencies };
}

const eventsIn = (clients) =>
  clients.flat().reduce((sum, { events, isStale }) => sum + (isStale ? 0 : events.length), 0);
const staleIn = (clients) => clients.flat().filter(({ isStale }) => isStale).length;

/** Appends before the clock starts, in percent: compiled code and a file that has begun to grow. */
const WARM_UP_PERCENT = 10;

/** The first appends of each client, and the rest. */
function parted(clients) {
  const places = clients.map(() => new Map());
  const cut = clients.map((appends) => Math.ceil((appends.length * WARM_UP_PERCENT) / 100));
  const part = (partOf) =>
    clients.map((appends, index) => ({ appends: partOf(appends, cut[index]), places: places[index] }));
  return [part((appends, at) => appends.slice(0, at)), part((appends, at) => appends.slice(at))];
}

/**
 * Appends all, and compares what the store then holds with what was given: as many events, every penny in them, every
 * conflict told.
 * @returns {Promise<{ rate: number, p50: number, p99: number, p999: number, events: number, conflicts: number, bytesPerEvent: number | undefined }>}
 */
export async function measuredAppending(store, clients) {
  const [first, rest] = parted(clients);
  const warm = await appended(store, first);
  const { seconds, latencies, ...timed } = await appended(store, rest);
  const [events, conflicts] = [warm.events + timed.events, warm.conflicts + timed.conflicts];
  if (events !== eventsIn(clients)) throw new VoidRun(`${events} of ${eventsIn(clients)} events were acknowledged`);
  if (conflicts !== staleIn(clients)) throw new VoidRun(`${conflicts} of ${staleIn(clients)} conflicts were reported`);
  const given = clients.flat().flatMap((append) => (append.isStale ? [] : append.events.map(({ data }) => data)));
  await mustHold(store, given);
  const bytesPerEvent = store.bytes && store.bytes() / events;
  return { rate: timed.events / seconds, ...percentiles(latencies), events, conflicts, bytesPerEvent };
}

/** @throws VoidRun unless the store holds these events' money, and as many events */
export async function mustHold(store, given) {
  const wanted = { events: given.length, pence: given.reduce((sum, data) => sum + penceIn(data), 0) };
  const held = { events: 0, pence: 0 };
  for await (const data of store.stored()) {
    held.events += 1;
    held.pence += penceIn(data);
  }
  if (held.events !== wanted.events) throw new VoidRun(`${held.events} events are stored, not ${wanted.events}`);
  if (held.pence !== wanted.pence) throw new VoidRun(`${held.pence} pence are stored, not ${wanted.pence}`);
}

/** All amounts of an event's data. */
function penceIn(data) {
  let sum = 0;
  for (const [field, value] of Object.entries(data)) {
    if (typeof value === 'object' && value !== null) sum += field === 'lines' ? linesIn(value) : penceIn(value);
    else if (typeof value === 'number' && /pence$/i.test(field)) sum += value;
  }
  return sum;
}

const linesIn = (lines) => Object.values(lines).reduce((sum, pence) => sum + pence, 0);

/** The rows of a workload that appends. */
export const figuresOf = (workload) => ({
  rate: { workload, unit: 'ev/s' },
  p50: { workload: `${workload}-p50`, unit: 'ms' },
  p99: { workload: `${workload}-p99`, unit: 'ms' },
  p999: { workload: `${workload}-p99.9`, unit: 'ms' },
  bytesPerEvent: { workload: `${workload}-disk`, unit: 'bytes/ev' },
});

export const inShort = ({ rate, p50, p99, events, conflicts }) =>
  `${Math.round(rate)} ev/s, p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms, ${events} events, ${conflicts} conflicts`;
