import type { Command } from 'commander';
import type { DemoOptions } from '../demo/demo.js';
import type { Terminal } from '../terminal.js';

const AFTER = `
Everything in it is invented. Running it again does not load twice; delete its folder to start afresh.

Examples:
  ledger demo
  ledger demo --once
  ledger demo --port 0 --store embedded:./data/my-demonstration/ledger.db`;

/** `ledger demo`: an invented trust, two years of it, and the one picture that the ledger is for. */
export function addDemo(program: Command, terminal: Terminal): void {
  program
    .command('demo')
    .summary('load an invented trust, show what the ledger is for, and serve it')
    .description(
      'Loads two years of an invented primary care trust, shows a practice’s statement before and after the ' +
        'trust’s deficit, and serves it all over HTTP until Ctrl-C.',
    )
    .option('--once', 'end after the statements instead of serving')
    .option(
      '--store <address>',
      'where to load it: embedded:PATH, memory: or esdb://HOST:PORT (default: embedded:./data/demonstration/ledger.db)',
    )
    .option(
      '--port <port>',
      'where to serve; 0 takes a free port (default: PORT, or 3000, or a free one if that is taken)',
    )
    .addHelpText('after', AFTER)
    .action(async (options: DemoOptions) => {
      const { demo } = await import('../demo/demo.js');
      await demo(terminal, options);
    });
}
