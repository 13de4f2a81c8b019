import { InvalidArgumentError, type Command } from 'commander';
import { withStore } from '../opening.js';
import type { Terminal } from '../terminal.js';
import type { LoadEnglandOptions } from '../load-england/run-load-england.js';

const AFTER = `
What is real and what is synthetic: docs/england.md. A load that was interrupted is finished by the same command.

Examples:
  ledger load-england --data ../shared/data --year 2008-09 --store embedded:./data/england.db
  ledger load-england --data ../shared/data --year 2008-09 --pct 5D7 5D8 --store memory:
  ledger load-england --year 2008-09 --reconcile-only --store embedded:./data/england.db`;

const DEFAULT_SEED = 2008;

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 0 to 999999999.');
  return Number(text);
}

/** `ledger load-england`: a year of all practices of England, and the proof that it adds up. */
export function addLoadEngland(program: Command, terminal: Terminal): void {
  withStore(program.command('load-england'))
    .summary('load a year of all practices of England, and reconcile it')
    .description(
      'Records the real practices, PCTs and SHAs of a year and a synthetic year of their agreements, budgets, actuals ' +
        'and money, month by month on a simulated clock; then checks that practices, PCTs, SHAs and England agree to the penny.',
    )
    .requiredOption('--year <year>', 'financial year, such as 2008-09')
    .option('--data <folder>', 'the folder with the published files')
    .option('--seed <number>', 'another seed makes another synthetic year', wholeNumber, DEFAULT_SEED)
    .option('--pct <codes...>', 'only these PCTs')
    .option('--practices <number>', 'only so many practices, PCT by PCT', wholeNumber)
    .option('--reconcile-only', 'load nothing, check what the store holds')
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', AFTER)
    .action(async (options: LoadEnglandOptions) => {
      const { runLoadEngland } = await import('../load-england/run-load-england.js');
      await runLoadEngland(terminal, options);
    });
}
