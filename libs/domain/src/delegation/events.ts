import { schema, type EventSchema, type Fact, type IsoDate, type Pence } from '#kernel';

/** Up to how much a committee, or whoever holds a role, may decide for a commissioner; without an amount, any. */
export type DelegationEvent = Fact<
  'DelegatedLimitSet',
  { commissioner: string; committee: string; from: IsoDate; limitPence?: Pence }
>;

export const delegationSchemas = {
  DelegatedLimitSet: schema(),
} satisfies Record<DelegationEvent['type'], EventSchema>;
