import { Option, type Command } from 'commander';
import type { Ledger, LedgerToRead } from '#ledger';
import { EXIT, Stop, usageError } from './exit.js';
import { unlessInterrupted, type Terminal } from './terminal.js';

/** What `--store`, `--server` and `--clock` say; commander gives each where it was written. */
export type OpeningOptions = {
  readonly store?: string;
  readonly server?: string;
  readonly clock?: 'system' | 'simulated';
};

const STORE_HELP =
  'address of the store: embedded:PATH, memory: or esdb://HOST:PORT (default: LEDGER_STORE, or embedded:./data/ledger.db)';

/** Adds `--store` to a verb that works on a store itself. */
export const withStore = (command: Command): Command => command.addOption(new Option('--store <address>', STORE_HELP));

/** Adds `--clock` to a verb that may be the first to open a store. */
export const withClock = (command: Command): Command =>
  command.addOption(
    new Option('--clock <clock>', 'clock of a new store, for ever; of one that exists, the clock it must have').choices(
      ['system', 'simulated'],
    ),
  );

/** Adds `--store` and `--server` to a verb that can go through a running server too. */
export const withStoreOrServer = (command: Command): Command =>
  withStore(command).option('--server <url>', 'a running ledger instead, such as http://127.0.0.1:3000');

/** The store meant: as written, else by the environment, else the default. */
export async function addressOf({ store }: OpeningOptions, { environment }: Terminal): Promise<string> {
  if (store !== undefined) return store;
  const { DEFAULT_ADDRESS } = await import('#ledger');
  return environment['LEDGER_STORE'] || DEFAULT_ADDRESS;
}

/** What `--asked-by` and `--asked-for` say: who reads, for the access log. */
export type Asker = { readonly askedBy?: string; readonly askedFor?: string };

/** Adds who asks to a verb that reads. Not `--actor`, which is a filter of some questions. */
export const withAsker = (command: Command): Command =>
  command
    .option('--asked-by <actor>', 'who asks, for the access log (default: anonymous)')
    .option('--asked-for <code>', 'for whom they ask');

export type Opening = OpeningOptions & {
  /** The verb only reads: a store that is not there is not made. */
  readonly mustExist?: boolean;
};

/** Opens the ledger; who opens it closes it. */
export async function opened(terminal: Terminal, opening: Opening): Promise<Ledger> {
  const address = await addressOf(opening, terminal);
  const { filesNamed, openLedger } = await import('#ledger');
  if (opening.mustExist === true) await mustBeThere(address);
  return openLedger(address, { clock: opening.clock, ...filesNamed(terminal.environment) });
}

async function mustBeThere(address: string): Promise<void> {
  const [{ ledgerIsThere }, { shownAddress }] = await Promise.all([import('#ledger'), import('#event-store')]);
  if (await ledgerIsThere(address)) return;
  const message = `there is no ledger at ${shownAddress(address)}; the first command recorded there makes it`;
  throw new Stop(EXIT.unavailable, message);
}

/** Opens the ledger for a verb that only reads the log, also while it is open elsewhere; who opens it closes it. */
export async function openedToRead(terminal: Terminal, opening: OpeningOptions): Promise<LedgerToRead> {
  const address = await addressOf(opening, terminal);
  await mustBeThere(address);
  const { filesNamed, openLedgerToRead } = await import('#ledger');
  return openLedgerToRead(address, filesNamed(terminal.environment));
}

/** Opens the ledger, works on it, and closes it, also when the work fails or the user interrupts. */
export const withLedger = async <T>(
  terminal: Terminal,
  opening: Opening,
  work: (ledger: Ledger) => Promise<T>,
): Promise<T> => closedAfter(await opened(terminal, opening), (ledger) => unlessInterrupted(terminal, work(ledger)));

/** Works on a ledger that is open, and closes it. The work itself sees to what becomes of it when the user interrupts. */
export async function closedAfter<L extends LedgerToRead, T>(ledger: L, work: (ledger: L) => Promise<T>): Promise<T> {
  try {
    return await work(ledger);
  } finally {
    await ledger.close();
  }
}

/** @throws Stop when the options contradict each other */
export function oneLedgerOnly({ store, server, clock }: OpeningOptions): void {
  if (server === undefined) return;
  if (store !== undefined) throw usageError('give --store or --server, not both');
  if (clock !== undefined) throw usageError('--clock goes with --store; a server has the clock of its store');
}
