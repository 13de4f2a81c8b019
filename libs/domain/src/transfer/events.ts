import { schema, type EventSchema, type Fact, type Month, type Pence, type Year } from '#kernel';
import type { Line } from '../service-lines.js';

/** Pence of a line in a month, and how much activity they stand for where that is known. */
export type TransferRow = { month: Month; line: Line; pence: Pence; activity?: number };

/** Actuals of one practice turn out to be another's: taken from the one and given to the other in one act. */
export type TransferEvent = Fact<
  'ActivityTransferred',
  {
    transfer: string;
    practice: string;
    to: string;
    year: Year;
    rows: readonly TransferRow[];
    challenge?: string;
    because?: string;
  }
>;

export const transferSchemas = {
  ActivityTransferred: schema(),
} satisfies Record<TransferEvent['type'], EventSchema>;
