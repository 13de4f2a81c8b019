import { schema, type EventSchema, type Fact, type IsoDate } from '#kernel';

/** Members are opaque ids; what the interest is, is personal. */
type OfMember = { case?: string; decision?: string; commissioner: string; holder?: string; member: string };

export type ConductEvent =
  | Fact<'InterestDeclared', OfMember & { interest: string; declaredOn: IsoDate }>
  | Fact<'MemberWithdrew', OfMember & { withdrewOn: IsoDate }>;

export const conductSchemas = {
  InterestDeclared: schema([], ['interest']),
  MemberWithdrew: schema(),
} satisfies Record<ConductEvent['type'], EventSchema>;
