import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { smallYear } from '../events/generated-stores.mjs';
import { eventsIn, readAndParse } from '../subjects/read-and-parse.mjs';
import { builtAnew, entitlementsIn, verifiedSeconds } from '../subjects/entitlement-views.mjs';
import { generated, ledgerOf } from '../subjects/generated-ledgers.mjs';
import { VoidRun } from '../measuring/void-run.mjs';
import { SMALL } from '../events/scene.mjs';
import { counted, entitlementPence, nothingYet } from '../events/oracle.mjs';

const ACCOUNT = /^account-(.+)-\d{4}-\d{2}$/;

/** @returns {{ entitlements: Map<string, number>, events: number }} of a store of small events, by the oracle's fold */
function oracleOf(path) {
  const states = new Map();
  let events = 0;
  for (const event of eventsIn(path)) {
    events += 1;
    const code = ACCOUNT.exec(event.stream)?.[1];
    if (code !== undefined) states.set(code, counted(states.get(code) ?? nothingYet(), event));
  }
  const entitlements = new Map([...states].map(([code, state]) => [code, entitlementPence(state, SMALL.years[0])]));
  return { entitlements, events };
}

/** A rebuild of the views of so many small events, beside the machine's own read-and-parse loop and Emmett's rebuild. */
export function rebuildOf({ title, workload, events, subjects, isByDay, isVerified }) {
  return {
    TITLE: title,
    subjects,
    FIGURES: figuresOf(workload),
    inShort,
    async prepare(prepared) {
      const stores = await generated(prepared, smallYear, prepared.options.quick ? events.quick : events.full, {
        isByDay,
      });
      return { ...stores, oracle: oracleOf(stores.path) };
    },
    async measure(task) {
      const { subject, context } = task;
      if (subject === 'sqlite-loop') return loop(context);
      if (subject !== 'emmett-postgresql') return rebuilt(task, equalsOracle, { isVerified });
      const { emmettRebuild } = await import('../subjects/emmett-rebuild.mjs');
      return emmettRebuild(task);
    },
  };
}

/** The rows of a workload that rebuilds. */
export const figuresOf = (workload) => ({
  rate: { workload, unit: 'ev/s' },
  firstProgressSeconds: { workload: `${workload}-first-progress`, unit: 's' },
  peakMemoryMiB: { workload: `${workload}-memory`, unit: 'MiB' },
  verifyRate: { workload: `${workload}-verify`, unit: 'ev/s' },
});

export const inShort = ({ rate, events, peakMemoryMiB, verifyRate }) =>
  `${Math.round(rate)} ev/s, ${events} events${verifyRate === undefined ? '' : `, at most ${Math.round(peakMemoryMiB)} MiB; verified at ${Math.round(verifyRate)} ev/s`}`;

/** @param {{ path: string, oracle: { events: number } }} context */
export function loop({ path, oracle }) {
  const began = performance.now();
  const events = readAndParse(path);
  const seconds = (performance.now() - began) / 1_000;
  mustCount(events, oracle.events);
  return { rate: events / seconds, events };
}

/**
 * @param {(file: string, oracle: object) => Promise<void>} mustAgree  throws where the views are not right
 * @param {{ views?: readonly string[], isVerified?: boolean }} [how]  `views`: those of the entitlements by default
 */
export async function rebuilt({ subject, folder, context }, mustAgree, { views, isVerified = false } = {}) {
  const ledger = await ledgerOf(subject, context);
  try {
    const file = join(folder, `${views ? 'all' : 'entitlements'}.views`);
    const { seconds, firstProgressSeconds, events } = await builtAnew(ledger, file, views);
    const peakMemoryMiB = process.resourceUsage().maxRSS / 1_024;
    mustCount(events, context.oracle.events);
    await mustAgree(file, context.oracle);
    const verifyRate = isVerified ? events / (await verifiedSeconds(ledger, file)) : undefined;
    return { rate: events / seconds, firstProgressSeconds, peakMemoryMiB, verifyRate, events };
  } finally {
    await ledger.close();
  }
}

function mustCount(events, wanted) {
  if (events !== wanted) throw new VoidRun(`${events} events were counted; there are ${wanted}`);
}

async function equalsOracle(file, { entitlements }) {
  mustEqual(await entitlementsIn(file), entitlements);
}

/** @throws VoidRun where a practice is missing, one too many, or a penny out */
export function mustEqual(found, wanted) {
  if (found.size !== wanted.size) throw new VoidRun(`${found.size} entitlements, not ${wanted.size}`);
  for (const [code, pence] of wanted) {
    if (found.get(code) !== pence)
      throw new VoidRun(`${code} is entitled to ${found.get(code)}p; the oracle says ${pence}p`);
  }
}
