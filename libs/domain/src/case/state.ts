import { dayOf, type Day, type Pence } from '#kernel';
import type { ConductEvent } from '../conduct/events.js';
import { seated, type Sitting } from '../conduct/sitting.js';
import { NO_CONDUCT, conductOf, type Conduct } from '../conduct/state.js';
import { withItem, type EventRef, type Evolution } from '../history.js';
import type { CaseEvent, CaseOutcome } from './events.js';

export type CaseKind = 'PLAN' | 'BUSINESS_CASE';

export type Submission = {
  readonly id: string;
  readonly kind: CaseKind;
  readonly commissioner: string;
  readonly holder: string;
  readonly about: string;
  readonly receivedOn: Day;
  readonly plan?: string;
  /** The case that was refused before, and that this one is to cure. */
  readonly follows?: string;
  readonly scheme?: string;
  readonly provider?: string;
  readonly expectedCostPence?: Pence;
  readonly expectedSavingPence?: Pence;
  readonly ref: EventRef;
};

export type CaseDecision = Sitting & {
  readonly outcome: CaseOutcome;
  readonly reasons?: string;
  readonly cure?: string;
  readonly ref: EventRef;
};

/** A plan or a business case from the day on which it was received. */
export type BusinessCase = Conduct & {
  readonly submitted?: Submission;
  readonly decisions: readonly CaseDecision[];
};

type Decided = Extract<CaseEvent, { type: 'BusinessCaseApproved' }>['data'];

const decided =
  (outcome: CaseOutcome) =>
  (state: BusinessCase, { decidedOn, reasons, cure, ...sitting }: Decided, ref: EventRef): BusinessCase => ({
    ...state,
    decisions: withItem(state.decisions, {
      ...seated(sitting),
      decidedOn: dayOf(decidedOn),
      outcome,
      ...(reasons === undefined ? {} : { reasons }),
      ...(cure === undefined ? {} : { cure }),
      ref,
    }),
  });

/** A submission begins anew: what was said of an id before, under a submission in error, is not said of this one. */
const begun = (submitted: Submission): BusinessCase => ({ ...NO_CONDUCT, submitted, decisions: [] });

export const businessCase: Evolution<BusinessCase, CaseEvent | ConductEvent> = {
  initial: { ...NO_CONDUCT, decisions: [] },
  evolve: {
    PlanSubmitted: (_state, { case: id, receivedOn, ...said }, ref) =>
      begun({ ...said, id, kind: 'PLAN', receivedOn: dayOf(receivedOn), ref }),
    BusinessCaseSubmitted: (_state, { case: id, receivedOn, ...said }, ref) =>
      begun({ ...said, id, kind: 'BUSINESS_CASE', receivedOn: dayOf(receivedOn), ref }),
    BusinessCaseApproved: decided('APPROVED'),
    BusinessCaseRefused: decided('REFUSED'),
    BusinessCaseDeferred: decided('DEFERRED'),
    ...conductOf<BusinessCase>(),
  },
};

/** The decision that ended the case; a deferral does not. */
export const finalDecision = ({ decisions }: BusinessCase): CaseDecision | undefined =>
  decisions.find(({ outcome }) => outcome !== 'DEFERRED');
