import { withTypedFields } from '#contract';
import { ReadBy, type Ledger, type Reader } from '#ledger';
import type { Reach } from './reach.js';

/** A ledger that this process has opened itself. */
export function localReach(ledger: Ledger, reader: Reader): Reach {
  const read = new ReadBy(ledger, reader);
  return {
    record: (order) => ledger.recorder.record(order),
    ask: (question, fields) => read.ask(question, withTypedFields(question, fields)),
    events: (filter) => read.events(filter),
  };
}
