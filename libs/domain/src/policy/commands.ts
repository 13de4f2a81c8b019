import type { IsoDate } from '#kernel';
import type { PolicyTerms } from './terms.js';

export type PolicyCommands = {
  AdoptPolicy: {
    policy: string;
    body?: string;
    from: IsoDate;
    to?: IsoDate;
    terms: Partial<PolicyTerms>;
    approvedBy?: string;
    approval?: string;
    because?: string;
  };
  WithdrawPolicy: { policy: string; lastDay: IsoDate; because: string };
};
