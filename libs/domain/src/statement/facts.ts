import type { Year } from '#kernel';
import type { Account } from '../account/state.js';
import type { Agreements } from '../agreement/state.js';
import type { Dispute } from '../dispute/state.js';
import type { Finance } from '../finance/state.js';
import type { Group } from '../group/state.js';
import type { Policies } from '../policy/state.js';
import type { Organisation } from '../organisation/state.js';

/**
 * What the ledger knows at one position of its log, as the rules ask for it. The same question gives the same object
 * as long as its stream has not moved, so that what is worked out from it may be kept.
 */
export interface Facts {
  /**
   * Stands for everything but accounts and finances: organisations, groups, agreements, disputes and policies. Another object as
   * soon as one of those has moved, so that what rests on them alone may be kept.
   */
  readonly standing: object;
  organisation(code: string): Organisation;
  group(code: string): Group;
  /** All agreements of a practice or a group. */
  agreements(holder: string): Agreements;
  account(holder: string, year: Year): Account;
  /**
   * Holders whose accounts of the year moved since these facts were made, in order, once for each time; so that a sum
   * over many accounts need follow only these.
   */
  movedAccounts(year: Year): readonly string[];
  finance(commissioner: string, year: Year): Finance;
  /** Whether any policy was ever recorded. Without one the editions that ship say everything. */
  readonly hasPolicies: boolean;
  /** What a commissioner has adopted; ENGLAND for the whole country. */
  policies(body: string): Policies;
  /** Disputes about a holder and a year, in the order in which they were opened. */
  disputes(holder: string, year: Year): readonly Dispute[];
  /** Codes of the practices that were ever recorded as joining the group, in code order. */
  everMembers(group: string): readonly string[];
  /** Years for which an overspend of the holder was ever recorded, in order. */
  overspendYears(holder: string): readonly Year[];
  /** Years from which anything of the holder was ever moved to a later year, in order. */
  yearsMovedFrom(holder: string): readonly Year[];
}

export const isGroup = (facts: Facts, holder: string): boolean => facts.group(holder).created !== undefined;
