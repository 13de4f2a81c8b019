import type { Command } from 'commander';
import type { Terminal } from '../terminal.js';

const AFTER = `
Examples:
  ledger scenario test/scenarios/contract/*.yaml
  ledger scenario --json dispute.yaml
  ledger scenario --store 'esdb://127.0.0.1:2113?tls=false' test/scenarios/contract/*.yaml`;

/** `ledger scenario FILES…`: replays histories and checks their answers. */
export function addScenario(program: Command, terminal: Terminal): void {
  program
    .command('scenario')
    .summary('replay histories and check what the ledger answers')
    .description('Replays each file into an empty ledger of its own and checks every expectation in it.')
    .argument('<files...>', 'scenarios in YAML')
    .option(
      '--store <address>',
      'memory: or esdb://HOST:PORT, where each file has a namespace of its own, which stays there (default: memory:)',
    )
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', AFTER)
    .action(async (files: string[], options: { store?: string; json?: true }) => {
      const { runScenarioFiles } = await import('../scenario/run-scenario-files.js');
      await runScenarioFiles(terminal, files, options);
    });
}
