import type { Command } from 'commander';
import type { ImportCommandOptions } from '../import/run-import.js';
import { withClock, withStore } from '../opening.js';
import type { Terminal } from '../terminal.js';

const AFTER = `
KIND is organisations, memberships, list-sizes, budgets, entries, actuals, service-costs or agreements. The first three
take published files as they are: ODS epraccur and epcmem, list sizes by age and sex. docs/imports.md has every column.

The whole file is checked first, against the ledger too; if one row is bad, nothing is recorded. What is in force
already is not recorded again. After an interruption the same command goes on where it stopped.

Examples:
  ledger import budgets --template > budgets.csv
  ledger import budgets budgets.csv --dry-run
  ledger import organisations epraccur.csv --actor j.smith
  ledger import list-sizes practice-list-size-age-sex-2013-q1.csv --census-date 2013-04-01
  ledger import actuals month-7.csv --covers ALL --because 'Flex of month 7'
  ledger import --list`;

/** `ledger import KIND FILE`: takes a CSV file into the ledger. */
export function addImport(program: Command, terminal: Terminal): void {
  withClock(withStore(program.command('import')))
    .summary('take a CSV file into the ledger')
    .description('Checks a CSV file and records what it says, or lists every row that is wrong and records nothing.')
    .argument('[kind]', 'what the rows are about')
    .argument('[file]', 'the file: CSV in UTF-8')
    .option('--template', 'print an invented file of this kind, its columns explained, and record nothing')
    .option('--list', 'tell which imports were begun, the incomplete ones first')
    .option('--dry-run', 'check the file against the ledger and record nothing')
    .option('--census-date <date>', 'list-sizes, published files: the day on which patients were counted')
    .option('--opens-on <date>', 'organisations, ONS files: the first day of the bodies in it')
    .option('--all-settings', 'organisations, ODS epraccur: take every prescribing setting, not GP practices only')
    .option('--covers <lines>', 'actuals: ALL or service lines; those without a row in a month of the file are 0')
    .option('--at <instant>', 'when the ledger learned of it; on a simulated clock only')
    .option('--actor <actor>', 'who records it (default: import)')
    .option('--organisation <code>', 'for whom the actor acts')
    .option('--because <text>', 'why')
    .option('--authority <text>', 'by what authority: delegated limit, minute')
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', AFTER)
    .action(async (kind: string | undefined, file: string | undefined, options: ImportCommandOptions) => {
      const { runImport } = await import('../import/run-import.js');
      await runImport(terminal, kind, file, options);
    });
}
