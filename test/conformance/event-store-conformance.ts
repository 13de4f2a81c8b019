import { appendConformance } from './append-conformance.js';
import { claimConformance } from './claim-conformance.js';
import { readConformance } from './read-conformance.js';
import { reopenConformance } from './reopen-conformance.js';
import type { Opening } from './sample.js';
import { subscriptionConformance } from './subscription-conformance.js';

/** What not every adapter has. */
export type Capabilities = {
  /** False where a store ends with its process. */
  readonly outlivesClosing: boolean;
};

/**
 * The port's promises, as one suite that every adapter passes unchanged. It takes positions to grow strictly and no
 * more: whether they are contiguous is the adapter's own affair.
 */
export function eventStoreConformance(name: string, open: Opening, { outlivesClosing }: Capabilities): void {
  describe(`${name} keeps the promises of an event store`, () => {
    appendConformance(open);
    claimConformance(open);
    readConformance(open);
    subscriptionConformance(open);
    reopenConformance(open, outlivesClosing);
  });
}
