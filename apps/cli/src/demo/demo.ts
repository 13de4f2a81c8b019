import { demonstrationStory, loadStory, type LoadedStep } from '#exchange';
import type { Ledger } from '#ledger';
import { usageError } from '../exit.js';
import { unlessInterrupted, type Terminal } from '../terminal.js';
import { openedForDemonstration, withoutLoadTrouble } from './demonstration-store.js';
import { nextSteps } from './next-steps.js';
import { tellStory } from './telling.js';

export type DemoOptions = { readonly once?: true; readonly store?: string; readonly port?: string };

const OWN_STORE = 'embedded:./data/demonstration/ledger.db';

/** Loads the demonstration where it is not loaded yet, shows it, and serves it. */
export async function demo(terminal: Terminal, { once, store = OWN_STORE, port }: DemoOptions): Promise<void> {
  if (once === true && port !== undefined) throw usageError('--port has no use with --once, which does not serve');
  const serving = once === true ? undefined : await import('./serving.js');
  const wantedPort = serving?.wantedPort(terminal, port);
  const ledger = await openedForDemonstration(terminal, store);
  try {
    await unlessInterrupted(terminal, loaded(terminal, ledger));
    if (serving) await serving.serveDemonstration(terminal, ledger, wantedPort);
    else {
      await unlessInterrupted(terminal, tellStory(terminal, ledger));
      for (const line of nextSteps(ledger.address)) terminal.print(line);
    }
  } finally {
    await ledger.close();
  }
}

async function loaded(terminal: Terminal, ledger: Ledger): Promise<void> {
  const story = demonstrationStory();
  const startedAt = performance.now();
  const recorded = await withoutLoadTrouble(ledger, loadWithProgress(terminal, ledger, story));
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  terminal.print(loadedLine(ledger.address, story.length, recorded, seconds));
}

function loadedLine(address: string, steps: number, recorded: number, seconds: string): string {
  const where = `an invented trust, twelve practices, 2006-07 and 2007-08, at ${address}`;
  if (recorded === 0) return `Already loaded: ${steps} commands, ${where}`;
  if (recorded === steps) return `Loaded in ${seconds} s: ${steps} commands, ${where}`;
  return `Finished a load that was interrupted: ${recorded} of ${steps} commands were missing, ${where}`;
}

async function loadWithProgress(terminal: Terminal, ledger: Ledger, story: readonly LoadedStep[]): Promise<number> {
  const progress = terminal.progress('Loading the demonstration', story.length);
  try {
    return await loadStory(ledger, story, {
      mayGoOn: () => terminal.interruption.throwIfAborted(),
      loaded: () => progress.advance(),
    });
  } finally {
    progress.end();
  }
}
