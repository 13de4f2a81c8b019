import { dayOf, type Day } from '#kernel';
import { withItem, type EventRef, type Evolution } from '../history.js';
import type { OrganisationEvent, OrganisationType } from './events.js';

export type Registration = {
  readonly code: string;
  readonly type: OrganisationType;
  readonly name: string;
  readonly opensOn: Day;
  readonly ref: EventRef;
};
/** To whom it belongs from a day on, until the next assignment. */
export type Assignment = { readonly to: string; readonly from: Day; readonly ref: EventRef };
export type Census = { readonly on: Day; readonly patients: number; readonly ref: EventRef };
export type Membership = {
  readonly group: string;
  readonly from: Day;
  /** Left out while the practice has not left. */
  readonly lastDay?: Day;
  readonly ref: EventRef;
};
export type Succession = { readonly from: Day; readonly successors: readonly string[]; readonly ref: EventRef };

export type Organisation = {
  readonly registration?: Registration;
  /** Of a practice: to a commissioner. Of a commissioner: to a strategic health authority or other body. */
  readonly assignments: readonly Assignment[];
  readonly censuses: readonly Census[];
  readonly memberships: readonly Membership[];
  readonly successions: readonly Succession[];
  readonly closure?: { readonly lastDay: Day; readonly ref: EventRef };
};

const assigned = (state: Organisation, to: string, from: string, ref: EventRef): Organisation => ({
  ...state,
  assignments: withItem(state.assignments, { to, from: dayOf(from), ref }),
});

export const organisation: Evolution<Organisation, OrganisationEvent> = {
  initial: { assignments: [], censuses: [], memberships: [], successions: [] },
  evolve: {
    OrganisationRegistered: (state, { code, type, name, opensOn }, ref) => ({
      ...state,
      registration: { code, type, name, opensOn: dayOf(opensOn), ref },
    }),
    PracticeAssigned: (state, { commissioner, from }, ref) => assigned(state, commissioner, from, ref),
    CommissionerAssigned: (state, { to, from }, ref) => assigned(state, to, from, ref),
    ListSizeRecorded: (state, { censusDate, patients }, ref) => ({
      ...state,
      censuses: withItem(state.censuses, { on: dayOf(censusDate), patients, ref }),
    }),
    PracticeJoinedGroup: (state, { group, from }, ref) => ({
      ...state,
      memberships: withItem(state.memberships, { group, from: dayOf(from), ref }),
    }),
    PracticeLeftGroup: (state, { group, lastDay }) => ({
      ...state,
      memberships: state.memberships.map((membership) =>
        membership.group === group && isMemberOn(membership, dayOf(lastDay))
          ? { ...membership, lastDay: dayOf(lastDay) }
          : membership,
      ),
    }),
    SuccessorNamed: (state, { from, successors }, ref) => ({
      ...state,
      successions: withItem(state.successions, { from: dayOf(from), successors, ref }),
    }),
    OrganisationClosed: (state, { lastDay }, ref) => ({ ...state, closure: { lastDay: dayOf(lastDay), ref } }),
  },
};

export const isMemberOn = ({ from, lastDay }: Membership, day: Day): boolean =>
  from <= day && (lastDay === undefined || day <= lastDay);

/** The latest of the dated facts that hold on `day`: of equals the one recorded last. */
function latestBy<T>(items: readonly T[], day: Day, dateOfItem: (item: T) => Day): T | undefined {
  let latest: T | undefined;
  for (const item of items) {
    const date = dateOfItem(item);
    if (date <= day && (latest === undefined || date >= dateOfItem(latest))) latest = item;
  }
  return latest;
}

export const assignedOn = ({ assignments }: Organisation, day: Day): Assignment | undefined =>
  latestBy(assignments, day, ({ from }) => from);

/** Rule 16: the latest census on or before `day`. */
export const censusOn = ({ censuses }: Organisation, day: Day): Census | undefined =>
  latestBy(censuses, day, ({ on }) => on);

/** The succession in effect on `day`. */
export const successionOn = ({ successions }: Organisation, day: Day): Succession | undefined =>
  latestBy(successions, day, ({ from }) => from);
