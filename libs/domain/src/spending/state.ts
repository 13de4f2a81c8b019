import { sumPence, type Fact, type IsoDate, type Pence, type Year } from '#kernel';
import { withEntry, withItem, type EventRef } from '../history.js';
import type { IncentiveComponent, SpendingEvent } from './events.js';

export type Purpose = 'PATIENT_SERVICE' | 'PREMISES' | 'MANAGEMENT';

/** What was spent of an approved use; below 0 what came back. */
export type Spent = { readonly pence: Pence; readonly usedOn: IsoDate; readonly what: string; readonly ref: EventRef };

export type Use = {
  readonly id: string;
  readonly pence: Pence;
  readonly purpose?: Purpose;
  readonly spent: readonly Spent[];
  readonly ref: EventRef;
};

/** Of what was approved for a use: what was used of it so far, and what is left, below 0 where more was used. */
export function usedOf({ pence, spent }: Use): { readonly usedPence: Pence; readonly leftPence: Pence } {
  const usedPence = sumPence(spent.map((each) => each.pence));
  return { usedPence, leftPence: pence - usedPence };
}

/** Money of a year that counts in a later one. */
export type Moved = { readonly toYear: Year; readonly pence: Pence; readonly ref: EventRef };

export type Incentive = {
  readonly component: IncentiveComponent;
  readonly listSize: number;
  readonly ratePence: Pence;
  readonly objectivesMet: boolean;
  readonly pence: Pence;
  readonly payment?: string;
  readonly ref: EventRef;
};

/** What an account holds of the use of its money. */
export type Spending = {
  readonly uses: ReadonlyMap<string, Use>;
  readonly carriedForward: readonly Moved[];
  /** Overpayments of this year that were set against later ones. */
  readonly setOffs: ReadonlyMap<string, Moved>;
  readonly incentives: readonly Incentive[];
};

export const nothingSpent: Spending = { uses: new Map(), carriedForward: [], setOffs: new Map(), incentives: [] };

type Data<Type extends SpendingEvent['type']> = Extract<SpendingEvent, Fact<Type, object>>['data'];

/** How the use of an account's money adds up. */
export const spendingSteps = {
  FundsUsed: <State extends Spending>(
    state: State,
    { use: id, pence, usedOn, what }: Data<'FundsUsed'>,
    ref: EventRef,
  ): State => {
    const use = state.uses.get(id);
    if (!use) return state; // its approval was recorded in error
    const spent = withItem(use.spent, { pence, usedOn, what, ref });
    return { ...state, uses: withEntry(state.uses, id, { ...use, spent }) };
  },
  EntitlementCarriedForward: <State extends Spending>(
    state: State,
    { toYear, pence }: Data<'EntitlementCarriedForward'>,
    ref: EventRef,
  ): State => ({ ...state, carriedForward: withItem(state.carriedForward, { toYear, pence, ref }) }),
  OverpaymentSetOff: <State extends Spending>(
    state: State,
    { setOff, toYear, pence }: Data<'OverpaymentSetOff'>,
    ref: EventRef,
  ): State => ({ ...state, setOffs: withEntry(state.setOffs, setOff, { toYear, pence, ref }) }),
  IncentivePaid: <State extends Spending>(
    state: State,
    { practice: _practice, year: _year, ...said }: Data<'IncentivePaid'>,
    ref: EventRef,
  ): State => ({ ...state, incentives: withItem(state.incentives, { ...said, ref }) }),
};
