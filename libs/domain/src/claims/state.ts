import type { Fact, Pence, Year } from '#kernel';
import { withEntry, type EventRef } from '../history.js';
import type { Baseline, Cause, ClaimEvent } from './events.js';

export type ClaimStatus = 'CLAIMED' | 'PART_AGREED' | 'AGREED' | 'DISPUTED' | 'WITHDRAWN';

/** What was last said of a claim. */
export type Answered = {
  readonly as: 'AGREED' | 'DISPUTED' | 'WITHDRAWN';
  readonly by: string;
  readonly because?: string;
  readonly ref: EventRef;
};

export type SavingsClaim = Baseline & {
  readonly id: string;
  readonly holder: string;
  readonly year: Year;
  readonly pence: Pence;
  readonly scheme?: string;
  readonly method?: string;
  /** The part that was last agreed. */
  readonly agreedPence: Pence;
  readonly answered?: Answered;
  readonly ref: EventRef;
};

export type Attribution = Baseline & {
  readonly id: string;
  readonly claim?: string;
  readonly scheme?: string;
  readonly cause: Cause;
  readonly pence: Pence;
  readonly method: string;
  readonly ref: EventRef;
};

/** What an account holds of claims. */
export type Claiming = {
  readonly claims: ReadonlyMap<string, SavingsClaim>;
  readonly attributions: ReadonlyMap<string, Attribution>;
};

export const noClaims: Claiming = { claims: new Map(), attributions: new Map() };

type Data<Type extends ClaimEvent['type']> = Extract<ClaimEvent, Fact<Type, object>>['data'];
type Answer = { readonly claim: string; readonly by: string; readonly because?: string };

/** A claim that was recorded in error takes what was said of it with it. */
function withAnswer<State extends Claiming>(
  state: State,
  as: Answered['as'],
  { claim: id, by, because }: Answer,
  agreedPence: Pence | undefined,
  ref: EventRef,
): State {
  const claim = state.claims.get(id);
  if (!claim) return state;
  const answered = { as, by, ...(because === undefined ? {} : { because }), ref };
  return {
    ...state,
    claims: withEntry(state.claims, id, { ...claim, agreedPence: agreedPence ?? claim.agreedPence, answered }),
  };
}

/** How the account's claims add up. */
export const claimSteps = {
  SavingsClaimed: <State extends Claiming>(
    state: State,
    { claim: id, ...said }: Data<'SavingsClaimed'>,
    ref: EventRef,
  ) => ({
    ...state,
    claims: withEntry(state.claims, id, { id, ...said, agreedPence: 0, ref }),
  }),
  VarianceAttributed: <State extends Claiming>(
    state: State,
    { attribution: id, holder: _holder, year: _year, ...said }: Data<'VarianceAttributed'>,
    ref: EventRef,
  ) => ({ ...state, attributions: withEntry(state.attributions, id, { id, ...said, ref }) }),
  ClaimAgreed: <State extends Claiming>(state: State, data: Data<'ClaimAgreed'>, ref: EventRef) =>
    withAnswer(state, 'AGREED', data, data.pence, ref),
  ClaimDisputed: <State extends Claiming>(state: State, data: Data<'ClaimDisputed'>, ref: EventRef) =>
    withAnswer(state, 'DISPUTED', data, data.pence, ref),
  ClaimWithdrawn: <State extends Claiming>(state: State, data: Data<'ClaimWithdrawn'>, ref: EventRef) =>
    withAnswer(state, 'WITHDRAWN', data, undefined, ref),
};

export const isWithdrawn = ({ answered }: SavingsClaim): boolean => answered?.as === 'WITHDRAWN';

/** A claim in its parts: what is agreed, disputed and open add up to what is claimed; a withdrawn one claims nothing. */
export type ClaimParts = {
  readonly status: ClaimStatus;
  readonly agreedPence: Pence;
  readonly disputedPence: Pence;
  readonly openPence: Pence;
};

export function partsOfClaim({ pence, agreedPence, answered }: SavingsClaim): ClaimParts {
  if (answered?.as === 'WITHDRAWN') return { status: 'WITHDRAWN', agreedPence: 0, disputedPence: 0, openPence: 0 };
  const rest = pence - agreedPence;
  if (answered?.as === 'DISPUTED') return { status: 'DISPUTED', agreedPence, disputedPence: rest, openPence: 0 };
  const status = answered === undefined ? 'CLAIMED' : rest === 0 ? 'AGREED' : 'PART_AGREED';
  return { status, agreedPence, disputedPence: 0, openPence: rest };
}
