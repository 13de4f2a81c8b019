import { dayOf, type Day } from '#kernel';
import { withItem, type EventRef, type Evolution } from '../history.js';
import type { ConductEvent } from './events.js';

export type Interest = { readonly member: string; readonly declaredOn: Day; readonly ref: EventRef };
export type Withdrawal = { readonly member: string; readonly withdrewOn: Day; readonly ref: EventRef };

/** What the members of a committee said and did about a matter in which they had a part. */
export type Conduct = { readonly interests: readonly Interest[]; readonly withdrawals: readonly Withdrawal[] };

export const NO_CONDUCT: Conduct = { interests: [], withdrawals: [] };

/** The same in the stream of a case and of a decision. */
export const conductOf = <State extends Conduct>(): Evolution<State, ConductEvent>['evolve'] => ({
  InterestDeclared: (state, { member, declaredOn }, ref) => ({
    ...state,
    interests: withItem(state.interests, { member, declaredOn: dayOf(declaredOn), ref }),
  }),
  MemberWithdrew: (state, { member, withdrewOn }, ref) => ({
    ...state,
    withdrawals: withItem(state.withdrawals, { member, withdrewOn: dayOf(withdrewOn), ref }),
  }),
});
