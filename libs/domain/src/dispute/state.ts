import { dayOf, londonDay, type Day, type Pence, type Year } from '#kernel';
import { withItem, type EventRef, type Evolution } from '../history.js';
import type { Closing, DisputeEvent, Effect, EvidenceKind, Offered, Outcome, Step } from './events.js';

export type Ruling = {
  readonly outcome: Outcome;
  readonly effects: readonly Effect[];
  /** Who ruled, where it was said. */
  readonly organisation?: string;
  readonly ref: EventRef;
  /** Set once another knowledge took its place: from then on it counts for nothing. */
  readonly superseded?: { readonly because: string; readonly ref: EventRef };
};

/** A stage of the ladder: a step, from the day on which it began. */
export type Stage = { readonly step: Step; readonly arbiter?: string; readonly startedOn: Day; readonly ref: EventRef };

export type Extension = {
  readonly id: string;
  readonly organisation: string;
  readonly until: Day;
  readonly requestedOn: Day;
  readonly because?: string;
  /** The stage that was running, by its place on the ladder. */
  readonly stage: number;
  readonly granted?: { readonly agreedBy: readonly string[]; readonly on: Day; readonly ref: EventRef };
  readonly ref: EventRef;
};

export type Evidence = {
  readonly id: string;
  readonly kind: EvidenceKind;
  readonly what: string;
  readonly organisation: string;
  readonly sha256?: string;
  readonly dated?: Day;
  readonly receivedOn: Day;
  readonly ref: EventRef;
};

export type StatedPosition = {
  readonly id: string;
  readonly organisation: string;
  readonly text: string;
  readonly statedOn: Day;
  readonly ref: EventRef;
};

export type DisputeOffer = Offered & {
  readonly id: string;
  readonly organisation: string;
  readonly madeOn: Day;
  readonly until?: Day;
  readonly terms?: string;
  readonly accepted?: { readonly organisation: string; readonly on: Day; readonly ref: EventRef };
  readonly ref: EventRef;
};

export type Compliance = {
  readonly organisation: string;
  readonly what: string;
  readonly pence?: Pence;
  readonly payment?: string;
  readonly on: Day;
  readonly ref: EventRef;
};

export type Closed = {
  readonly how: Closing;
  readonly on: Day;
  readonly organisation?: string;
  readonly because?: string;
  readonly ref: EventRef;
};

export type Reopening = {
  readonly organisation: string;
  readonly because: string;
  readonly on: Day;
  readonly evidence?: string;
  readonly ref: EventRef;
};

export type PassedDeadline = { readonly step: Step; readonly dueOn: Day; readonly ref: EventRef };

export type Dispute = {
  readonly opened?: {
    readonly id: string;
    readonly holder: string;
    readonly year: Year;
    readonly about: string;
    readonly on: Day;
    readonly ref: EventRef;
  };
  readonly stages: readonly Stage[];
  readonly extensions: readonly Extension[];
  readonly evidence: readonly Evidence[];
  readonly positions: readonly StatedPosition[];
  readonly offers: readonly DisputeOffer[];
  readonly rulings: readonly Ruling[];
  readonly compliance: readonly Compliance[];
  readonly closings: readonly Closed[];
  readonly reopenings: readonly Reopening[];
  readonly passed: readonly PassedDeadline[];
};

const recordedDay = ({ recordedAt }: EventRef): Day => londonDay(recordedAt);
/** A day that may be left out, in a field of its own. */
const dayIn = <Name extends string>(name: Name, date: string | undefined): { readonly [N in Name]?: Day } =>
  (date === undefined ? {} : { [name]: dayOf(date) }) as { readonly [N in Name]?: Day };

