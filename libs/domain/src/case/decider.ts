import { dateOf, dayOf } from '#kernel';
import { dayDone } from '../day-done.js';
import type { Decide } from '../decision.js';
import { Rejected } from '../refusals.js';
import { streamOf } from '../streams.js';
import type { CaseCommands } from './commands.js';
import type { CaseEvent, CaseOutcome } from './events.js';
import { businessCase, finalDecision, type BusinessCase } from './state.js';

const TOLD_AS = {
  APPROVED: 'BusinessCaseApproved',
  REFUSED: 'BusinessCaseRefused',
  DEFERRED: 'BusinessCaseDeferred',
} as const satisfies Record<CaseOutcome, CaseEvent['type']>;

function mustBeUndecided(state: BusinessCase, id: string): void {
  const final = finalDecision(state);
  if (!final) return;
  throw new Rejected('ALREADY_DECIDED', `${id} was ${final.outcome} on ${dateOf(final.decidedOn)}`);
}

export const caseDeciders: { readonly [C in keyof CaseCommands]: Decide<CaseCommands[C]> } = {
  SubmitPlan: ({ receivedOn, ...data }, { recordedOn }) => [
    { type: 'PlanSubmitted', data: { ...data, receivedOn: dayDone(receivedOn, recordedOn, 'receivedOn') } },
  ],

  SubmitBusinessCase: ({ receivedOn, ...data }, { recordedOn }) => [
    { type: 'BusinessCaseSubmitted', data: { ...data, receivedOn: dayDone(receivedOn, recordedOn, 'receivedOn') } },
  ],

  DecideBusinessCase({ case: id, outcome, organisation, decidedOn, ...said }, { facts, recordedOn }) {
    const state = facts.stateOf(businessCase, streamOf.case(id));
    const { commissioner, holder, receivedOn } = state.submitted!;
    mustBeUndecided(state, id);
    const day = dayDone(decidedOn, recordedOn, 'decidedOn');
    if (dayOf(day) < receivedOn) {
      throw new Rejected('BEFORE_RECEIVED', `${id} was received on ${dateOf(receivedOn)}, after ${day}`);
    }
    const of = { case: id, commissioner, holder, organisation: organisation ?? commissioner };
    return [{ type: TOLD_AS[outcome], data: { ...of, ...said, decidedOn: day } }];
  },
};
