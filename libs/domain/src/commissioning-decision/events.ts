import { schema, type EventSchema, type Fact, type IsoDate, type Pence } from '#kernel';

/** Any decision of a commissioner that no other command tells. */
export type CommissioningDecisionEvent = Fact<
  'CommissioningDecisionRecorded',
  {
    decision: string;
    commissioner: string;
    about: string;
    holder?: string;
    organisation: string;
    committee: string;
    decidedOn: IsoDate;
    present?: readonly string[];
    quorum?: number;
    valuePence?: Pence;
    reasons?: string;
    supersedes?: string;
  }
>;

export const commissioningDecisionSchemas = {
  CommissioningDecisionRecorded: schema(),
} satisfies Record<CommissioningDecisionEvent['type'], EventSchema>;
