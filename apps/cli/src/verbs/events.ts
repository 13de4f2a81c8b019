import type { Command } from 'commander';
import type { EventsOptions } from '../events/tell-events.js';
import { withAsker, withStoreOrServer } from '../opening.js';
import type { Terminal } from '../terminal.js';
import { wholeNumber } from './options.js';

const AFTER = `
Events come in the order of the log, those of the first page when --all is left out.

Examples:
  ledger events --limit 20
  ledger events --holder A99001 --year 2007-08 --all
  ledger events --after 120 --type ActualsRecorded --json
  ledger events --command-id ag1-practice`;

/** `ledger events`: lists what was recorded. */
export function addEvents(program: Command, terminal: Terminal): void {
  withAsker(withStoreOrServer(program.command('events')))
    .summary('list what was recorded')
    .description('Lists recorded events by position, filtered.')
    .option('--after <position>', 'only events after this position', wholeNumber)
    .option('--limit <number>', 'events at most, up to 1000 (default: 100)', wholeNumber)
    .option('--all', 'every page to the end')
    .option('--stream <stream>', 'of one stream, such as account-A99001-2007-08')
    .option('--holder <code>', 'about a practice or group')
    .option('--commissioner <code>', 'about a commissioner')
    .option('--year <year>', 'about a year, such as 2007-08')
    .option('--type <type>', 'of one type, such as ActualsRecorded')
    .option('--actor <actor>', 'recorded by this actor')
    .option('--command-id <id>', 'of one command')
    .option('--json', 'the body that HTTP gives, on standard output')
    .addHelpText('after', AFTER)
    .action(async (options: EventsOptions) => {
      const { tellEvents } = await import('../events/tell-events.js');
      await tellEvents(terminal, options);
    });
}
