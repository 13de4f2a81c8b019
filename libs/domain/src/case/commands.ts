import type { IsoDate, Pence } from '#kernel';
import type { CaseOutcome } from './events.js';

type Submitting = { case: string; commissioner: string; holder: string; about: string; receivedOn?: IsoDate };

export type CaseCommands = {
  SubmitPlan: Submitting;
  SubmitBusinessCase: Submitting & {
    plan?: string;
    follows?: string;
    scheme?: string;
    provider?: string;
    expectedCostPence?: Pence;
    expectedSavingPence?: Pence;
  };
  DecideBusinessCase: {
    case: string;
    outcome: CaseOutcome;
    committee: string;
    organisation?: string;
    decidedOn?: IsoDate;
    present?: readonly string[];
    quorum?: number;
    valuePence?: Pence;
    reasons?: string;
    cure?: string;
  };
};
