import { dayOf, type Day, type IsoDate } from '#kernel';
import { withEntry, withItem, type EventRef, type Evolution } from '../history.js';
import type { ArrangementEvent, Assurance } from './events.js';

export type Arrangement = Assurance & {
  readonly id: string;
  readonly holder: string;
  readonly commissioner: string;
  readonly about: string;
  readonly from: IsoDate;
  readonly to?: IsoDate;
  readonly ref: EventRef;
};

export type Waiver = { readonly arrangement: string; readonly commissioner: string; readonly signedOn: Day };

/** What a practice or a group arranged with commissioners, by id, and where it waived the assurance. */
export type Arrangements = {
  readonly entered: ReadonlyMap<string, Arrangement>;
  readonly waivers: readonly Waiver[];
};

export const arrangements: Evolution<Arrangements, ArrangementEvent> = {
  initial: { entered: new Map(), waivers: [] },
  evolve: {
    AssuranceWaived: (state, { arrangement, commissioner, signedOn }) => ({
      ...state,
      waivers: withItem(state.waivers, { arrangement, commissioner, signedOn: dayOf(signedOn) }),
    }),
    ArrangementEntered: (state, { arrangement: id, ...said }, ref) => ({
      ...state,
      entered: withEntry(state.entered, id, { ...said, id, ref }),
    }),
  },
};
