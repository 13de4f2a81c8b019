import { inspect } from 'node:util';
import { CommanderError } from 'commander';
import { EXIT, Stop, type ExitCode } from './exit.js';
import type { Terminal } from './terminal.js';

/** Says in a sentence what went wrong. A stack is shown to those only who set LEDGER_DEBUG=1. */
export async function failed(error: unknown, terminal: Terminal): Promise<ExitCode> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  const { exitCode, message } = await told(error);
  terminal.say(`ledger: ${message}`);
  if (terminal.environment['LEDGER_DEBUG'] === '1') terminal.say(inspect(error));
  return exitCode;
}

async function told(error: unknown): Promise<{ exitCode: ExitCode; message: string }> {
  if (error instanceof Stop) return error;
  const { Rejected, refusals } = await import('#domain');
  if (error instanceof Rejected) {
    const exitCode = EXIT_OF_CODE[error.code] ?? EXIT_OF_KIND[refusals[error.code].kind] ?? EXIT.refused;
    return { exitCode, message: `${error.code}: ${error.message}` };
  }
  const { ClockMismatch, StoreDamaged, StoreUnavailable } = await import('#event-store');
  if (error instanceof StoreUnavailable || error instanceof StoreDamaged) {
    return { exitCode: EXIT.unavailable, message: error.message };
  }
  const { ViewsUnavailable } = await import('#projections');
  if (error instanceof ViewsUnavailable) return { exitCode: EXIT.unavailable, message: error.message };
  if (error instanceof ClockMismatch) return { exitCode: EXIT.usage, message: error.message };
  const what = error instanceof Error ? error.message.split('\n')[0] : String(error);
  const message = `this should not have happened: ${what} (LEDGER_DEBUG=1 shows where)`;
  return { exitCode: EXIT.defect, message };
}

/** What was asked for by a name that does not exist. */
const EXIT_OF_CODE: Readonly<Record<string, ExitCode>> = { NOT_FOUND: EXIT.usage };
/** By kind of refusal; all others are refused by a rule. */
const EXIT_OF_KIND: Readonly<Record<string, ExitCode>> = {
  invalid: EXIT.usage,
  unsupported: EXIT.usage,
  unavailable: EXIT.unavailable,
  'too-many': EXIT.unavailable,
};
