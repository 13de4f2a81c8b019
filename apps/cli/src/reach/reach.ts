import type { QuestionName } from '#contract';
import type { Answer, EventFilter, EventPage } from '#questions';
import type { Order, Recorded } from '#recording';

/** What record, ask and events need of a ledger, whether it is opened here or runs as a server. */
export type Reach = {
  /** @throws Rejected */
  record(order: Order): Promise<Recorded>;
  /** @param fields  as text or as they are; @throws Rejected */
  ask(question: QuestionName, fields: Readonly<Record<string, unknown>>): Promise<Answer>;
  /** @throws Rejected */
  events(filter: EventFilter): Promise<EventPage>;
};
