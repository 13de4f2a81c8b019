import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readScenario, runScenario } from '#exchange';
import { openLedger } from '#ledger';
import { EXIT, type ExitCode } from '../../apps/cli/src/exit.js';
import { run } from '../../apps/cli/src/run.js';
import type { Terminal } from '../../apps/cli/src/terminal.js';

export type Ended = { readonly code: ExitCode; readonly out: string; readonly err: string };

type Surroundings = { readonly input?: string; readonly environment?: Terminal['environment'] };

/** Runs a verb without a process of its own; what it wrote comes back as text. */
export async function ledger(
  words: readonly string[],
  { input = '', environment = {} }: Surroundings = {},
): Promise<Ended> {
  const [out, err]: [string[], string[]] = [[], []];
  let code: ExitCode = EXIT.done;
  const ended = await run(words, {
    environment,
    interruption: new AbortController().signal,
    print: (text) => out.push(text),
    printJson: (document) => out.push(JSON.stringify(document)),
    say: (text) => err.push(text),
    progress: () => ({ advance: () => undefined, end: () => undefined }),
    standardInput: async () => input,
    exitWith: (given) => (code = given),
    exitCode: () => code,
  });
  return { code: ended, out: out.join('\n'), err: err.join('\n') };
}

/** A folder that is there for one test. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-cli-'));
  return {
    path: (name: string) => join(folder, name),
    store: (name = 'ledger.db') => `embedded:${join(folder, name)}`,
    write(name: string, text: string): string {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The practice with a guarantee whose PCT goes into deficit in November 2007. */
export const DEFICIT_FILE = 'test/scenarios/contract/02-deficit-in-november-with-guarantee.yaml';
export const deficitText = (): string => readFileSync(DEFICIT_FILE, 'utf8');

/** Records the deficit story in a new store. */
export async function recordDeficit(address: string): Promise<void> {
  const opened = await openLedger(address, { clock: 'simulated' });
  try {
    await runScenario(opened, readScenario(deficitText()));
  } finally {
    await opened.close();
  }
}
