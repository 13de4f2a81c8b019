import {
  AnotherLoad,
  SourceFolder,
  UnusableSource,
  YEARS,
  loadEngland,
  reconcileEngland,
  sceneOf,
  type Reconciliation,
  type Scene,
} from '#exchange';
import type { Ledger } from '#ledger';
import { EXIT, usageError } from '../exit.js';
import { addressOf, withLedger, type OpeningOptions } from '../opening.js';
import type { Terminal } from '../terminal.js';
import { bytesOnDisk, peakMemoryBytes, secondsNow, speedOf, type LoadSpeed } from './measures.js';
import { loadLines, reconciliationLines } from './report.js';
import { onTerminal, questionsOnTerminal } from './watching.js';

export type LoadEnglandOptions = OpeningOptions & {
  readonly year: string;
  readonly data?: string;
  readonly seed: number;
  readonly pct?: readonly string[];
  readonly practices?: number;
  readonly reconcileOnly?: true;
  readonly json?: true;
};

/** The document of `--json`. */
export type LoadEnglandReport = {
  readonly load?: LoadSpeed & {
    readonly year: string;
    readonly seed: number;
    readonly practices: number;
    readonly pcts: number;
    readonly shas: number;
  };
  readonly reconciliation: Reconciliation;
  readonly peakMemoryBytes: number;
  /** The store, its log and its keyring; 0 in memory, left out where a server keeps the store. */
  readonly bytesOnDisk?: number;
};

/** Loads, reconciles and tells both. Ends with EXIT.failed where the levels do not agree. */
export async function runLoadEngland(terminal: Terminal, options: LoadEnglandOptions): Promise<void> {
  if (!YEARS.includes(options.year)) throw usageError(`--year must be one of ${YEARS.join(', ')}`);
  const planned = options.reconcileOnly ? undefined : plannedFrom(options);
  const opening = { ...options, clock: 'simulated' as const, mustExist: planned === undefined };
  const report = await withLedger(terminal, opening, async (ledger) => {
    const load = planned && (await loaded(terminal, ledger, planned));
    if (load) terminal.say(loadLines(load).join('\n'));
    const reconciliation = await reconcileEngland(ledger, options.year, questionsOnTerminal(terminal), secondsNow);
    const bytes = bytesOnDisk(await addressOf(options, terminal));
    return {
      ...(load ? { load } : {}),
      reconciliation,
      peakMemoryBytes: peakMemoryBytes(),
      ...(bytes === undefined ? {} : { bytesOnDisk: bytes }),
    };
  });
  if (options.json) terminal.printJson(report);
  else for (const line of reconciliationLines(report)) terminal.print(line);
  if (!report.reconciliation.reconciled) terminal.exitWith(EXIT.failed);
}

type Planned = { readonly scene: Scene; readonly digest: string };

function plannedFrom({ data, year, seed, pct, practices }: LoadEnglandOptions): Planned {
  if (data === undefined) throw usageError('--data must name the folder with the published files');
  try {
    const folder = new SourceFolder(data);
    const slice = { ...(pct ? { pcts: pct } : {}), ...(practices === undefined ? {} : { practices }) };
    return { scene: sceneOf(folder, year, seed, slice), digest: folder.digest() };
  } catch (error) {
    throw error instanceof UnusableSource ? usageError(error.message, error) : error;
  }
}

async function loaded(terminal: Terminal, ledger: Ledger, { scene, digest }: Planned) {
  const began = secondsNow();
  const watching = onTerminal(terminal);
  try {
    const tally = await loadEngland(ledger, scene, digest, watching);
    const { year, seed, practices, pcts, shas } = scene;
    const of = { year, seed, practices: practices.length, pcts: pcts.length, shas: shas.length };
    return { ...of, ...speedOf(tally, secondsNow() - began) };
  } catch (error) {
    throw error instanceof AnotherLoad ? usageError(error.message, error) : error;
  } finally {
    watching.ends();
  }
}
