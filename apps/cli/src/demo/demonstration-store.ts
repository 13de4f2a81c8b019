import { dirname, resolve } from 'node:path';
import { Rejected } from '#domain';
import { ClockMismatch, StoreUnavailable, shownAddress } from '#event-store';
import { OtherStore } from '#exchange';
import { filesNamed, openLedger, placeOf, type Ledger } from '#ledger';
import { EXIT, Stop, usageError } from '../exit.js';
import type { Terminal } from '../terminal.js';
import { fileOf, liveAddress } from './served-at.js';

/** Opens the store of the demonstration, which runs on a simulated clock; who opens it closes it. */
export async function openedForDemonstration(
  terminal: Pick<Terminal, 'environment'>,
  address: string,
): Promise<Ledger> {
  try {
    return await openLedger(address, { clock: 'simulated', ...filesNamed(terminal.environment) });
  } catch (error) {
    if (error instanceof ClockMismatch) {
      const message = `${shownAddress(address)} is no store of the demonstration: ${error.message}. ${anotherThan(address)}`;
      throw usageError(message, error);
    }
    if (!(error instanceof StoreUnavailable)) throw error;
    const url = await liveAddress(address);
    if (url === undefined) throw error;
    const message = `${error.message}. The demonstration runs already, at ${url}: use it there, or end it first.`;
    throw new Stop(EXIT.unavailable, message, { cause: error });
  }
}

const anotherThan = (address: string): string =>
  isOnServer(address)
    ? 'Leave out --store, or name a namespace in the address that no ledger has yet.'
    : 'Leave out --store, or name a file that is not there yet.';

const isOnServer = (address: string): boolean => placeOf(address).kind === 'eventstoredb';

/** The outcome of the load, or a sentence that says what to do about the store. */
export async function withoutLoadTrouble({ address }: Ledger, load: Promise<number>): Promise<number> {
  try {
    return await load;
  } catch (error) {
    if (error instanceof OtherStore && !error.isDemonstration) {
      throw usageError(
        `${address} holds another ledger, and the demonstration is not mixed with it. ${anotherThan(address)}`,
        error,
      );
    }
    if (error instanceof OtherStore) {
      throw usageError(`${address} holds another version of the demonstration: ${afresh(address)}`, error);
    }
    if (error instanceof Rejected) {
      const why = `${error.code}: ${error.message}`;
      throw usageError(
        `the load at ${address} was interrupted and cannot be finished (${why}): ${afresh(address)}`,
        error,
      );
    }
    throw error;
  }
}

function afresh(address: string): string {
  if (isOnServer(address)) return 'name a namespace in the address that no ledger has yet.';
  const file = fileOf(address);
  return file === undefined
    ? 'run it again.'
    : `delete the folder ${dirname(resolve(file))}, if nothing of yours is in it, and run it again.`;
}
