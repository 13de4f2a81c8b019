import { passDeadlines } from '#ledger';
import { withLedger, type OpeningOptions } from '../opening.js';
import type { Terminal } from '../terminal.js';

export type DeadlinesOptions = OpeningOptions & { readonly json?: true };

/** Tells the limits that passed, in a ledger that is there. */
export async function tellDeadlines(terminal: Terminal, options: DeadlinesOptions): Promise<void> {
  const passed = await withLedger(terminal, { ...options, mustExist: true }, (ledger) =>
    passDeadlines(ledger, { signal: terminal.interruption }),
  );
  if (options.json) terminal.printJson({ passed });
  else if (passed.length === 0) terminal.print('No limit of a dispute has passed that was not told.');
  for (const { dispute, step, dueOn } of options.json ? [] : passed) {
    terminal.print(`${dispute}: ${step} was due on ${dueOn}.`);
  }
}
