import { setImmediate as turn } from 'node:timers/promises';
import { performance } from 'node:perf_hooks';
import { Questions, StreamReader } from '../built.mjs';
import { answeredByOracle, askings } from '../events/askings.mjs';
import { VoidRun } from '../measuring/void-run.mjs';
import { percentiles } from '../measuring/statistics.mjs';
import { eventsOf, generated, ledgerOf } from '../subjects/generated-ledgers.mjs';
import { eventsIn } from '../subjects/read-and-parse.mjs';

const ASKED = { full: 1_000, quick: 100 };
/** Before the clock starts as many others: after a hundred, compiling is most of the 99th percentile. */
const warmUpOf = (inputs) => inputs.length / 2;

/** The answers of a generated store to random questions, each from nothing and from what is kept of earlier ones. */
export function askingOf({
  title,
  workload,
  events,
  sceneOfEvents,
  make,
  asked: ask = ASKED,
  subjects = ['embedded'],
  isByDay,
}) {
  return {
    TITLE: title,
    subjects,
    FIGURES: figuresOf(workload),
    inShort,
    async prepare(prepared) {
      const [count, asked] = prepared.options.quick ? [events.quick, ask.quick] : [events.full, ask.full];
      const stores = await generated(prepared, make, count, { isByDay });
      const inputs = askings(sceneOfEvents(count), 2 * asked);
      const pence = {};
      for (const subject of prepared.subjects) {
        const log = subject === 'embedded' ? eventsIn(stores.path) : await eventsOf(subject, stores);
        const told = answeredByOracle(log, inputs);
        if (told.events !== count) throw new Error(`the store that was made holds ${told.events} events, not ${count}`);
        pence[subject] = told.pence;
      }
      return { ...stores, inputs, pence };
    },
    async measure({ subject, context }) {
      const { inputs, pence: of } = context;
      const pence = of[subject];
      const ledger = await ledgerOf(subject, context);
      const now = () => new Date().toISOString();
      const fresh = () => new Questions(new StreamReader(ledger.store), now);
      try {
        const cold = await asked(fresh, inputs, pence);
        await asked(() => ledger.questions, inputs, pence);
        const warm = await asked(() => ledger.questions, inputs, pence);
        return { ...cold, warm50: warm.p50, warm99: warm.p99 };
      } finally {
        await ledger.close();
      }
    },
  };
}

const figuresOf = (workload) => ({
  p99: { workload, unit: 'ms' },
  p50: { workload: `${workload}-p50`, unit: 'ms' },
  warm99: { workload: `${workload}-warm`, unit: 'ms' },
  warm50: { workload: `${workload}-warm-p50`, unit: 'ms' },
});

const inShort = ({ p50, p99, warm50, warm99 }) =>
  `p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms; asked again p50 ${warm50.toFixed(2)} ms, p99 ${warm99.toFixed(2)} ms`;

/** @throws VoidRun where an answer is not the oracle's */
async function asked(questions, inputs, pence) {
  const times = [];
  for (const [index, input] of inputs.entries()) {
    const asking = questions();
    await turn(); // as between two requests
    const began = performance.now();
    const { entitlementPence } = await asking.ask('entitlement', input);
    if (index >= warmUpOf(inputs)) times.push(performance.now() - began);
    if (entitlementPence !== pence[index]) {
      throw new VoidRun(`${JSON.stringify(input)}: ${entitlementPence}p; the oracle says ${pence[index]}p`);
    }
  }
  return percentiles(times);
}
