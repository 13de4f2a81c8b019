import { withTypedFields } from '#contract';
import type { Ledger } from '#ledger';
import { listEvents } from '#questions';
import type { Reach } from './reach.js';

/** A ledger that this process has opened itself. */
export const localReach = ({ recorder, questions, store }: Ledger): Reach => ({
  record: (order) => recorder.record(order),
  ask: (question, fields) => questions.ask(question, withTypedFields(question, fields)),
  events: (filter) => listEvents(store, filter),
});
