import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { Unreadable, readScenario, runScenario, type Checked, type Scenario } from '#exchange';
import type { Derivation } from '#domain';
import { IN_MEMORY, ledgerBeside, openLedger, placeOf, type Ledger } from '#ledger';
import { EXIT, Stop, usageError } from '../exit.js';
import { textOf } from '../input.js';
import type { Terminal } from '../terminal.js';
import { asFile, asTotals, type FileReport } from './report.js';
import { linesOf, summary } from './lines.js';

/** Replays each file into a ledger of its own, tells what came of it, and sets how the run ends. */
export async function runScenarioFiles(
  terminal: Terminal,
  files: readonly string[],
  { store = 'memory:', json = false }: { readonly store?: string; readonly json?: boolean },
): Promise<void> {
  const addressOf = ledgersAt(store);
  const reports: FileReport[] = [];
  const unreadable: { file: string; message: string }[] = [];
  const progress = json ? terminal.progress('scenarios', files.length) : undefined; // else the lines tell
  try {
    for (const [index, file] of files.entries()) {
      await setImmediate(); // lets a signal in
      terminal.interruption.throwIfAborted();
      const scenario = readOrTell(terminal, file, unreadable);
      if (scenario) {
        const { report, lines } = await replayed(file, scenario, await addressOf(index), json);
        reports.push(report);
        if (!json) lines.forEach(terminal.print);
      }
      progress?.advance();
    }
  } finally {
    progress?.end();
  }
  const totals = asTotals(reports);
  if (json) terminal.printJson({ ...totals, ...(unreadable.length > 0 ? { unreadable } : {}) });
  else terminal.print(summary(totals));
  if (unreadable.length > 0) terminal.exitWith(EXIT.usage);
  else if (totals.failed > 0) terminal.exitWith(EXIT.failed);
}

function readOrTell(
  terminal: Terminal,
  file: string,
  unreadable: { file: string; message: string }[],
): Scenario | undefined {
  try {
    return readScenario(textOf(file));
  } catch (error) {
    if (!(error instanceof Unreadable || error instanceof Stop)) throw error;
    const message = error instanceof Stop ? error.message : `${file}: ${error.message}`;
    terminal.say(`ledger: ${message}`);
    unreadable.push({ file, message });
    return undefined;
  }
}

/** A ledger for each file: in memory, or in a namespace of its own, which no other run has either. */
function ledgersAt(store: string): (index: number) => Promise<string> {
  if (placeOf(store).kind === 'embedded') {
    throw usageError(
      'each scenario begins with an empty ledger: --store takes memory: or the address of an EventStoreDB',
    );
  }
  const run = randomBytes(4).toString('hex');
  return async (index) => (await ledgerBeside(store, `scenario-${run}-${index + 1}`)) ?? store;
}

async function replayed(file: string, scenario: Scenario, address: string, json: boolean) {
  const ledger = await openLedger(address, { clock: 'simulated', keyring: IN_MEMORY });
  try {
    const result = await runScenario(ledger, scenario);
    const lines = json ? [] : await linesOf(file, result, (failed) => derivationOf(ledger, failed));
    return { report: asFile(file, result), lines };
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  } finally {
    await ledger.close();
  }
}

/** How the answer that was not wanted came about; undefined where nothing was answered or it has no derivation. */
async function derivationOf(
  { questions }: Ledger,
  { ask, with: asked, got }: Checked,
): Promise<readonly Derivation[] | undefined> {
  const wasRefused = typeof got === 'object' && got !== null && 'refused' in got;
  if (wasRefused) return undefined;
  const answer = await questions.ask(ask, { ...(asked as object), explain: true });
  return answer.derivation;
}
