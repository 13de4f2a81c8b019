import { ClockMismatch, StoreDamaged, StoreUnavailable, type Clock } from '#event-store';
import { DEFAULT_ADDRESS, filesNamed, openLedger } from '#ledger';
import { ViewsUnavailable } from '#projections';
import { mustBeLoopback, NotLoopback } from './loopback.guard.js';
import { serveWithViews } from './serve-with-views.js';
import { PortTaken, standardLog } from './server.js';

const BAD_USAGE = 2;
const STORE_UNAVAILABLE = 4;

/** An environment variable is not as it must be. */
class BadSetting extends Error {}

function portIn(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new BadSetting(`PORT must be a port from 0 to 65535, not ${text}`);
}

function clockIn(text: string | undefined): Clock | undefined {
  if (text === undefined || text === 'system' || text === 'simulated') return text;
  throw new BadSetting(`LEDGER_CLOCK must be system or simulated, not ${text}`);
}

function exitCodeOf(error: unknown): number {
  if ([StoreUnavailable, StoreDamaged, ClockMismatch, ViewsUnavailable].some((kind) => error instanceof kind))
    return STORE_UNAVAILABLE;
  return error instanceof BadSetting || error instanceof NotLoopback || error instanceof PortTaken ? BAD_USAGE : 1;
}

const log = standardLog();

async function main(): Promise<void> {
  const { HOST: host = '127.0.0.1', PORT = '3000', LEDGER_STORE = DEFAULT_ADDRESS, LEDGER_CLOCK } = process.env;
  const databaseUrl = process.env['DATABASE_URL'] || undefined;
  const port = portIn(PORT);
  const clock = clockIn(LEDGER_CLOCK);
  mustBeLoopback(host);
  const ledger = await openLedger(LEDGER_STORE, { clock, ...filesNamed(process.env) });
  const viewsIn = { databaseUrl, tell: (message: string, err?: unknown) => log.warn({ err }, message) };
  const server = await serveWithViews({ ledger, host, port, log, viewsIn }).catch(async (error: unknown) => {
    await ledger.close();
    throw error;
  });
  log.info({ url: server.url, store: ledger.address, clock: ledger.store.clock }, 'the ledger is served');
  const stop = async (signal: string) => {
    log.info({ signal }, 'the server stops');
    await server.close();
    await ledger.close();
  };
  const stopOn = (signal: NodeJS.Signals) => process.once(signal, () => void stop(signal).catch(fail));
  stopOn('SIGTERM');
  stopOn('SIGINT');
}

function fail(error: unknown): void {
  const code = exitCodeOf(error);
  if (code === 1) log.fatal({ err: error }, 'the server failed');
  else log.fatal((error as Error).message);
  process.exitCode = code;
}

await main().catch(fail);
