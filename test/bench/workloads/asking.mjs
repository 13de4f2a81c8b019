import { setImmediate as turn } from 'node:timers/promises';
import { performance } from 'node:perf_hooks';
import { Questions, StreamReader, openLedger } from '../built.mjs';
import { answeredByOracle, askings } from '../events/askings.mjs';
import { VoidRun } from '../measuring/void-run.mjs';
import { percentiles } from '../measuring/statistics.mjs';
import { eventsIn } from '../subjects/read-and-parse.mjs';

const ASKED = { full: 1_000, quick: 100 };
/** Before the clock starts, of others: so that the code is compiled. */
const WARM_UP = 100;

/** The answers of a generated store to random questions, each from nothing and from what is kept of earlier ones. */
export function askingOf({ title, workload, events, sceneOfEvents, make, asked: ask = ASKED }) {
  return {
    TITLE: title,
    subjects: ['embedded'],
    FIGURES: figuresOf(workload),
    inShort,
    async prepare({ stage, options, say }) {
      const [count, asked] = options.quick ? [events.quick, ask.quick] : [events.full, ask.full];
      const path = await stage.once(`${make.name}-${count}.db`, async (file) => {
        say(`  making a store of ${count} events`);
        await make(`embedded:${file}`, count, { progress: (done) => say(`  ${done} events`) });
      });
      const inputs = askings(sceneOfEvents(count), asked + WARM_UP);
      const { pence, events: held } = answeredByOracle(eventsIn(path), inputs);
      if (held !== count) throw new Error(`the store that was made holds ${held} events, not ${count}`);
      return { path, inputs, pence };
    },
    async measure({ context: { path, inputs, pence } }) {
      const ledger = await openLedger(`embedded:${path}`);
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
    if (index >= WARM_UP) times.push(performance.now() - began);
    if (entitlementPence !== pence[index]) {
      throw new VoidRun(`${JSON.stringify(input)}: ${entitlementPence}p; the oracle says ${pence[index]}p`);
    }
  }
  return percentiles(times);
}
