import type { Year } from '#kernel';
import { withItem, type EventRef, type Evolution } from '../history.js';
import type { DisputeEvent, Effect, Outcome } from './events.js';

export type Ruling = { readonly outcome: Outcome; readonly effects: readonly Effect[]; readonly ref: EventRef };

export type Dispute = {
  readonly opened?: {
    readonly id: string;
    readonly holder: string;
    readonly year: Year;
    readonly about: string;
    readonly ref: EventRef;
  };
  readonly rulings: readonly Ruling[];
};

export const dispute: Evolution<Dispute, DisputeEvent> = {
  initial: { rulings: [] },
  evolve: {
    DisputeOpened: (state, { dispute: id, holder, year, about }, ref) => ({
      ...state,
      opened: { id, holder, year, about, ref },
    }),
    RulingIssued: (state, { outcome, effects }, ref) => ({
      ...state,
      rulings: withItem(state.rulings, { outcome, effects, ref }),
    }),
  },
};

/** A remitted dispute stays open (rule 20). */
export const isRuled = ({ rulings }: Dispute): boolean => rulings.some(({ outcome }) => outcome !== 'REMITTED');

export const isOpen = (state: Dispute): boolean => state.opened !== undefined && !isRuled(state);
