import type { Command } from 'commander';
import type { DeadlinesOptions } from '../deadlines/tell-deadlines.js';
import { withStore } from '../opening.js';
import type { Terminal } from '../terminal.js';

const AFTER = `
A served ledger on the system clock does this by itself. On a simulated clock the day is that of the last event. Each limit
is told once, however often and by how many processes at once this runs. A store that is being served is not opened twice.

Examples:
  ledger deadlines
  ledger deadlines --store embedded:./data/trial.db --json`;

/** `ledger deadlines`: tells the limits of disputes that passed. */
export function addDeadlines(program: Command, terminal: Terminal): void {
  withStore(program.command('deadlines'))
    .summary('tell the limits of disputes that passed')
    .description('Records, of each open dispute whose step was to end before today, that its limit passed.')
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', AFTER)
    .action(async (options: DeadlinesOptions) => {
      const { tellDeadlines } = await import('../deadlines/tell-deadlines.js');
      await tellDeadlines(terminal, options);
    });
}
