import { Command } from 'commander';
import { failed } from './failure.js';
import type { ExitCode } from './exit.js';
import type { Terminal } from './terminal.js';
import { verbs } from './verbs/index.js';

const AFTER = `
Exit codes:
  0 done, 1 an expectation or check failed, 2 bad usage or input, 3 refused by a rule,
  4 store unavailable, 70 a defect of the ledger, 130 interrupted

Start with:
  ledger scenario test/scenarios/contract/*.yaml
  ledger serve
  ledger VERB --help`;

function programFor(terminal: Terminal): Command {
  const program = new Command('ledger')
    .description('Commissioning decisions, budgets and savings claims as facts; entitlements explained to the penny.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.say(text.trimEnd()),
    })
    .showHelpAfterError('(--help tells more)')
    .addHelpText('after', AFTER);
  for (const addVerb of verbs) addVerb(program, terminal);
  return program;
}

/** `ledger help ask bridge` is `ledger ask bridge --help`. */
const withoutHelpVerb = ([first, ...rest]: readonly string[]): readonly string[] =>
  first === undefined ? [] : first === 'help' ? [...rest, '--help'] : [first, ...rest];

/** Runs one verb. @param words what was written after `ledger` */
export async function run(words: readonly string[], terminal: Terminal & { exitCode(): ExitCode }): Promise<ExitCode> {
  try {
    await programFor(terminal).parseAsync(withoutHelpVerb(words), { from: 'user' });
    return terminal.exitCode();
  } catch (error) {
    return failed(error, terminal);
  }
}
