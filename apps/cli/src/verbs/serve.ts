import type { Command } from 'commander';
import { withClock, withStore } from '../opening.js';
import type { ServeOptions } from '../serve.module.js';
import type { Terminal } from '../terminal.js';

const AFTER = `
Until sign-in is built it listens on loopback only. SIGTERM or Ctrl-C ends it when what is under way is answered.

Examples:
  ledger serve
  ledger serve --port 0 --store embedded:./data/trial.db --clock simulated
  curl http://127.0.0.1:3000/health/ready`;

/** `ledger serve`: HTTP until the process is asked to end. */
export function addServe(program: Command, terminal: Terminal): void {
  withClock(withStore(program.command('serve')))
    .summary('serve the ledger over HTTP')
    .description('Opens the store, making it where there is none, and serves it over HTTP.')
    .option('--host <host>', 'where to listen (default: HOST, or 127.0.0.1)')
    .option('--port <port>', 'where to listen; 0 takes a free port (default: PORT, or 3000)')
    .addHelpText('after', AFTER)
    .action(async (options: ServeOptions) => {
      const { serve } = await import('../serve.module.js');
      await serve(terminal, options);
    });
}
