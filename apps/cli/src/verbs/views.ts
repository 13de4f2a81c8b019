import type { Command } from 'commander';
import { withStore } from '../opening.js';
import type { Terminal } from '../terminal.js';
import type { ViewsOptions } from '../views/run-views.js';

const AFTER = `
The views are what lists and pages show. A view that an event stops stands at the event before it; the others go on.
Without a word more, and with verify, views in files are only read, also while a server has them open or where nothing
can be written; retry needs them for itself. With DATABASE_URL set the views are those in that PostgreSQL database, which
one process at a time has.

Examples:
  ledger views
  ledger views verify --store embedded:./data/england.db --json
  ledger views retry`;

/** `ledger views`: where they stand, whether they are what the log says, and another try where one has stopped. */
export function addViews(program: Command, terminal: Terminal): void {
  const views = withStore(program.command('views'))
    .summary('tell where the views stand; verify them, or try again')
    .description('Tells for each view up to which entry it counts, and which event has stopped it.')
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', AFTER)
    .action(async (options: ViewsOptions) => {
      const { runViews } = await import('../views/run-views.js');
      await runViews(terminal, options);
    });
  withStore(views.command('verify'))
    .summary('compare the views with what the log says')
    .description(
      'Works every row out from the log, beside the views, as of the event and the day at which they stand, and compares ' +
        'number of events, first and last entry, and the SHA-256 of each table. Ends with 1 where they differ.',
    )
    .option('--json', 'one JSON document on standard output')
    .action(async (_options: ViewsOptions, command: Command) => {
      const { runVerify } = await import('../views/run-verify.js');
      await runVerify(terminal, command.optsWithGlobals());
    });
  withStore(views.command('retry'))
    .summary('count what is left; a view that has stopped is tried again')
    .description('Counts all events that are not counted yet. Ends with 1 where a view stops again.')
    .option('--json', 'one JSON document on standard output')
    .action(async (_options: ViewsOptions, command: Command) => {
      const { runRetry } = await import('../views/run-views.js');
      await runRetry(terminal, command.optsWithGlobals());
    });
}
