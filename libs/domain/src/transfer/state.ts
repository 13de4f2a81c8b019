import type { EventRef, Evolution } from '../history.js';
import type { TransferEvent } from './events.js';

export type MadeTransfer = Readonly<TransferEvent['data']> & { readonly ref: EventRef };

/** One transfer; none while its command counts for nothing. */
export type Transfer = { readonly made?: MadeTransfer };

export const transfer: Evolution<Transfer, TransferEvent> = {
  initial: {},
  evolve: { ActivityTransferred: (_state, data, ref) => ({ made: { ...data, ref } }) },
};
