import type { Year } from '#kernel';
import type { TransferRow } from './events.js';

export type TransferCommands = {
  TransferActivity: {
    transfer: string;
    /** Whose actuals they were. */
    practice: string;
    /** Whose they are. */
    to: string;
    year: Year;
    rows: readonly TransferRow[];
    challenge?: string;
    because?: string;
  };
};
