import type { Ledger } from '#ledger';
import { EXIT, usageError } from '../exit.js';
import { PortTaken, portIn, servedWithViews, type RunningServer } from '../serve.module.js';
import { interrupted, unlessInterrupted, type Terminal } from '../terminal.js';
import { nextStepsWhileServed } from './next-steps.js';
import { noteServedAt } from './served-at.js';
import { tellStory } from './telling.js';

const USUAL_PORT = 3000;

/** The port that was asked for, by option or environment. */
export const wantedPort = ({ environment }: Terminal, option: string | undefined): number | undefined =>
  portIn(option ?? (environment['PORT'] || undefined));

/** Shows the demonstration and serves it until the user ends it. */
export async function serveDemonstration(terminal: Terminal, ledger: Ledger, port: number | undefined): Promise<void> {
  const server = await started(terminal, ledger, port);
  try {
    const forget = await noteServedAt(ledger.address, server.url);
    try {
      await unlessInterrupted(terminal, tellStory(terminal, ledger));
      terminal.print(['', `Served at ${server.url} until Ctrl-C`, ...nextStepsWhileServed(server.url)].join('\n'));
      const { signal } = await interrupted(terminal);
      if (signal === 'SIGINT') terminal.exitWith(EXIT.interrupted);
    } finally {
      await forget();
    }
  } finally {
    await server.close();
  }
  terminal.say('The demonstration has stopped.');
}

/** On the port that was asked for; else on the usual one, or a free one where that is taken. */
async function started(terminal: Terminal, ledger: Ledger, asked: number | undefined): Promise<RunningServer> {
  try {
    return await servedWithViews(terminal, { ledger, port: asked ?? USUAL_PORT });
  } catch (error) {
    if (!(error instanceof PortTaken)) throw error;
    if (asked !== undefined) throw usageError(`${error.message}; --port 0 takes a free one`, error);
    terminal.print(`Port ${USUAL_PORT} is taken, so a free one is used.`);
    return servedWithViews(terminal, { ledger, port: 0 });
  }
}
