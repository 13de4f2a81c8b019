import { schema, type EventSchema, type Fact } from '#kernel';

/** How a group's figure is split among its members (rule 16). */
export type SplitKey = 'LIST' | 'EQUAL';

export type GroupEvent = Fact<
  'GroupCreated',
  { group: string; name: string; commissioner: string; splitKey: SplitKey }
>;

export const groupSchemas = { GroupCreated: schema() } satisfies Record<GroupEvent['type'], EventSchema>;
