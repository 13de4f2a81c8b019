import { dayOf, type Day, type Days } from '#kernel';
import { withEntry, type EventRef, type Evolution } from '../history.js';
import type { PolicyEvent } from './events.js';
import type { PolicyTerms } from './terms.js';

/** Terms that were adopted for some days. */
export type PolicyVersion = {
  readonly policy: string;
  /** Infinite where it has no end, or no beginning. */
  readonly days: Days;
  readonly terms: Partial<PolicyTerms>;
  /** The organisation that approved what departs from the guidance. */
  readonly approvedBy?: string;
  readonly approval?: string;
  readonly because?: string;
  readonly withdrawn?: { readonly lastDay: Day; readonly because: string; readonly ref: EventRef };
  /** Left out where it ships with the ledger. */
  readonly ref?: EventRef;
};

/** What one body has adopted, by id, in recorded order. */
export type Policies = ReadonlyMap<string, PolicyVersion>;

export const policies: Evolution<Policies, PolicyEvent> = {
  initial: new Map(),
  evolve: {
    PolicyAdopted: (state, { policy, from, to, terms, approvedBy, approval, because }, ref) =>
      withEntry(state, policy, {
        policy,
        days: { first: dayOf(from), last: to === undefined ? Infinity : dayOf(to) },
        terms,
        ...(approvedBy === undefined ? {} : { approvedBy }),
        ...(approval === undefined ? {} : { approval }),
        ...(because === undefined ? {} : { because }),
        ref,
      }),
    PolicyWithdrawn(state, { policy, lastDay, because }, ref) {
      const version = state.get(policy);
      if (!version) return state; // an adoption recorded in error takes its withdrawal with it
      const days = { first: version.days.first, last: dayOf(lastDay) };
      return withEntry(state, policy, { ...version, days, withdrawn: { lastDay: dayOf(lastDay), because, ref } });
    },
  },
};
