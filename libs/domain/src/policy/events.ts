import { schema, type EventSchema, type Fact, type IsoDate } from '#kernel';
import type { PolicyCommands } from './commands.js';

/** Of a body; without one, of the whole country. */
export type PolicyEvent =
  | Fact<'PolicyAdopted', PolicyCommands['AdoptPolicy']>
  | Fact<'PolicyWithdrawn', { policy: string; body?: string; lastDay: IsoDate; because: string }>;

export const policySchemas = {
  PolicyAdopted: schema(),
  PolicyWithdrawn: schema(),
} satisfies Record<PolicyEvent['type'], EventSchema>;
