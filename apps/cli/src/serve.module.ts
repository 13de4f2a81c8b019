import type { Ledger } from '#ledger';
import { NotLoopback, PortTaken, serveWithViews, type RunningServer } from '../../api/src/index.js';
import { pages } from '../../dashboard/src/index.js';
import { EXIT, usageError } from './exit.js';
import { opened, type OpeningOptions } from './opening.js';
import { interrupted, type Terminal } from './terminal.js';

export { PortTaken, type RunningServer };

export type ServeOptions = OpeningOptions & { readonly host?: string; readonly port?: string };

/** Serves a ledger over HTTP until the process is asked to end. The one place where two doors meet. */
export async function serve(terminal: Terminal, options: ServeOptions): Promise<void> {
  const { HOST, PORT } = terminal.environment;
  const host = options.host ?? (HOST || undefined);
  const port = portIn(options.port ?? (PORT || undefined));
  const ledger = await opened(terminal, options);
  try {
    const server = await started(terminal, {
      ledger,
      ...(host === undefined ? {} : { host }),
      ...(port === undefined ? {} : { port }),
    });
    terminal.print(`The ledger at ${ledger.address} (${ledger.store.clock} clock) is served at ${server.url}`);
    const { signal } = await interrupted(terminal);
    await server.close();
    terminal.say('The server has stopped.');
    if (signal === 'SIGINT') terminal.exitWith(EXIT.interrupted);
  } finally {
    await ledger.close();
  }
}

const LARGEST_PORT = 65_535;

export function portIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text) && Number(text) <= LARGEST_PORT) return Number(text);
  throw usageError(`${text} is no port: write a number from 0 to ${LARGEST_PORT}; 0 takes a free one`);
}

export type Serving = { readonly ledger: Ledger; readonly host?: string; readonly port?: number };

/**
 * Serves a ledger with its pages and its views, which follow the log while it is served.
 * @throws PortTaken  when something listens there
 */
export function servedWithViews(terminal: Terminal, serving: Serving): Promise<RunningServer> {
  const viewsIn = {
    databaseUrl: terminal.environment['DATABASE_URL'] || undefined,
    tell: (message: string) => terminal.say(message),
  };
  return serveWithViews({ ...serving, viewsIn, pages: (api) => pages({ api }) });
}

async function started(terminal: Terminal, serving: Serving): Promise<RunningServer> {
  try {
    return await servedWithViews(terminal, serving);
  } catch (error) {
    if (error instanceof PortTaken) throw usageError(`${error.message}; --port 0 takes a free one`, error);
    if (error instanceof NotLoopback) throw usageError(error.message, error);
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw usageError(`the server cannot listen there (${code})`, error);
  }
}
