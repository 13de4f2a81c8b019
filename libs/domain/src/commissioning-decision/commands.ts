import type { IsoDate, Pence } from '#kernel';

export type CommissioningDecisionCommands = {
  RecordDecision: {
    decision: string;
    commissioner: string;
    about: string;
    committee: string;
    holder?: string;
    organisation?: string;
    decidedOn?: IsoDate;
    present?: readonly string[];
    quorum?: number;
    valuePence?: Pence;
    reasons?: string;
    supersedes?: string;
  };
};
