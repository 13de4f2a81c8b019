import type { IsoDate } from '#kernel';

/** Of a case or of a decision: one of the two. */
type OfWhat = { case?: string; decision?: string; member: string };

export type ConductCommands = {
  DeclareInterest: OfWhat & { interest: string; declaredOn?: IsoDate };
  WithdrawMember: OfWhat & { withdrewOn?: IsoDate };
};