export const dispute: Evolution<Dispute, DisputeEvent> = {
  initial: {
    stages: [],
    extensions: [],
    evidence: [],
    positions: [],
    offers: [],
    rulings: [],
    compliance: [],
    closings: [],
    reopenings: [],
    passed: [],
  },
  evolve: {
    DisputeOpened(state, { dispute: id, holder, year, about, openedOn }, ref) {
      const on = openedOn === undefined ? recordedDay(ref) : dayOf(openedOn);
      const stages = withItem(state.stages, { step: 'LOCAL', startedOn: on, ref });
      return { ...state, opened: { id, holder, year, about, on, ref }, stages };
    },
    DisputeEscalated: (state, { step, arbiter, startedOn }, ref) => ({
      ...state,
      stages: withItem(state.stages, {
        step,
        ...(arbiter === undefined ? {} : { arbiter }),
        startedOn: dayOf(startedOn),
        ref,
      }),
    }),
    ExtensionRequested: (state, { extension: id, organisation, until, requestedOn, because }, ref) => ({
      ...state,
      extensions: withItem(state.extensions, {
        id,
        organisation,
        until: dayOf(until),
        requestedOn: dayOf(requestedOn),
        ...(because === undefined ? {} : { because }),
        stage: state.stages.length - 1,
        ref,
      }),
    }),
    ExtensionGranted: (state, { extension, agreedBy, grantedOn }, ref) => ({
      ...state,
      extensions: state.extensions.map((each) =>
        each.id === extension ? { ...each, granted: { agreedBy, on: dayOf(grantedOn), ref } } : each,
      ),
    }),
    EvidenceAdded: (state, { evidence: id, kind, what, organisation, sha256, dated, receivedOn }, ref) => ({
      ...state,
      evidence: withItem(state.evidence, {
        id,
        kind,
        what,
        organisation,
        ...(sha256 === undefined ? {} : { sha256 }),
        ...dayIn('dated', dated),
        receivedOn: dayOf(receivedOn),
        ref,
      }),
    }),
    PositionStated: (state, { statement: id, organisation, text, statedOn }, ref) => ({
      ...state,
      positions: withItem(state.positions, { id, organisation, text, statedOn: dayOf(statedOn), ref }),
    }),
    OfferMade: (state, { offer: id, organisation, pence, shareBp, madeOn, until, terms }, ref) => ({
      ...state,
      offers: withItem(state.offers, {
        id,
        organisation,
        ...(pence === undefined ? {} : { pence }),
        ...(shareBp === undefined ? {} : { shareBp }),
        madeOn: dayOf(madeOn),
        ...dayIn('until', until),
        ...(terms === undefined ? {} : { terms }),
        ref,
      }),
    }),
    OfferAccepted: (state, { offer, organisation, acceptedOn }, ref) => ({
      ...state,
      offers: state.offers.map((each) =>
        each.id === offer ? { ...each, accepted: { organisation, on: dayOf(acceptedOn), ref } } : each,
      ),
      closings: withItem(state.closings, { how: 'SETTLED', on: dayOf(acceptedOn), organisation, ref }),
    }),
    RulingIssued: (state, { outcome, effects, organisation }, ref) => ({
      ...state,
      rulings: withItem(state.rulings, {
        outcome,
        effects,
        ...(organisation === undefined ? {} : { organisation }),
        ref,
      }),
    }),
    RulingSuperseded: (state, { because }, ref) => ({
      ...state,
      rulings: state.rulings.map((each) => (isFinal(each) ? { ...each, superseded: { because, ref } } : each)),
    }),
    RulingCompliedWith: (state, { organisation, what, pence, payment, compliedOn }, ref) => ({
      ...state,
      compliance: withItem(state.compliance, {
        organisation,
        what,
        ...(pence === undefined ? {} : { pence }),
        ...(payment === undefined ? {} : { payment }),
        on: dayOf(compliedOn),
        ref,
      }),
    }),
    DisputeClosed: (state, { how, closedOn, organisation, because }, ref) => ({
      ...state,
      closings: withItem(state.closings, {
        how,
        on: dayOf(closedOn),
        ...(organisation === undefined ? {} : { organisation }),
        ...(because === undefined ? {} : { because }),
        ref,
      }),
    }),
    DisputeReopened(state, { organisation, because, reopenedOn, evidence }, ref) {
      const on = dayOf(reopenedOn);
      const { step, arbiter } = state.stages.at(-1) ?? { step: 'LOCAL' as const };
      const stage: Stage = { step, ...(arbiter === undefined ? {} : { arbiter }), startedOn: on, ref };
      const reopening = { organisation, because, on, ...(evidence === undefined ? {} : { evidence }), ref };
      return {
        ...state,
        stages: withItem(state.stages, stage),
        reopenings: withItem(state.reopenings, reopening),
      };
    },
    DisputeDeadlinePassed: (state, { step, dueOn }, ref) => ({
      ...state,
      passed: withItem(state.passed, { step, dueOn: dayOf(dueOn), ref }),
    }),
  },
};

/** A remitted dispute stays open (rule 20); a superseded ruling rules nothing (rule 82). */
const isFinal = ({ outcome, superseded }: Ruling): boolean => outcome !== 'REMITTED' && superseded === undefined;

/** The ruling that holds: the last final one that nothing superseded. */
export const rulingInForce = ({ rulings }: Dispute): Ruling | undefined => rulings.findLast(isFinal);

export const isRuled = (state: Dispute): boolean => rulingInForce(state) !== undefined;

const isLater = (one: { readonly ref: EventRef } | undefined, other: { readonly ref: EventRef }): boolean =>
  one !== undefined && one.ref.position > other.ref.position;

/** How it was closed, while it is. */
export function closingInForce({ closings, reopenings }: Dispute): Closed | undefined {
  const last = closings.at(-1);
  return last && !isLater(reopenings.at(-1), last) ? last : undefined;
}

/** Rule 20: neither finally ruled nor closed, or reopened since (rule 84). */
export function isOpen(state: Dispute): boolean {
  if (state.opened === undefined || closingInForce(state)) return false;
  const ruling = rulingInForce(state);
  return ruling === undefined || isLater(state.reopenings.at(-1), ruling);
}
