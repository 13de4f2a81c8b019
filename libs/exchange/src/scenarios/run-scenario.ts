import { Rejected } from '#domain';
import { ReadBy, type Ledger } from '#ledger';
import { differences, matches } from './matches.js';
import type { Expectation, Scenario, Step } from './scenario.js';

/** What came of one expectation; `wanted` and `got` where it failed. */
export type Checked = {
  readonly ask: string;
  readonly with: unknown;
  readonly line: number;
  readonly ok: boolean;
  readonly wanted?: unknown;
  readonly got?: unknown;
};

/** A step that went otherwise than the file says. */
export type StepFailure = { readonly do: string; readonly line: number; readonly wanted: string; readonly got: string };

export type ScenarioResult = {
  readonly title: string;
  /** The first step that failed; no question is asked after it. */
  readonly step?: StepFailure;
  readonly expectations: readonly Checked[];
};

/** The scenario itself acts where no actor is named. */
const SCENARIO_ACTOR = 'scenario';

async function refusalOf(work: Promise<unknown>): Promise<Rejected | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof Rejected) return error;
    throw error;
  }
}

/** The documents of a step; what is written out in the file itself is stored as plain text. */
async function evidenceOf({ documents }: Ledger, { evidence }: Step): Promise<readonly unknown[] | undefined> {
  if (evidence === undefined) return undefined;
  const items: unknown[] = [];
  for (const item of evidence) {
    const { text, ...rest } = (typeof item === 'object' ? item : {}) as { readonly text?: unknown };
    if (typeof text !== 'string') items.push(item);
    else {
      const { document } = await documents.add(bytesOf(text), { mediaType: 'text/plain' });
      items.push({ sha256: document.sha256, ...rest });
    }
  }
  return items;
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array, void> {
  yield Buffer.from(text, 'utf8');
}

async function runStep(ledger: Ledger, step: Step): Promise<StepFailure | undefined> {
  const evidence = await evidenceOf(ledger, step);
  const refusal = await refusalOf(
    ledger.recorder.record({
      command: step.do,
      with: step.with,
      commandId: step.id,
      label: step.label,
      actor: step.by?.actor ?? SCENARIO_ACTOR,
      organisation: step.by?.organisation,
      recordedAt: step.at,
      evidence,
    }),
  );
  const got = refusal ? `${refusal.code}: ${refusal.message}` : 'recorded';
  const wanted = step.refused === undefined ? 'recorded' : step.refused === true ? 'refused' : step.refused;
  const isRight =
    step.refused === undefined ? !refusal : refusal && (step.refused === true || refusal.code === step.refused);
  return isRight ? undefined : { do: step.do, line: step.line, wanted, got };
}

async function check(reader: ReadBy, expectation: Expectation): Promise<Checked> {
  const { ask, with: asked, line, is, refused } = expectation;
  try {
    const got = await reader.ask(ask, asked);
    if (refused !== undefined) return { ask, with: asked, line, ok: false, wanted: { refused }, got };
    if (matches(is, got)) return { ask, with: asked, line, ok: true };
    return { ask, with: asked, line, ok: false, ...differences(is as object, got) };
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    if (error.code === refused) return { ask, with: asked, line, ok: true };
    const got = { refused: error.code, detail: error.message };
    return { ask, with: asked, line, ok: false, wanted: refused === undefined ? is : { refused }, got };
  }
}

/** Replays a scenario into an empty ledger on a simulated clock, then asks its questions. */
export async function runScenario(ledger: Ledger, { title, steps, expect }: Scenario): Promise<ScenarioResult> {
  for (const step of steps) {
    const failure = await runStep(ledger, step);
    if (failure) return { title, step: failure, expectations: [] };
  }
  const expectations: Checked[] = [];
  const reader = new ReadBy(ledger, { actor: SCENARIO_ACTOR, organisation: null, way: 'CLI' });
  for (const expectation of expect) expectations.push(await check(reader, expectation));
  return { title, expectations };
}
