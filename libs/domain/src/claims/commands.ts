import type { Pence, Year } from '#kernel';
import type { Baseline, Cause } from './events.js';

type OfHolder = { holder: string; year: Year };
type OfClaim = { claim: string; by: string; because?: string };

export type ClaimCommands = {
  ClaimSavings: OfHolder & Baseline & { claim: string; pence: Pence; scheme?: string; method?: string };
  AttributeVariance: OfHolder &
    Baseline & {
      attribution: string;
      claim?: string;
      scheme?: string;
      cause: Cause;
      pence: Pence;
      method: string;
    };
  AgreeClaim: OfClaim & { pence?: Pence };
  DisputeClaim: OfClaim & { pence?: Pence };
  WithdrawClaim: OfClaim;
};
