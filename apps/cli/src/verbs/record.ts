import type { Command } from 'commander';
import { withClock, withStoreOrServer, type OpeningOptions } from '../opening.js';
import type { RecordOptions } from '../record/record-command.js';
import type { Terminal } from '../terminal.js';
import { wholeNumber } from './options.js';

const AFTER = `
FILE holds the fields of the command, as JSON (its name ends in .json) or as YAML; - reads either from standard input.
In YAML a code may stand without quotes; a number where a code is meant is taken as the text that spells it.

A document on which the command rests is named with --evidence (a file with a list, as X-Evidence of HTTP), or kept and named at
once with --attach FILE,kind=KIND and after it from=, to=, dated=, receivedOn= and title=; KIND is LETTER, MINUTE, AGREEMENT,
STATEMENT, DATA or OTHER. A comma inside a value is written twice.

The same --id with the same content is answered as it was first, and nothing is recorded again.

Examples:
  ledger record SignAgreement --example > sign.json
  ledger record SignAgreement sign.json --id ag1-practice --actor a.partner --organisation A99001
  echo '{ code: 5X1, type: PCT, name: Exampleshire PCT, opensOn: 2002-04-01 }' | ledger record RegisterOrganisation -
  ledger record SuspendRelease stop.yaml --attach letter.pdf,kind=LETTER,from=5X1,dated=2007-11-15
  ledger record RecordPayment pay.yaml --server http://127.0.0.1:3000 --json

Every command with its fields stands in docs/events.md and in /openapi.json of a running ledger.`;

const together = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

/** `ledger record COMMAND FILE|-`: records one command. */
export function addRecord(program: Command, terminal: Terminal): void {
  withClock(withStoreOrServer(program.command('record')))
    .summary('record a command, such as SignAgreement')
    .description('Records one command, or says why it is refused; then nothing is recorded.')
    .argument('<command>', 'name of the command')
    .argument('[file]', 'its fields in JSON or YAML; - for standard input')
    .option('--example', 'print an example of the command’s fields as JSON and record nothing')
    .option('--id <id>', 'command id; a new one when left out')
    .option('--label <label>', 'a name for what is recorded, for what-if, bridge and RecordInError')
    .option('--at <instant>', 'when the ledger learned of it; on a simulated clock only')
    .option('--actor <actor>', 'who records it')
    .option('--organisation <code>', 'for whom the actor acts')
    .option('--because <text>', 'why')
    .option('--authority <text>', 'by what authority: delegated limit, minute')
    .option('--source <text>', 'where the fact comes from: a file, a publication')
    .option('--evidence <file>', 'documents on which it rests, as a list in JSON; - for standard input')
    .option('--attach <file,kind=…>', 'keep a file as a document on which it rests; may be repeated', together)
    .option('--if-match <revision>', 'record only if the stream is at this revision; -1: if there is none', wholeNumber)
    .option('--json', 'the body that HTTP gives, on standard output')
    .addHelpText('after', AFTER)
    .action(async (command: string, file: string | undefined, options: RecordOptions & OpeningOptions) => {
      const { recordCommand } = await import('../record/record-command.js');
      await recordCommand(terminal, command, file, options);
    });
}
