import type { Command } from 'commander';
import { usageError } from '../exit.js';
import type { Terminal } from '../terminal.js';

const AFTER = `
Each question has its fields as options: ledger ask entitlement --help

Examples:
  ledger ask entitlement --holder A99001 --year 2007-08 --known-at 2007-11-14T23:59:59Z --explain
  ledger ask exposure --commissioner 5X1 --year 2007-08
  ledger ask roll-up --of ENGLAND --year 2008-09 --json
  ledger ask bridge --holder A99001 --year 2007-08 --from 2007-11-01T00:00:00Z --to 2007-11-30T23:59:59Z
  ledger ask what-if --holder A99001 --year 2007-08 --suppose '[{"omit":"deficit"}]'`;

/** `ledger ask QUESTION --FIELD …`: answers a question of the contract. */
export function addAsk(program: Command, terminal: Terminal): void {
  const ask = program
    .command('ask')
    .summary('ask a question, such as entitlement')
    .description('Answers a question from the facts recorded: what is owed, why, and what it would be otherwise.')
    .usage('QUESTION [options]')
    .allowExcessArguments() // both are read by the question, or told about below
    .allowUnknownOption()
    .addHelpText('after', AFTER)
    .action(async () => {
      throw usageError(await whatThereIsToAsk(ask));
    });
  program.hook('preSubcommand', async (_program, verb) => {
    if (verb !== ask) return;
    const { addQuestions } = await import('../ask/questions.js');
    addQuestions(ask, terminal); // only now: the fields of the questions take a while to load
  });
}

async function whatThereIsToAsk({ args: [question] }: Command): Promise<string> {
  const { questionNames } = await import('#contract');
  const questions = `questions are ${questionNames.join(', ')}`;
  return question === undefined || question.startsWith('-')
    ? `say what to ask before anything else; ${questions}`
    : `there is no question ${question}; ${questions}`;
}
