import type { Command } from 'commander';
import { withStoreOrServer } from '../opening.js';
import type { DifferencesOptions, IssueOptions } from '../statements/run-statements.js';
import type { Terminal } from '../terminal.js';

const AFTER = `
Both are safe to repeat, also after an interruption: what was issued is not issued again. What was told, and whether it is
wrong now: ledger ask statements-issued.

Examples:
  ledger statements issue --commissioner 5X1 --year 2007-08 --as-at 2007-09-30
  ledger statements differences --commissioner 5X1 --year 2007-08
  ledger ask statements-issued --commissioner 5X1 --year 2007-08 --wrong`;

const around = (command: Command): Command =>
  withStoreOrServer(command)
    .option('--at <instant>', 'when the ledger learns of it, on a simulated clock')
    .option('--actor <id>', 'who does it')
    .option('--organisation <code>', 'for which body')
    .option('--because <text>', 'why')
    .option('--json', 'one JSON document on standard output');

/** `ledger statements`: issues the statements of a commissioner's practices, and the differences that are due. */
export function addStatements(program: Command, terminal: Terminal): void {
  const statements = program
    .command('statements')
    .summary('issue statements to all practices, and the differences due')
    .description('Tells practices their figures, on record, and later what those have become.')
    .addHelpText('after', AFTER);
  around(statements.command('issue'))
    .description('Issues a statement to each practice that the commissioner owes and that has a budget for the year.')
    .requiredOption('--commissioner <code>', 'whose practices')
    .requiredOption('--year <year>', 'financial year, such as 2007-08')
    .option('--as-at <date>', 'the day that the figures are about; left out: today, or the last day of the year')
    .option('--known-at <instant>', 'by what was known then')
    .action(async (options: IssueOptions) => {
      const { runIssue } = await import('../statements/run-statements.js');
      await runIssue(terminal, options);
    });
  around(statements.command('differences'))
    .description('Issues a difference to each statement whose figure is another now than was last told.')
    .option('--commissioner <code>', 'only those of which it is the debtor')
    .option('--holder <code>', 'only those about this practice or group')
    .option('--year <year>', 'only those of a year')
    .action(async (options: DifferencesOptions) => {
      const { runDifferences } = await import('../statements/run-statements.js');
      await runDifferences(terminal, options);
    });
}
