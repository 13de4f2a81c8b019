import type { Command } from 'commander';
import { withStore } from '../opening.js';
import type { RebuildOptions } from '../rebuild/run-rebuild.js';
import type { Terminal } from '../terminal.js';

const AFTER = `
The views are what lists and pages show: they hold nothing that the log does not. They are built beside the old ones,
which stay as they are until the new ones are whole; an interrupted rebuild changes nothing. All are built, and take
their place together: none is built alone. A store that is being served
is not opened twice: end the server first. With DATABASE_URL set the views are those in that PostgreSQL database.

Examples:
  ledger rebuild
  ledger rebuild --store embedded:./data/england.db --json`;

/** `ledger rebuild`: all views anew from the log. */
export function addRebuild(program: Command, terminal: Terminal): void {
  withStore(program.command('rebuild'))
    .summary('build all views anew from the log')
    .description(
      'Reads every event of the log, works out every figure that lists and pages show, and puts them in place.',
    )
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', AFTER)
    .action(async (options: RebuildOptions) => {
      const { runRebuild } = await import('../rebuild/run-rebuild.js');
      await runRebuild(terminal, options);
    });
}
