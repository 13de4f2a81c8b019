import { commandCatalogue, commandNames, isCommandName, validateCommand, type CommandName } from '#contract';
import { Rejected } from '#domain';
import type { Recorded } from '#recording';
import { usageError } from '../exit.js';
import { addressOf } from '../opening.js';
import { withReach, type ReachOptions } from '../reach/with-reach.js';
import type { Terminal } from '../terminal.js';
import { evidenceFrom } from './evidence-from.js';
import { fieldsFrom } from './fields-from.js';

export type RecordOptions = ReachOptions & {
  readonly example?: true;
  readonly id?: string;
  readonly label?: string;
  readonly at?: string;
  readonly actor?: string;
  readonly organisation?: string;
  readonly because?: string;
  readonly authority?: string;
  readonly source?: string;
  readonly ifMatch?: number;
  readonly evidence?: string;
  readonly attach?: readonly string[];
};

/** Records the command that a file or standard input holds, and tells what came of it. */
export async function recordCommand(
  terminal: Terminal,
  command: string,
  file: string | undefined,
  options: RecordOptions,
): Promise<void> {
  if (!isCommandName(command))
    throw usageError(`there is no command ${command}; commands are ${commandNames.join(', ')}`);
  if (options.example === true) {
    terminal.print(JSON.stringify(commandCatalogue[command].example, null, 2));
    return;
  }
  if (file === undefined) throw usageError('name a file with the fields of the command, or - for standard input');
  const fields = await fieldsFrom(terminal, command, file);
  await mustBeWorthAStore(terminal, command, fields, options);
  const evidence = await evidenceFrom(terminal, file, options);
  const order = { ...orderOf(command, fields, options), evidence };
  const recorded = await withReach(terminal, options, (reach) => reach.record(order).catch(tellingId));
  if (recorded.replayed) terminal.say('This command was recorded before; nothing was recorded now.');
  if (options.json === true) terminal.printJson(recorded.outcome);
  else terminal.print(sentence(command, recorded));
}

/** Whoever does not know whether it was recorded tries again with the same id, which may have been made here. */
async function tellingId(error: unknown): Promise<never> {
  const { MaybeRecorded, sentAgain } = await import('#recording');
  if (!(error instanceof MaybeRecorded)) throw error;
  throw new Rejected(error.code, sentAgain(`with --id ${error.commandId}`, error.reason));
}

/** A store runs on its first clock for ever, so none is made for a command that it could not take. */
async function mustBeWorthAStore(
  terminal: Terminal,
  command: CommandName,
  fields: unknown,
  options: RecordOptions,
): Promise<void> {
  const { ledgerIsThere } = await import('#ledger');
  if (options.server !== undefined || (await ledgerIsThere(await addressOf(options, terminal)))) return;
  if (options.at !== undefined && options.clock !== 'simulated') {
    throw usageError('--at is for a simulated clock, and there is no ledger yet: --clock simulated makes one with it');
  }
  const checked = validateCommand(command, fields);
  if (!checked.ok) {
    const message = checked.errors.map(({ field, message: wrong }) => `${field} ${wrong}`.trim()).join('; ');
    throw new Rejected('INVALID', message, checked.errors);
  }
}

const orderOf = (
  command: CommandName,
  fields: unknown,
  { id, label, at, actor, organisation, because, authority, source, ifMatch }: RecordOptions,
) => ({
  command,
  with: fields,
  commandId: id,
  label,
  recordedAt: at,
  actor,
  organisation,
  because,
  authority,
  source,
  expectedRevision: ifMatch,
});

function sentence(command: CommandName, { outcome: { commandId, events } }: Recorded): string {
  const what = events.map(
    ({ type, stream, revision, position }) => `  ${type} in ${stream}, revision ${revision}, position ${position}`,
  );
  return [`${command} is recorded as command ${commandId}:`, ...what].join('\n');
}
